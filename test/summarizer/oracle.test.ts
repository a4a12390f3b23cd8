import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { openNano } from "../../models/open.ts";
import { type Document, readDocument } from "../../src/summarizer/document.ts";
import { extract } from "../../src/summarizer/extract.ts";
import { detectLanguage } from "../../src/summarizer/language.ts";
import { salience } from "../../src/summarizer/salience.ts";
import { type FixtureText, textOf } from "./texts.ts";

/** Made by models/oracle.py with Python's tokenizers and onnxruntime. */
interface Case {
  name: string;
  language: string;
  spans: [number, number][];
  ids?: number[][];
  idsSha256?: string;
  scores: number[];
  chosen: number[];
}

const json = (file: string) => JSON.parse(readFileSync(`test/fixtures/nano/${file}`, "utf8"));
const { cases } = json("oracle.json") as { cases: Case[] };
const texts = new Map((json("texts.json") as FixtureText[]).map((entry) => [entry.name, entry]));

let nano: Awaited<ReturnType<typeof openNano>>;
beforeAll(async () => {
  nano = await openNano();
}, 60_000);

describe.each(cases)("$name", (expected) => {
  const entry = texts.get(expected.name);
  if (!entry) throw new Error(`no text for ${expected.name}`);
  const text = textOf(entry);
  const read = (): Document => readDocument(text, detectLanguage(text), nano.tokenizer);

  test("is split and tokenized alike", () => {
    const { language, sentences } = read();
    expect(language).toBe(expected.language);
    expect(sentences.map(({ start, end }) => [start, end])).toEqual(expected.spans);
    const ids = sentences.map((sentence) => sentence.ids);
    if (expected.ids) expect(ids).toEqual(expected.ids);
    else {
      const hash = createHash("sha256").update(ids.flat().join(",")).digest("hex");
      expect(hash).toBe(expected.idsSha256);
    }
  });

  test("is scored within 0.001 and gives the same choice", async () => {
    const document = read();
    const scores = await salience(document, nano.run);
    expect(scores.length).toBe(expected.scores.length);
    const furthest = expected.scores.reduce(
      (most, score, index) => Math.max(most, Math.abs(score - (scores[index] ?? Number.NaN))),
      0,
    );
    expect(furthest).toBeLessThan(1e-3);
    if (expected.chosen.length === 0) return;
    const { sentences } = await extract(
      document,
      { length: "medium", format: "paragraph" },
      nano.run,
    );
    const spans = expected.chosen.map((index) => expected.spans[index]);
    expect(sentences.map(({ start, end }) => [start, end])).toEqual(spans);
  });
});
