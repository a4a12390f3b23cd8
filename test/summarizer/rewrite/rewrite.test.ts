import { describe, expect, it } from "vitest";
import type { Seq2Seq } from "../../../src/summarizer/generation/model.ts";
import { rewrite, type Verifier } from "../../../src/summarizer/rewrite/rewrite.ts";

const SENTENCE =
  "The harbour town of Kelsmouth, which has a lighthouse, closed its last mill on Friday.";
const SHORT = "The harbour town of Kelsmouth closed its last mill on Friday.";
const SHORTER = "Kelsmouth closed its last mill on Friday.";
const OPTIONS = { language: "en", numBeams: 4, earlyStopping: true } as const;

/** Writes the given texts as its beams, best first, and reads texts of up to 40 words. */
function writerOf(...beams: string[]): Seq2Seq & { read: string[] } {
  const read: string[] = [];
  return {
    read,
    maxInputTokens: 40,
    encode: (text) => {
      read.push(text);
      const ids = text.split(" ").map((_, at) => at);
      return { ids: ids.slice(0, 40), isTruncated: ids.length > 40 };
    },
    decode: ([at = 0]) => beams[at] ?? "",
    generate: async () => ({
      tokens: [0],
      alternatives: beams.slice(1).map((_, at) => [at + 1]),
      logProbabilities: [-0.1],
      score: 0,
      isEnded: true,
      steps: 9,
    }),
    write: () => Promise.reject(new Error("is not used")),
  };
}

const verifierOf = (probabilities: Record<string, number>): Verifier => ({
  threshold: 0.9,
  judge: async (_, candidates) => candidates.map((candidate) => probabilities[candidate] ?? 0),
});

const textsOf = async (writer: Seq2Seq, verifier: Verifier, trimmed?: string) =>
  (await rewrite([{ sentence: SENTENCE, trimmed }], OPTIONS, writer, verifier)).sentences;

describe("a sentence", () => {
  it("gives way to the best candidate that the verifier lets pass", async () => {
    const writer = writerOf(SHORT, SHORTER);
    expect(await textsOf(writer, verifierOf({ [SHORT]: 0.95, [SHORTER]: 0.94 }))).toEqual([
      { text: SHORTER, how: "rewritten" },
    ]);
    expect(await textsOf(writer, verifierOf({ [SHORT]: 0.95, [SHORTER]: 0.6 }))).toEqual([
      { text: SHORT, how: "rewritten" },
    ]);
  });

  it("stays whole where the verifier lets nothing pass", async () => {
    expect(await textsOf(writerOf(SHORT), verifierOf({ [SHORT]: 0.89 }))).toEqual([
      { text: SENTENCE, how: "whole" },
    ]);
  });

  it("stays whole where a hard check objects, however sure the verifier is", async () => {
    const wrong = "The harbour town of Kelsmouth closed its last 3 mills on Friday.";
    expect(await textsOf(writerOf(wrong), verifierOf({ [wrong]: 1 }))).toEqual([
      { text: SENTENCE, how: "whole" },
    ]);
  });

  it("may be trimmed rather than rewritten", async () => {
    expect(await textsOf(writerOf(""), verifierOf({ [SHORT]: 0.97 }), SHORT)).toEqual([
      { text: SHORT, how: "trimmed" },
    ]);
  });

  it("stays whole where the writer cannot read all of it", async () => {
    const sentence = `${"word ".repeat(50)}end.`;
    const { sentences, work } = await rewrite(
      [{ sentence }],
      OPTIONS,
      writerOf("word."),
      verifierOf({ "word.": 1 }),
    );
    expect(sentences).toEqual([{ text: sentence, how: "whole" }]);
    expect(work.steps).toBe(0);
  });
});

it("rewrites each sentence by itself and counts the work", async () => {
  const writer = writerOf(SHORT);
  const items = [{ sentence: SENTENCE }, { sentence: "A second sentence follows here." }];
  const { sentences, work } = await rewrite(items, OPTIONS, writer, verifierOf({ [SHORT]: 1 }));
  expect(sentences.map(({ how }) => how)).toEqual(["rewritten", "whole"]);
  expect(writer.read).toEqual([SENTENCE, "A second sentence follows here."]);
  expect(work).toEqual({ inputTokens: 20, steps: 18, judged: 1 });
});

it("ends when the caller leaves", async () => {
  const signal = AbortSignal.abort(new Error("gone"));
  const work = rewrite(
    [{ sentence: SENTENCE }],
    { ...OPTIONS, signal },
    writerOf(SHORT),
    verifierOf({}),
  );
  await expect(work).rejects.toThrow("gone");
});
