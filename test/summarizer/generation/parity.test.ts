import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openSeq2Seq } from "../../../models/bridge/open-seq2seq.ts";
import type { GenerationConfig } from "../../../src/summarizer/generation/settings.ts";

interface Case {
  text: string;
  settings: GenerationConfig;
  sequence: number[];
  score?: number;
  logProbability: number;
  margin: number;
  decoded: string;
}

interface Oracle {
  name: string;
  texts: { name: string; ids: number[]; isTruncated: boolean }[];
  cases: Case[];
}

const FIXTURES = "test/fixtures/seq2seq";
const read = (name: string) => JSON.parse(readFileSync(`${FIXTURES}/${name}`, "utf8"));
const NAMES = ["bart", "mbart", "t5", "mt5", "pegasus"];
const models = NAMES.map((name): Oracle => read(`${name}/oracle.json`));
const texts: { name: string; text: string }[] = read("texts.json");

test("the oracle has no close call, and enough cases", () => {
  const cases = models.flatMap((model) => model.cases);
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(Math.min(...cases.map(({ margin }) => margin))).toBeGreaterThanOrEqual(5e-4);
});

describe.each(models)("$name", async ({ name, texts: read, cases }) => {
  const model = await openSeq2Seq(`${FIXTURES}/${name}`);
  const idsOf = (text: string) => read.find((one) => one.name === text)?.ids as number[];

  test("reads the same tokens", () => {
    for (const { name: text, ids, isTruncated } of read) {
      const given = texts.find((one) => one.name === text)?.text as string;
      expect(model.encode(given)).toEqual({ ids, isTruncated });
    }
  });

  test.each(
    cases.map((one, index) => ({ ...one, title: `${index}: ${JSON.stringify(one.settings)}` })),
  )("$title", async ({ text, settings, sequence, score, logProbability, decoded }) => {
    const generated = await model.generate(idsOf(text), { settings });
    expect(generated.tokens).toEqual(sequence.slice(1));
    // A negative penalty multiplies the sum by the length, and with it the difference between runtimes.
    const stretch = Math.max(1, generated.tokens.length ** -(settings.length_penalty ?? 0));
    if (score !== undefined) expect(Math.abs(generated.score - score)).toBeLessThan(1e-3 * stretch);
    const said = generated.logProbabilities.reduce((sum, value) => sum + value, 0);
    expect(Math.abs(said - logProbability)).toBeLessThan(1e-3);
    expect(model.decode(generated.tokens).trim()).toBe(decoded);
  });

  test("does the same without its cache", async () => {
    for (const { text, settings, sequence } of cases.slice(0, 20)) {
      const { tokens } = await model.generate(idsOf(text), {
        settings: { ...settings, use_cache: false },
      });
      expect(tokens).toEqual(sequence.slice(1));
    }
  });
});

/** Intentional differences from `transformers`. */
describe("known divergences", async () => {
  const model = await openSeq2Seq(`${FIXTURES}/mbart`);
  const ids = models.find(({ name }) => name === "mbart")?.texts[0]?.ids as number[];

  test("greedy decoding has a score as beams have; `transformers` gives none", async () => {
    const settings = { num_beams: 1, length_penalty: 2 };
    const { score, tokens, logProbabilities } = await model.generate(ids, { settings });
    const sum = logProbabilities.reduce((total, value) => total + value, 0);
    expect(score).toBeCloseTo(sum / tokens.length ** 2, 10);
  });

  test("the start token is no part of the outcome, nor of its text", async () => {
    const settings = { decoder_start_token_id: 51 };
    const { tokens } = await model.generate(ids, { settings });
    expect(model.decode([51])).not.toBe("");
    expect(tokens[0]).not.toBe(51);
  });

  test("a length beyond the positions is refused at once, not at the position that fails", async () => {
    const settings = { max_length: 98 };
    await expect(model.generate(ids, { settings })).rejects.toThrow("the model has 96 positions");
  });
});
