import { describe, expect, it } from "vitest";
import { foregrounded, standingTexts } from "../../../src/summarizer/rewrite/foreground.ts";
import { standingAlone } from "../../../src/summarizer/rewrite/references.ts";
import type { Document } from "../../../src/summarizer/text/document.ts";
import { readSentences } from "../../../src/summarizer/text/document.ts";

describe("a sentence that points back", () => {
  it.each([
    [
      "en",
      "Tidal power plants have been built on many coasts.",
      "However, these plants need strong tides.",
      "Tidal power plants need strong tides.",
    ],
    ["en", "The board met.", "However, the quay stays open.", "The quay stays open."],
    [
      "zh",
      "近年来，潮汐电站在许多海岸建成。",
      "然而，这些电站需要很大的潮差。",
      "潮汐电站需要很大的潮差。",
    ],
    ["zh", "董事会开了会。", "但是，码头照常开放。", "码头照常开放。"],
  ] as const)(
    "stands alone with the name before it: %s, %s",
    (language, before, sentence, alone) => {
      expect(standingAlone(sentence, before, language)).toBe(alone);
    },
  );

  it.each([
    ["a pronoun", "en", "Ann Lee met the board.", "However, she left early."],
    [
      "a pronoun behind the name",
      "en",
      "Tidal plants are built.",
      "These plants lose their water.",
    ],
    [
      "one of two names",
      "en",
      "Tidal plants and thermal plants are built.",
      "These plants need water.",
    ],
    ["no name before it", "en", "The coast is long.", "These plants need strong tides."],
    ["a pronoun", "zh", "李安会见了董事会。", "然而，她提前离开了。"],
    ["one of two names", "zh", "潮汐电站和燃煤电站都在建设。", "这些电站需要用水。"],
    ["no name before it", "zh", "海岸线很长。", "这些电站需要很大的潮差。"],
    ["no reference", "en", "The coast is long.", "The quay stays open."],
  ] as const)("stays as it is with %s: %s", (_, language, before, sentence) => {
    expect(standingAlone(sentence, before, language)).toBeUndefined();
  });
});

describe("a text that leads up to what it is about", () => {
  const documentOf = (source: string, language: "en" | "zh"): Document => {
    const { text, sentences } = readSentences(source, language);
    const read = sentences.map((sentence) => ({ ...sentence, ids: [] }));
    return { text, language, sentences: read, tokens: 0, truncated: false } as unknown as Document;
  };

  it.each([
    [
      "en",
      "In recent years, tidal power plants have spread. However, these plants need strong tides.",
      "Tidal power plants need strong tides.",
    ],
    ["zh", "近年来，潮汐电站发展很快。然而，这些电站需要很大的潮差。", "潮汐电站需要很大的潮差。"],
  ] as const)("puts that first: %s", (language, source, alone) => {
    const document = documentOf(source, language);
    const { sentences } = foregrounded(document);
    expect(sentences.map(({ weight }) => weight)).toEqual([0.5, 1]);
    expect(sentences[1]?.leans).toBe(false);
    const chosen = document.sentences.map(({ start, end }) => ({
      text: document.text.slice(start, end),
      start,
    }));
    expect(standingTexts(document, chosen.slice(1))).toEqual([alone]);
    expect(standingTexts(document, chosen)).toEqual(chosen.map(({ text }) => text));
  });

  it("is unchanged if what follows cannot stand alone", () => {
    const document = documentOf(
      "In recent years, plants have spread. However, they are few.",
      "en",
    );
    expect(foregrounded(document).sentences).toEqual(document.sentences);
  });
});
