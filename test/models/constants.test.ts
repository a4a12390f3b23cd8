import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_PUE, FULL_WATTS_PER_VCPU } from "../../src/emissions/estimate.ts";
import { REREAD } from "../../src/summarizer/extract/reread.ts";
import { MAX_SENTENCE_TOKENS, MAX_SENTENCES } from "../../src/summarizer/text/document.ts";

// The recipe trains with the same numbers: models/recipe/test_manifest.py checks its own against the manifests.
const manifestOf = (name: string) =>
  JSON.parse(readFileSync(`models/${name}/manifest.json`, "utf8"));

test("nano reads as much as its manifest states, which the recipe trains with", () => {
  expect(manifestOf("nano").limits).toMatchObject({
    sentenceTokens: MAX_SENTENCE_TOKENS,
    sentences: MAX_SENTENCES,
  });
});

test("small reads as much as its manifest states, which the recipe trains with", () => {
  expect(manifestOf("small").limits).toEqual({
    windowTokens: REREAD.tokens,
    sentenceTokens: REREAD.sentenceTokens,
  });
});

test.each(["nano", "nano-multilingual", "small", "writer"])(
  "%s's training is accounted for like a request at full load",
  (name) => {
    expect(manifestOf(name).training).toMatchObject({
      wattsPerVcpu: FULL_WATTS_PER_VCPU,
      pue: DEFAULT_PUE.value,
    });
  },
);
