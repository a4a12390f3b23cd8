/**
 * Splits texts with the runtime's own splitter, for training: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/segment.ts < rows.jsonl > spans.jsonl
 *
 * A row has `text` and optionally `lang` (detected if absent). What comes out, a row
 * a line: { lang, spans: [[start, end], ...], marks: [[...], ...], boilerplate: [true, ...],
 * sentences: [text, ...], cpuMs } with offsets in UTF-16 units, as JavaScript counts, and the CPU time of splitting.
 */
import { createInterface } from "node:readline";
import { isBoilerplate } from "../../src/summarizer/text/boilerplate.ts";
import { type Language, readableLanguage } from "../../src/summarizer/text/language.ts";
import { marksOf } from "../../src/summarizer/text/marks.ts";
import { splitSentences } from "../../src/summarizer/text/sentences.ts";
import { cpuMsSince } from "./cpu.ts";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const row = JSON.parse(line) as { text: string; lang?: Language };
  const lang = row.lang ?? readableLanguage(row.text);
  const cpu = process.cpuUsage();
  const spans = splitSentences(row.text, lang);
  const cpuMs = cpuMsSince(cpu);
  const out = {
    lang,
    spans: spans.map(({ start, end }) => [start, end]),
    marks: spans.map((span) => marksOf(row.text, span)),
    boilerplate: spans.map((s) => s.code || isBoilerplate(row.text.slice(s.start, s.end))),
    sentences: spans.map(({ start, end }) => row.text.slice(start, end)),
    cpuMs,
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
