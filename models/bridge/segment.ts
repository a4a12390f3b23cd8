/**
 * Splits texts with the runtime's own splitter, for training: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/segment.ts < rows.jsonl > spans.jsonl
 *
 * A row has `text` and optionally `lang` (detected if absent). The output has one row per line: { lang, spans: [[start,
 * end], ...], marks: [[...], ...], boilerplate: [true, ...], sentences: [text, ...], cpuMs } with offsets in UTF-16
 * units, as JavaScript counts, and the CPU time of splitting.
 */
import { createInterface } from "node:readline";
import { readSentences } from "../../src/summarizer/text/document.ts";
import { type Language, readableLanguage } from "../../src/summarizer/text/language.ts";
import { marksOf } from "../../src/summarizer/text/marks.ts";
import { cpuMsSince } from "./cpu.ts";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const row = JSON.parse(line) as { text: string; lang?: Language };
  const lang = row.lang ?? readableLanguage(row.text);
  const cpu = process.cpuUsage();
  const { text, sentences } = readSentences(row.text, lang);
  const cpuMs = cpuMsSince(cpu);
  const out = {
    lang,
    spans: sentences.map(({ start, end }) => [start, end]),
    marks: sentences.map((span) => marksOf(text, span)),
    boilerplate: sentences.map(({ boilerplate }) => boilerplate),
    sentences: sentences.map(({ start, end }) => text.slice(start, end)),
    cpuMs,
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
