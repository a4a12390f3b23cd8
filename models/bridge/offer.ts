/**
 * Has the shipped writer and trimmer rework single sentences, for the verifier's training: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/offer.ts [models/writer] [--beams 4] < rows.jsonl > answers.jsonl
 *
 * A row has `text`, `lang` and optionally `document`, the whole text that the sentence is from. The answer to a row is
 * { written, trimmed, short, objections }: the writer's beams, best first; what small's trimmer and the rules make of the
 * sentence; and by text why a hard check refuses it, null where none does.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import { extract } from "../../src/summarizer/extract/extract.ts";
import { writeEach } from "../../src/summarizer/generation/abstract.ts";
import { objectionTo } from "../../src/summarizer/rewrite/checks.ts";
import { shortened, tidied } from "../../src/summarizer/rewrite/shorten.ts";
import { Subject } from "../../src/summarizer/rewrite/subject.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import { rewritingOptions } from "../../src/summary/writing-options.ts";
import { graphOf, openGraph, openNano } from "./open.ts";
import { openWriter } from "./open-seq2seq.ts";

interface Row {
  text: string;
  lang: WrittenLanguage;
  document?: string;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { beams: { type: "string", default: "4" } },
});
const [path = "models/writer"] = positionals;
const { offer, model } = await openWriter(path);
const nano = await openNano();
const reread = await openGraph(graphOf("small"));
const asked = rewritingOptions({ num_beams: Number(values.beams), early_stopping: true }, offer);
const size = { length: "short", format: "paragraph", compress: true } as const;

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, document: whole = text } = JSON.parse(line) as Row;
  const [made] = await writeEach([[{ sentence: text, at: 0 }]], lang, asked, model);
  const written =
    made === undefined || made.isTruncated ? [] : [made.summary, ...made.alternatives];
  const document = readDocument(text, lang, nano.tokenizer);
  const { summary: trimmed } = await extract(document, size, { nano: nano.graph, reread });
  const short = shortened(text, lang, new Subject(whole, lang));
  const texts = written.map((one) => tidied(one, lang, text));
  const objections = Object.fromEntries(
    [...texts, trimmed].map((candidate) => [
      candidate,
      objectionTo({ source: text, candidate, language: lang }),
    ]),
  );
  process.stdout.write(`${JSON.stringify({ written: texts, trimmed, short, objections })}\n`);
}
