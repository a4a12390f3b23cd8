/**
 * Summarizes with the shipped code and a graph, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/summarize.ts [model.onnx] < rows.jsonl > summaries.jsonl
 *
 * A row has `text`, `lang`, `length`; out comes { chosen: [text, ...], sentences, tokens, macs, ms, cpuMs },
 * `cpuMs` being the CPU time of the whole process meanwhile.
 */
import { createInterface } from "node:readline";
import { readDocument } from "../src/summarizer/document.ts";
import { type ExtractOptions, extract } from "../src/summarizer/extract.ts";
import type { Language } from "../src/summarizer/language.ts";
import { multiplyAccumulates } from "../src/summarizer/salience.ts";
import { cpuMsSince } from "./cpu.ts";
import { openNano } from "./open.ts";

type Row = { text: string; lang: Language; length: ExtractOptions["length"] };

const { run, tokenizer } = await openNano(process.argv[2]);
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, length } = JSON.parse(line) as Row;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const document = readDocument(text, lang, tokenizer);
  const found = await extract(document, { length, format: "paragraph" }, run);
  const out = {
    chosen: found.sentences.map((sentence) => sentence.text),
    sentences: document.sentences.length,
    tokens: document.tokens,
    macs: multiplyAccumulates(document),
    ms: performance.now() - started,
    cpuMs: cpuMsSince(cpu),
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
