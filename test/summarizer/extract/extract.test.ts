import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import manifest from "../../../models/nano/manifest.json" with { type: "json" };
import { type ExtractOptions, extract } from "../../../src/summarizer/extract/extract.ts";
import { MACS, multiplyAccumulates, salience } from "../../../src/summarizer/extract/salience.ts";
import { NoSelectionError } from "../../../src/summarizer/extract/select.ts";
import {
  MAX_SENTENCES,
  readDocument,
  TooManySentencesError,
} from "../../../src/summarizer/text/document.ts";
import { readableLanguage } from "../../../src/summarizer/text/language.ts";
import { createTokenizer } from "../../../src/summarizer/text/tokenizer.ts";
import { graphOf } from "../graphs.ts";

const tokenizer = createTokenizer(
  JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")) as object,
);
const read = (text: string) => readDocument(text, readableLanguage(text), tokenizer);

/** A test double for a graph: the longer a sentence, the more salient. Counts its runs and their sizes. */
function lengthGraph() {
  const windows: { sentences: number; tokens: number }[] = [];
  const graph = graphOf(({ sentence, position }) => {
    const rows = sentence?.data as Int32Array;
    const lengths = new Float32Array(position?.data.length ?? 0);
    for (const row of rows) lengths[row] = (lengths[row] ?? 0) + 1;
    windows.push({ sentences: lengths.length, tokens: rows.length });
    return { salience: lengths.map((length) => length / (length + 20)) };
  });
  return { graph, windows };
}

const summarize = (text: string, options: Partial<ExtractOptions> = {}) =>
  extract(
    read(text),
    { length: "medium", format: "paragraph", ...options },
    { nano: lengthGraph().graph },
  );

const STORY =
  "Rain fell.\nThe mill by the river stopped turning\nin the night. A beam had cracked. " +
  "Nobody in the village heard it break, because the wind was loud. It was mended by noon.";

describe("layout", () => {
  test("a paragraph has one space where the text was wrapped; sentences stay as given", async () => {
    const { summary, sentences } = await summarize(STORY);
    expect(summary).toContain("stopped turning in the night.");
    expect(sentences.map(({ text }) => text)).toContain(
      "The mill by the river stopped turning\nin the night.",
    );
  });

  test("Chinese sentences follow each other without a space", async () => {
    const { summary } = await summarize("老桥要关闭维修。公交车改走东环路。");
    expect(summary).toBe("老桥要关闭维修。公交车改走东环路。");
  });

  test("key points are lines", async () => {
    const { summary } = await summarize(STORY, { format: "key-points" });
    expect(summary.split("\n").every((line) => line.startsWith("- "))).toBe(true);
  });

  test("a headline is one sentence without its full stop", async () => {
    const { summary, sentences } = await summarize(STORY, { format: "headline", length: "long" });
    expect(sentences).toHaveLength(1);
    expect(`${summary}.`.replace(/\s+/g, " ")).toBe(sentences[0]?.text.replace(/\s+/g, " "));
  });

  test.each([
    ["short", 1],
    ["medium", 3],
    ["long", 5],
  ] as const)("length %s", async (length, count) => {
    expect((await summarize(STORY, { length })).sentences).toHaveLength(count);
  });
});

const text = fc
  .array(fc.oneof(fc.lorem({ mode: "sentences", maxCount: 3 }), fc.string({ unit: "binary" })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(" "));

test("any text, any bounds: whole sentences with true offsets, in order, within the bounds", async () => {
  const wishes = fc.record({
    length: fc.constantFrom("short" as const, "medium" as const, "long" as const),
    format: fc.constantFrom("paragraph" as const, "key-points" as const, "headline" as const),
    maxLength: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
    minLength: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(text, wishes, async (given, options) => {
      const document = read(given);
      if (document.sentences.length === 0) return;
      const found = await extract(document, options, { nano: lengthGraph().graph }).catch(
        (error) => {
          if (error instanceof NoSelectionError) return undefined;
          throw error;
        },
      );
      if (!found) return;
      let last = 0;
      let tokens = 0;
      for (const sentence of found.sentences) {
        expect(sentence.start).toBeGreaterThanOrEqual(last);
        expect(given.slice(sentence.start, sentence.end)).toBe(sentence.text);
        tokens += tokenizer.encode(sentence.text).length;
        last = sentence.end;
      }
      expect(found.outputTokens).toBe(tokens);
      expect(tokens).toBeLessThanOrEqual(options.maxLength ?? Number.POSITIVE_INFINITY);
      expect(tokens).toBeGreaterThanOrEqual(options.minLength ?? 1);
    }),
    { numRuns: 200 },
  );
});

describe("long documents", () => {
  const book = Array.from({ length: 3_000 }, (_, n) => `The clerk wrote down entry ${n}.`).join(
    " ",
  );

  test("are read in windows, then the best of each again", async () => {
    const { graph, windows } = lengthGraph();
    const scores = await salience(read(book), graph);
    expect(scores).toHaveLength(3_000);
    expect(windows.length).toBeGreaterThan(12);
    for (const { sentences, tokens } of windows) {
      expect(sentences).toBeLessThanOrEqual(manifest.limits.windowSentences);
      expect(tokens).toBeLessThanOrEqual(manifest.limits.windowTokens);
    }
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
  });

  test("leave the thread to others between windows", async () => {
    const { graph, windows } = lengthGraph();
    const seen: number[] = [];
    const other = setInterval(() => seen.push(windows.length), 0);
    await salience(read(book), graph);
    clearInterval(other);
    expect(new Set(seen).size).toBeGreaterThan(windows.length / 3);
  });

  test("cost in proportion: twice the text, about twice the multiply-accumulates", () => {
    const once = multiplyAccumulates(read(book));
    const twice = multiplyAccumulates(read(`${book} ${book}`));
    expect(twice / once).toBeGreaterThan(1.8);
    expect(twice / once).toBeLessThan(2.2);
  });

  test("a sentence beyond the cap is read in part, and that is said", async () => {
    const document = read(`${"and so on, ".repeat(400)}. Short one.`);
    expect(document.truncated).toBe(true);
    const { graph, windows } = lengthGraph();
    await salience(document, graph);
    expect(windows[0]?.tokens).toBeLessThan(manifest.limits.sentenceTokens + 50);
    expect(read(STORY).truncated).toBe(false);
  });

  test("the most sentences that are taken cost no more than the longest of them", async () => {
    const text = "So it was, he said. ".repeat(6_000) + "No. ".repeat(MAX_SENTENCES - 6_000);
    const document = read(text);
    expect(document.sentences).toHaveLength(MAX_SENTENCES);
    const { graph, windows } = lengthGraph();
    const scores = await salience(document, graph);
    const isRead = [...scores].map((score) => score > 0);
    expect(isRead.slice(0, 6_000)).not.toContain(false);
    expect(isRead.filter(Boolean).length).toBeLessThan(MAX_SENTENCES / 2);
    const sentencesRead = windows.reduce((sum, { sentences }) => sum + sentences, 0);
    expect(sentencesRead).toBeLessThan(25_000);
    expect(multiplyAccumulates(document)).toBeLessThan(
      25_000 * (MACS.perSentence + 256 * MACS.perSentencePair + 100),
    );
  });

  test("more sentences than any prose has are refused, however many there are", () => {
    for (const text of [
      "No. ".repeat(MAX_SENTENCES + 1),
      "好。".repeat(500_000),
      "- a\n".repeat(250_000),
    ]) {
      expect(() => read(text)).toThrow(TooManySentencesError);
    }
  });
});

test("the cost formula is the manifest's", () => {
  expect(MACS).toEqual(manifest.macs);
  const { sentences, tokens } = read("One two. Three four.");
  expect(sentences).toHaveLength(2);
  expect(multiplyAccumulates(read("One two. Three four."))).toBe(
    tokens * MACS.perToken + 2 * MACS.perSentence + 4 * MACS.perSentencePair,
  );
});

describe("a sentence that points back", () => {
  const SAID = "He remembered the old stone bridge over the wide brown river very well indeed. ";
  const tale = (days: number, others: number) =>
    `Tom slept. ${SAID}${"He woke and waited. ".repeat(days)}${Array.from({ length: others }, (_, at) => `Day ${at} came.`).join(" ")}`;

  test("takes the one before it along in an ordinary text, even a long one", async () => {
    for (const others of [10, 60]) {
      const { sentences } = await summarize(tale(0, others), { sentences: 1 });
      expect(sentences[0]?.text).not.toContain("remembered");
    }
  });

  test("stands by itself in a story, which speaks of him throughout", async () => {
    const { sentences } = await summarize(tale(10, 60), { sentences: 1 });
    expect(sentences[0]?.text).toBe(SAID.trim());
  });
});
