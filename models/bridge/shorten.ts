/**
 * Shortens sentences by the shipped rules, and judges shorter ones, for training: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/shorten.ts < rows.jsonl > answers.jsonl
 *
 * A row has `text`, `lang`, and optionally `candidates` and `document`, the whole text that the sentence is from. The
 * answer to a row is { short, objections }: what the rules make of the sentence in its text, and for each candidate why a
 * hard check refuses it, null where none does.
 */
import { createInterface } from "node:readline";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import { objectionTo } from "../../src/summarizer/rewrite/checks.ts";
import { shortened } from "../../src/summarizer/rewrite/shorten.ts";
import { Subject } from "../../src/summarizer/rewrite/subject.ts";

interface Row {
  text: string;
  lang: WrittenLanguage;
  candidates?: string[];
  document?: string;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, candidates = [], document = text } = JSON.parse(line) as Row;
  const objections = candidates.map((candidate) =>
    objectionTo({ source: text, candidate, language: lang }),
  );
  const short = shortened(text, lang, new Subject(document, lang));
  process.stdout.write(`${JSON.stringify({ short, objections })}\n`);
}
