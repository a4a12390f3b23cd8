import { expect, it } from "vitest";
import tokenizerJson from "../../models/nano/tokenizer.json" with { type: "json" };
import { readDocument } from "../../src/summarizer/text/document.ts";
import { createTokenizer } from "../../src/summarizer/text/tokenizer.ts";
import { fallBack } from "../../src/summary/fall-back.ts";

const TEXT = "Hi all, the council has closed the old bridge for the winter.";
const document = readDocument(TEXT, "en", createTokenizer(tokenizerJson));
const extract = {
  summary: TEXT,
  sentences: [{ text: TEXT, start: 0, end: TEXT.length, score: 1 }],
  outputTokens: document.tokens,
};

it("says why, and keeps the sentences of a paragraph", () => {
  const asked = { mode: "abstractive", format: "paragraph" } as const;
  const found = fallBack(asked, document, extract, { reason: "it wrote no words" });
  expect(found.extract).toBe(extract);
  expect(found.mode).toEqual({
    asked: "abstractive",
    used: "extractive",
    reason: "Fell back to the text's own sentences: it wrote no words.",
  });
});

it("shortens a headline by rule, and counts the tokens that remain", () => {
  const asked = { mode: "abstractive", format: "headline" } as const;
  const { extract: made } = fallBack(asked, document, extract, { reason: "it wrote none" });
  expect(made.summary.length).toBeLessThan(TEXT.length - 5);
  expect(made.summary).toContain("council has closed the old bridge");
  expect(made.sentences).toMatchObject([{ start: 0, end: TEXT.length, how: "trimmed" }]);
  expect(made.outputTokens).toBe(document.tokenizer.encode(made.sentences[0]?.text ?? "").length);
});
