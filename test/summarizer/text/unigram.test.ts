import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createUnigramTokenizer } from "../../../src/summarizer/text/unigram.ts";

// Whole texts in every language are compared with Python's tokenizers in ../extract/oracle.test.ts.
const PIECES: [string, number][] = [
  ["<unk>", 0],
  ["▁", -3],
  ["▁Hafen", -5],
  ["▁Haf", -6],
  ["en", -4],
  ["stadt", -5],
  ["s", -4],
  ["t", -4],
  ["ad", -6],
  ["港", -6],
  ["港町", -7],
  ["町", -6],
  ["は", -4],
  ["ا", -5],
  ["ل", -5],
  ["▁ال", -4],
  ["𠮷", -8],
  ["...", -5],
];
const { encode, pieceOf } = createUnigramTokenizer({
  model: { type: "Unigram", unk_id: 0, vocab: PIECES },
});
const pieces = (text: string) => encode(text).map(pieceOf);
const UNKNOWN = "\ufffd";

describe("a text falls apart into", () => {
  test.each([
    ["the likeliest pieces, not the longest", "Hafenstadt", ["▁Hafen", "stadt"]],
    ["pieces without spaces between words", "港町は港", ["▁", "港町", "は", "港"]],
    ["words, wherever the space comes from", " Hafen\n\tHafen ", ["▁Hafen", "▁Hafen"]],
    ["pieces of its compatible form", "ﾊ…", ["▁", UNKNOWN, "..."]],
    ["pieces from right to left in their order", "ال", ["▁ال"]],
    ["characters beyond the basic plane whole", "𠮷港", ["▁", "𠮷", "港"]],
    ["nothing, if it is white space", " \n ", []],
  ])("%s", (_, text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });
});

test.each(["翀", "🦑", "Þ"])("%s outside the vocabulary hides nothing around it", (rare) => {
  expect(pieces(`Hafen${rare}stadt`)).toEqual(["▁Hafen", UNKNOWN, "stadt"]);
  expect(pieces(`港${rare}${rare}町`)).toEqual(["▁", "港", UNKNOWN, UNKNOWN, "町"]);
});

test("any text: as many unknown tokens as unknown characters, and every known one is kept", () => {
  const parts = fc.array(fc.constantFrom("stadt", "港町", "は", "𠮷", "翀", "🦑", " "), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(parts, (given) => {
      const found = pieces(given.join(""));
      const unknown = given.filter((part) => part === "翀" || part === "🦑").length;
      expect(found.filter((piece) => piece === UNKNOWN)).toHaveLength(unknown);
      const kept = found.join("").replaceAll(UNKNOWN, "").replaceAll("▁", "");
      expect(kept).toBe(given.join("").replaceAll(/[翀🦑\s]/gu, ""));
    }),
    { numRuns: 500 },
  );
});

test("a million characters without a space take a time that grows with their number", () => {
  const timeOf = (length: number) => {
    const text = "港町は".repeat(length / 3);
    const started = performance.now();
    expect(encode(text).length).toBeGreaterThan(length / 3);
    return performance.now() - started;
  };
  timeOf(30_000);
  const short = timeOf(90_000);
  expect(timeOf(900_000)).toBeLessThan(10 * short * 4 + 200);
});
