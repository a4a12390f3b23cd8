import { expect, it } from "vitest";
import { typicalWritings } from "../../src/summary/writing-bounds.ts";

const OFFER = {
  inputTokens: 196,
  outputTokens: 96,
  rewrites: true,
  meanSteps: { short: 22, medium: 64, long: 132, headline: 12 },
};

it("expects one text of the writer's mean length, within what it can read and write", () => {
  const writings = (["short", "medium", "long"] as const).map((length) =>
    typicalWritings({ length, format: "paragraph" }, 1_000, OFFER, 4),
  );
  expect(writings).toEqual([
    [{ inputTokens: 196, steps: 22, beams: 4 }],
    [{ inputTokens: 196, steps: 64, beams: 4 }],
    [{ inputTokens: 196, steps: 95, beams: 4 }],
  ]);
});

it("expects a headline twice of a writer of sentences: of the text and of its best sentence", () => {
  const headline = { length: "long", format: "headline" } as const;
  const [whole, best] = typicalWritings(headline, 100, OFFER, 2);
  expect(whole).toEqual({ inputTokens: 100, steps: 12, beams: 2 });
  expect(best).toEqual({ inputTokens: 30, steps: 12, beams: 2 });
  expect(typicalWritings(headline, 100, { ...OFFER, rewrites: false }, 2)).toHaveLength(1);
});
