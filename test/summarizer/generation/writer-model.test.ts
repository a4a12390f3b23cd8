import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { openSeq2Seq } from "../../../models/bridge/open-seq2seq.ts";
import type { Seq2Seq } from "../../../src/summarizer/generation/model.ts";
import { createTextTokenizer } from "../../../src/summarizer/generation/text.ts";

interface Case {
  name: string;
  language: "en" | "zh";
  text: string;
  /** Pieces of the text, without special ones. */
  ids: number[];
  decoded: string;
  /** The input of the encoder. */
  source: number[];
  written: number[];
  logProbability: number;
}

/** A tiny untrained writer in the layout of the real one, and the text that Python wrote with it. */
const FOLDER = "test/fixtures/writer";
const read = (file: string) => JSON.parse(readFileSync(`${FOLDER}/${file}`, "utf8"));
const texts = read("texts.json") as Pick<Case, "name" | "language" | "text">[];
const oracle = read("oracle.json") as { cases: Omit<Case, "language" | "text">[] };
const cases = texts.map((text, index) => ({ ...text, ...oracle.cases[index] }) as Case);

describe("the writer's tokenizer", () => {
  const tokenizer = createTextTokenizer(read("tokenizer.json"), read("tokenizer_config.json"));

  it.each(cases)("reads $name as Python does, and gives it back", (of) => {
    const { ids } = tokenizer.encode(of.text, { language: of.language });
    expect(ids.slice(0, -2)).toEqual(of.ids);
    expect(tokenizer.decode(of.ids)).toBe(of.decoded);
    expect(of.decoded).toBe(of.text);
  });
});

describe("a writer with a pointer", () => {
  let writer: Seq2Seq;

  beforeAll(async () => {
    writer = await openSeq2Seq(FOLDER);
  });

  it.each(cases)("reads $name behind its task and before its language", (of) => {
    expect(writer.encode(of.text, of.language).ids).toEqual(of.source);
  });

  it("reads for a headline behind another task", () => {
    const { text, language } = cases[0] as Case;
    const [summary = -1, ...read] = writer.encode(text, language).ids;
    const [headline = -1, ...same] = writer.encode(text, language, "headline").ids;
    expect(headline).not.toBe(summary);
    expect(same).toEqual(read);
  });

  it.each(cases)("writes of $name what Python wrote", async (of) => {
    const made = await writer.generate(of.source, { language: of.language });
    const sum = made.logProbabilities.reduce((total, one) => total + one, 0);
    expect(made.tokens.slice(0, made.isEnded ? -1 : undefined)).toEqual(of.written);
    // Rounding of int8 products differs slightly between runtimes.
    expect(sum / made.tokens.length).toBeCloseTo(of.logProbability, 1);
  });

  it("copies numbers, and generates none", async () => {
    for (const { text, language } of cases) {
      const plain = text.replaceAll(/\d[\d.,]*/g, "");
      const { text: written } = await writer.write(plain, { language });
      expect(written).not.toMatch(/\d/);
    }
  });
});
