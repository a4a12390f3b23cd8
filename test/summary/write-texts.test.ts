import { expect, it } from "vitest";
import type { Abstract } from "../../src/summarizer/generation/abstract.ts";
import type { Seq2Seq } from "../../src/summarizer/generation/model.ts";
import { writeTexts } from "../../src/summary/write-texts.ts";
import type { WritingPlan } from "../../src/summary/writing-plan.ts";

const DOCUMENT = { text: "The ferry left. The bridge is shut.", language: "en" } as const;

const OPTIONS = { numBeams: 4, earlyStopping: true, minTokens: 1, maxTokens: 9 };

const plan = (draftOf?: WritingPlan["draftOf"]): WritingPlan => ({
  texts: ["The ferry left.", "The bridge is shut."].map((sentence, at) => [{ sentence, at }]),
  options: OPTIONS,
  expected: [],
  longest: [],
  ...(draftOf && { draftOf }),
  finish: () => ({ extract: undefined, reason: "" }),
});

/** Writes what it reads without its last character, and streams it letter by letter. */
const writer: Seq2Seq = {
  maxInputTokens: 100,
  encode: (text) => ({ ids: [...text].map((_, at) => at), isTruncated: false }),
  decode: () => "",
  generate: () => Promise.reject(new Error("not needed")),
  async write(text, { onText, signal } = {}) {
    const written = text.slice(0, -1);
    for (const piece of written) {
      signal?.throwIfAborted();
      await onText?.(piece);
    }
    return {
      ...{ text: written, tokens: [1], logProbabilities: [-0.1], score: 0, steps: 1 },
      ...{ isEnded: true, alternatives: [], inputTokens: 3, isTruncated: false },
    };
  },
};

const joined = (abstracts: readonly Abstract[]) =>
  abstracts.map(({ summary }) => `${summary}.`).join(" ");

it("writes the texts in order, counts them, and passes on the draft in pieces that join to the whole", async () => {
  const pieces: string[] = [];
  const counts: number[] = [];
  const made = await writeTexts(plan(joined), DOCUMENT, writer, {
    onText: (piece) => void pieces.push(piece),
    onWritten: (texts) => void counts.push(texts),
  });
  expect(made.map(({ summary }) => summary)).toEqual(["The ferry left", "The bridge is shut"]);
  expect(counts).toEqual([1, 2]);
  expect(pieces).toEqual(["The ferry left.", " The bridge is shut."]);
});

it("passes on the only text of a plan while it is written, as far as the document states it", async () => {
  const pieces: string[] = [];
  const made = await writeTexts(plan(), DOCUMENT, writer, {
    onText: (piece) => void pieces.push(piece),
  });
  expect(made).toHaveLength(1);
  expect(pieces.length).toBeGreaterThan(2);
  expect(made[0]?.summary.startsWith(pieces.join(""))).toBe(true);
});

it("stops when the caller leaves", async () => {
  const signal = AbortSignal.abort(new Error("gone"));
  await expect(writeTexts(plan(joined), DOCUMENT, writer, { signal })).rejects.toThrow("gone");
});
