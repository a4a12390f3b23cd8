import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createTokenizer } from "../../../src/summarizer/text/tokenizer.ts";

const json = JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")) as object;
const tokenizer = createTokenizer(json);
const library = new Tokenizer(json, {});

const UNKNOWN = 0;

test("a word gives the same ids wherever and however often it stands", () => {
  const [first, ...rest] = tokenizer.encode("river River RIVER");
  expect(first).toBeGreaterThan(UNKNOWN);
  expect(rest).toEqual([first, first]);
});

test("Chinese words are pieces of their own", () => {
  expect(tokenizer.encode("机器学习").length).toBeLessThan(4);
});

test("any text: the same ids as the library gives without the memory of words", () => {
  const unit = fc.constantFrom("binary" as const, "grapheme" as const, "grapheme-ascii" as const);
  const text = unit.chain((kind) => fc.string({ unit: kind, maxLength: 60 }));
  fc.assert(
    fc.property(text, (given) => {
      expect(tokenizer.encode(given)).toEqual(
        library.encode(given, { add_special_tokens: false }).ids,
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["lone surrogates", "\ud800 and \udc00\ud800"],
  ["NUL", "\0"],
])("%s are unknown tokens, not errors", (_, text) => {
  expect(tokenizer.encode(text)).toContain(UNKNOWN);
});
