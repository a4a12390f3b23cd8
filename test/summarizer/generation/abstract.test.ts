import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { abstract, writeEach } from "../../../src/summarizer/generation/abstract.ts";
import type { Seq2Seq, WriteOptions } from "../../../src/summarizer/generation/model.ts";
import type { Document } from "../../../src/summarizer/text/document.ts";
import { graphOf } from "../graphs.ts";

/** A writer with one token per word and a fixed output, which records its inputs. */
function scribe(maxInputTokens: number) {
  const seen: { text: string; options: WriteOptions | undefined }[] = [];
  const encode = (text: string) => {
    const words = text.split(" ").filter(Boolean);
    const ids = [0, ...words.slice(0, maxInputTokens - 2).map((word) => word.length), 1];
    return { ids, isTruncated: words.length > maxInputTokens - 2 };
  };
  const model = {
    maxInputTokens,
    encode,
    decode: () => "another",
    async write(text: string, options?: WriteOptions) {
      seen.push({ text, options });
      const { ids, isTruncated } = encode(text);
      return {
        text: "written",
        tokens: [5, 6, 1],
        alternatives: [
          [7, 1],
          [7, 1],
        ],
        logProbabilities: [-1, -2, -3],
        score: -2,
        isEnded: true,
        steps: 4,
        inputTokens: ids.length,
        isTruncated,
      };
    },
  } as unknown as Seq2Seq;
  return { model, seen };
}

/** Sentences of the given lengths, distinguished by their first word. */
function documentOf(lengths: readonly number[]): Document {
  const texts = lengths.map((length, index) =>
    [`s${index}`, ...new Array<string>(length - 1).fill("word")].join(" "),
  );
  let start = 0;
  const sentences = texts.map((text, index) => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return { ...span, ids: new Array<number>(lengths[index] as number).fill(1) };
  });
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const text = texts.join(" ");
  return { text, language: "en", sentences, tokens, truncated: false } as unknown as Document;
}

const OPTIONS = { numBeams: 3, earlyStopping: "never", minTokens: 4, maxTokens: 9 } as const;
/** The later a sentence, the more salient. */
const rising = graphOf((inputs) => {
  const count = inputs.position?.dims[0] ?? 0;
  return {
    salience: Float32Array.from({ length: count }, (_, index) => (index + 1) / (count + 1)),
  };
});

const firstWords = (text: string) => text.split(" ").filter((word) => word.startsWith("s"));

describe("abstract", () => {
  it("gives a text that fits to the writer whole, with what was asked", async () => {
    const { model, seen } = scribe(20);
    const document = documentOf([5, 6]);
    const made = await abstract(document, OPTIONS, model, rising);
    expect(seen[0]?.text).toBe(document.text);
    expect(seen[0]?.options).toMatchObject({
      language: "en",
      settings: { num_beams: 3, early_stopping: "never", min_new_tokens: 4, max_new_tokens: 9 },
    });
    expect(made).toEqual({
      summary: "written",
      alternatives: ["another"],
      inputTokens: 13,
      outputTokens: 2,
      steps: 4,
      meanLogProbability: -2,
      sentencesRead: 2,
      isTruncated: false,
    });
  });

  it("of a longer one gives the most salient sentences that fit, in their order", async () => {
    const { model, seen } = scribe(20);
    await abstract(documentOf([5, 5, 5, 5, 5]), OPTIONS, model, rising);
    expect(firstWords(seen[0]?.text ?? "")).toEqual(["s2", "s3", "s4"]);
  });

  it("cuts only where no sentence fits", async () => {
    const { model, seen } = scribe(8);
    const made = await abstract(documentOf([30, 40]), OPTIONS, model, rising);
    expect(firstWords(seen[0]?.text ?? "")).toEqual(["s1"]);
    expect(made).toMatchObject({ sentencesRead: 1, isTruncated: true });
  });

  it("never gives more than fits, nor less than one sentence", async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 34, max: 90 }), async (given, room) => {
        const { model, seen } = scribe(room);
        const document = documentOf(given);
        const made = await abstract(document, OPTIONS, model, rising);
        const read = firstWords(seen[0]?.text ?? "").map((word) => Number(word.slice(1)));
        expect(made.isTruncated).toBe(false);
        expect(read).toHaveLength(made.sentencesRead);
        expect(read.length).toBeGreaterThan(0);
        expect(read).toEqual([...read].sort((one, other) => one - other));
        if (document.tokens <= room - 2) expect(read).toHaveLength(given.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe("writeEach", () => {
  it("shows the writer one sentence at a time, in order, and passes on each text", async () => {
    const { model, seen } = scribe(20);
    const passages = ["one and one", "two and two"].map((sentence, at) => ({ sentence, at }));
    const told: string[] = [];
    const made = await writeEach(
      passages.map((one) => [one]),
      "en",
      { ...OPTIONS, task: "compression" },
      model,
      {
        onAbstract: ({ summary }) => void told.push(summary),
      },
    );
    expect(seen.map(({ text }) => text)).toEqual(["one and one", "two and two"]);
    expect(seen.every(({ options }) => options?.task === "compression")).toBe(true);
    expect(made).toHaveLength(2);
    expect(told).toEqual(["written", "written"]);
  });
});
