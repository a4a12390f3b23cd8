/**
 * Shortens sentences by the shipped rules, and judges shorter ones, for training: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/shorten.ts < rows.jsonl > answers.jsonl
 *
 * A row has `text`, `lang` and optionally `candidates`. The answer to a row is { short, objections }: what the rules
 * make of the text, and for each candidate why a hard check refuses it, null where none does.
 */
import { createInterface } from "node:readline";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import { objectionTo } from "../../src/summarizer/rewrite/checks.ts";
import { shortened } from "../../src/summarizer/rewrite/shorten.ts";

interface Row {
  text: string;
  lang: WrittenLanguage;
  candidates?: string[];
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, candidates = [] } = JSON.parse(line) as Row;
  const objections = candidates.map((candidate) =>
    objectionTo({ source: text, candidate, language: lang }),
  );
  process.stdout.write(`${JSON.stringify({ short: shortened(text, lang), objections })}\n`);
}
