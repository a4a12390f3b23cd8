/**
 * Summarizes with the shipped code, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/summarize.ts [--models models] [--nano FILE] [--nano-multilingual FILE] [--small FILE] < rows.jsonl > summaries.jsonl
 *
 * `--models` is the folder of the models; the other options are graphs to run instead of theirs. A row has `text`,
 * `lang`, `length`, and optionally `model` ("nano" | "nano-multilingual" | "small"), `query`, `format`, `compress`, `maxLength`, `minLength`.
 * The answer to a row is { chosen: [text, ...], spans: [[start, end], ...], summary, sentences, tokens, macs, ms, cpuMs
 * }: `sentences` and `tokens` of the document, `macs` of all graphs that ran, `cpuMs` the CPU time of the whole process
 * during the run.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { ReadingModel } from "../../src/contract/options.ts";
import { toRereadMacs } from "../../src/summarizer/extract/cost.ts";
import { type ExtractOptions, extract, isTrimming } from "../../src/summarizer/extract/extract.ts";
import { rereadMultiplyAccumulates } from "../../src/summarizer/extract/reread.ts";
import { multiplyAccumulates } from "../../src/summarizer/extract/salience.ts";
import type { Graph } from "../../src/summarizer/models/graph.ts";
import type { Reader } from "../../src/summarizer/models/reader.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import type { Language } from "../../src/summarizer/text/language.ts";
import { cpuMsSince } from "./cpu.ts";
import { graphOf, manifestOf, openGraph, openReader } from "./open.ts";

type Row = Omit<ExtractOptions, "format"> & {
  text: string;
  lang: Language;
  format?: ExtractOptions["format"];
  model?: ReadingModel | "small";
};

const { values: given } = parseArgs({
  options: {
    models: { type: "string" },
    nano: { type: "string" },
    "nano-multilingual": { type: "string" },
    small: { type: "string" },
  },
});
const readers: Partial<Record<ReadingModel, Reader>> = {};
let small: Graph | undefined;
const smallMacs = toRereadMacs(manifestOf("small", given.models)?.macs ?? {});

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, format = "paragraph", model = "nano", ...options } = JSON.parse(line) as Row;
  if (model === "small") {
    small ??= await openGraph(given.small ?? graphOf("small", given.models));
  }
  const reading = model === "small" ? "nano" : model;
  readers[reading] ??= await openReader(reading, given.models, given[reading]);
  const { graph, tokenizer } = readers[reading];
  const started = performance.now();
  const cpu = process.cpuUsage();
  const document = readDocument(text, lang, tokenizer);
  const again = model === "small" ? small : undefined;
  const found = await extract(document, { ...options, format }, { nano: graph, reread: again });
  const out = {
    chosen: found.sentences.map((sentence) => sentence.text),
    spans: found.sentences.map(({ start, end }) => [start, end]),
    summary: found.summary,
    sentences: document.sentences.length,
    tokens: document.tokens,
    macs:
      multiplyAccumulates(document) +
      (again
        ? rereadMultiplyAccumulates(document, smallMacs, isTrimming({ ...options, format }))
        : 0),
    ms: performance.now() - started,
    cpuMs: cpuMsSince(cpu),
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
