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

/** Whether the library finds all of a text in the vocabulary. */
const isCovered = (text: string) =>
  !library.encode(text, { add_special_tokens: false }).ids.includes(UNKNOWN);

test("any text of known characters: the same ids as the library gives without the memory of words", () => {
  const unit = fc.constantFrom("binary" as const, "grapheme" as const, "grapheme-ascii" as const);
  const text = unit.chain((kind) => fc.string({ unit: kind, maxLength: 60 }));
  fc.assert(
    fc.property(text.filter(isCovered), (given) => {
      expect(tokenizer.encode(given)).toEqual(
        library.encode(given, { add_special_tokens: false }).ids,
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["a rare name", "市长林翀昨日宣布港口改用潮汐能发电", "翀"],
  ["a letter in a word", "The Þingvellir valley", "Þ"],
  ["an emoji", "It opens at ten 🦑 on Monday", "🦑"],
])("%s outside the vocabulary hides nothing around it", (_, text, rare) => {
  const [before = "", after = ""] = text.split(rare);
  expect(tokenizer.encode(text)).toEqual([
    ...tokenizer.encode(before),
    UNKNOWN,
    ...tokenizer.encode(after),
  ]);
});

test("any text has a token for each character that is not known", () => {
  const rare = fc.array(fc.constantFrom("翀", "ห", "한", "🦑", "a", "港口", " "), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(rare, (parts) => {
      const unknown = parts.filter((part) => !"a港口 ".includes(part)).length;
      const ids = tokenizer.encode(parts.join(""));
      expect(ids.filter((id) => id === UNKNOWN)).toHaveLength(unknown);
    }),
  );
});

test.each([
  ["港口將於明年春天關閉最後一台柴油發電機。", "港口将于明年春天关闭最后一台柴油发电机。"],
  ["議會週二晚間一致通過該計畫", "议会周二晚间一致通过该计画"],
  ["裡面說為甚麼", "里面说为甚么"],
])("Traditional %s reads as Simplified", (traditional, simplified) => {
  expect(tokenizer.encode(traditional)).toEqual(tokenizer.encode(simplified));
});

test("full-width and half-width forms read alike", () => {
  expect(tokenizer.encode("ＡＢＣ１２３　ｶﾞｲﾄﾞ")).toEqual(tokenizer.encode("ABC123 ガイド"));
});

test("a variant that is a word of its own in Simplified Chinese stays", () => {
  expect(tokenizer.encode("著名")).not.toEqual(tokenizer.encode("着名"));
});

test.each([
  ["lone surrogates", "\ud800 and \udc00\ud800"],
  ["NUL", "\0"],
])("%s are unknown tokens, not errors", (_, text) => {
  expect(tokenizer.encode(text)).toContain(UNKNOWN);
});
