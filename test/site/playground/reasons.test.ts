import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decide } from "../../../src/placement/decide.ts";
import { reasonIn } from "../../../src/site/playground/reasons.ts";
import { anyInput } from "../../placement/inputs.ts";

const figuresIn = (text: string): string[] => text.match(/\d+(?:\.\d+)?/g) ?? [];

it("says every reason of a decision in Chinese, with the same figures", () => {
  fc.assert(
    fc.property(
      anyInput,
      fc.boolean(),
      fc.constantFrom("light", "heavy"),
      (input, canStay, weight) => {
        const { reason, candidates } = decide({
          ...input,
          weight,
          ...(!canStay && { canStay: false }),
        });
        for (const english of [reason, ...candidates.map(({ why }) => why)]) {
          const { text, lang } = reasonIn("zh", english);
          expect(lang, english).toBe("zh");
          expect(text).toMatch(/\p{Script=Han}/u);
          expect(figuresIn(text).sort()).toEqual(figuresIn(english).sort());
        }
      },
    ),
    { numRuns: 1000 },
  );
});

it("leaves what it does not know, and English pages, as they are", () => {
  const unknown = "Stayed at the edge: the moon is full.";
  expect(reasonIn("zh", unknown)).toEqual({ text: unknown, lang: "en" });
  expect(reasonIn("en", unknown)).toEqual({ text: unknown, lang: "en" });
});
