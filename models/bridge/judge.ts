/**
 * Judges summaries as the product does, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/judge.ts < claims.jsonl > verdicts.jsonl
 *
 * A row has `source` and `summary`. The answer is { number, name, copyRate }: the first number and the first name that
 * the source does not contain (null if there is none), and the share of words that it contains.
 */
import { createInterface } from "node:readline";
import {
  copyRate,
  newName,
  newNumber,
  statedIn,
} from "../../src/summarizer/generation/faithfulness.ts";

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { source, summary } = JSON.parse(line) as { source: string; summary: string };
  const stated = statedIn(source);
  const verdict = {
    number: newNumber(stated, summary),
    name: newName(stated, summary),
    copyRate: copyRate(source, summary),
  };
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
