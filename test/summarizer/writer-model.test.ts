import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { openSeq2Seq } from "../../models/open-seq2seq.ts";
import { newNumber } from "../../src/summarizer/faithfulness.ts";
import type { Seq2Seq } from "../../src/summarizer/generation/model.ts";
import { createTextTokenizer } from "../../src/summarizer/generation/text.ts";

interface Case {
  name: string;
  /** Pieces of the text, without special ones. */
  ids: number[];
  decoded: string;
  /** What the encoder reads. */
  source: number[];
  written: number[];
  logProbability: number;
  summary: string;
}

const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const fixtures = "test/fixtures/writer";
const { cases } = read(`${fixtures}/oracle.json`) as { cases: Case[] };
const texts = read(`${fixtures}/texts.json`) as { name: string; language: "en" | "zh"; text: string }[];

describe("the writer's tokenizer", () => {
  const tokenizer = createTextTokenizer(
    read("models/writer/tokenizer.json"),
    read("models/writer/tokenizer_config.json"),
  );

  it.each(cases)("reads $name as Python does, and gives it back", ({ name, ids, decoded }) => {
    const { text, language } = texts.find((one) => one.name === name) as (typeof texts)[number];
    expect(tokenizer.encode(text, { language }).ids.slice(0, -2)).toEqual(ids);
    expect(tokenizer.decode(ids)).toBe(decoded);
    expect(decoded).toBe(text.replaceAll(/\s+/g, " "));
  });
});

describe("the shipped writer", () => {
  let writer: Seq2Seq;

  beforeAll(async () => {
    writer = await openSeq2Seq("models/writer");
  });

  it.each(cases)("reads $name behind its task and before its language", ({ name, source }) => {
    const { text, language } = texts.find((one) => one.name === name) as (typeof texts)[number];
    expect(writer.encode(text, language).ids).toEqual(source);
  });

  it.each(cases)("writes of $name what Python wrote", async ({ name, source, written, summary, logProbability }) => {
    const { language } = texts.find((one) => one.name === name) as (typeof texts)[number];
    const made = await writer.generate(source, { language });
    const end = made.isEnded ? -1 : undefined;
    const mean = made.logProbabilities.reduce((sum, one) => sum + one, 0) / made.tokens.length;
    // Rounding of int8 products differs between runtimes a little.
    expect(mean).toBeCloseTo(logProbability, 1);
    expect(made.tokens.slice(0, end)).toEqual(written);
    expect(summary.length).toBeGreaterThan(0);
  });

  it("finds the same without its cache", async () => {
    const [{ source, written }] = cases as [Case];
    const { tokens } = await writer.generate(source, {
      language: "en",
      settings: { use_cache: false },
    });
    expect(tokens.slice(0, written.length)).toEqual(written);
  });

  it("never writes a digit that the source does not have", async () => {
    for (const { text, language } of texts) {
      const plain = text.replaceAll(/[\d.,]*\d[\d.,]*/g, "some").replaceAll(/[一二三四五六七八九十]/g, "数");
      const { text: summary } = await writer.write(plain, { language });
      expect(summary).not.toMatch(/\d/);
      expect(newNumber(plain, summary)).toBeNull();
    }
  });
});
