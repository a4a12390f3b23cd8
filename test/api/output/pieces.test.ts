import fc from "fast-check";
import { expect, it } from "vitest";
import { piecesOf } from "../../../src/api/output/pieces.ts";
import { layOut } from "../../../src/summarizer/text/layout.ts";

it("joined, the pieces are the summary, in every format", () => {
  const texts = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(texts, fc.constantFrom("paragraph", "key-points", "headline"), (all, format) => {
      const summary = layOut(all, format);
      const sentences = all.map((text) => ({ text, start: 0, end: 0, score: 0 }));
      expect(piecesOf({ summary, sentences }).join("")).toBe(summary);
    }),
  );
});

it("there is one a sentence", () => {
  const sentences = ["One stands\nhere.", "Two stands here."].map((text) => ({
    text,
    start: 0,
    end: 0,
    score: 0,
  }));
  const summary = "- One stands here.\n- Two stands here.";
  expect(piecesOf({ summary, sentences })).toEqual(["- One stands here.", "\n- Two stands here."]);
});
