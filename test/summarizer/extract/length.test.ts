import { expect, test } from "vitest";
import { sizeOf, sizeOfText } from "../../../src/summarizer/extract/length.ts";
import type { Sentence } from "../../../src/summarizer/text/document.ts";

const document = (sentences: number, tokens: number) => ({
  sentences: new Array<Sentence>(sentences),
  tokens,
});
const medium = (sentences: number, tokens: number) =>
  sizeOf({ length: "medium", format: "paragraph" }, document(sentences, tokens));

test("medium has two sentences at least of a text of eight or more", () => {
  expect(medium(7, 400).least).toBe(1);
  expect(medium(8, 400).least).toBe(2);
});

test("medium grows gently with the text, and stays below long", () => {
  const sizes = [100, 2_000, 4_000, 8_000, 16_000, 100_000].map((tokens) => medium(50, tokens));
  expect(sizes.map(({ enough }) => enough)).toEqual([55, 55, 68.75, 82.5, 96.25, 110]);
  expect(sizes.map(({ count }) => count)).toEqual([3, 3, 3, 4, 5, 6]);
  const long = sizeOf({ length: "long", format: "paragraph" }, document(50, 100_000));
  expect(long.enough).toBeGreaterThan(110);
});

test("letters that are tokens of their own count as the words they make", () => {
  expect(sizeOfText("The port reopened on Monday.", 6)).toBe(6);
  const russian = "Порт снова открылся в понедельник утром.";
  expect(sizeOfText(russian, 34)).toBeLessThan(17);
  expect(sizeOfText("港口周一重新开放。", 5)).toBe(5);
});
