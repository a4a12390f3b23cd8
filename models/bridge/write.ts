/**
 * Writes abstractive summaries with the shipped code, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/write.ts models/writer [--beams 4] [--min 16] [--max 80] < rows.jsonl > summaries.jsonl
 *
 * A row has `text` and `lang`. The answer is the writer's text with its tokens and log probabilities, and `why`: null,
 * or the reason not to show it, by the manifest's `confidence`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { abstract } from "../../src/summarizer/generation/abstract.ts";
import { whyUnfaithful } from "../../src/summarizer/generation/faithfulness.ts";
import { openModel, readOffer } from "../../src/summarizer/models/writer-files.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import type { Language } from "../../src/summarizer/text/language.ts";
import { openNano } from "./open.ts";
import { webGraphs } from "./open-seq2seq.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    beams: { type: "string", default: "4" },
    min: { type: "string", default: "16" },
    max: { type: "string", default: "80" },
  },
});
const [path = "models/writer"] = positionals;
const open = webGraphs();
const folder = {
  json: async (file: string) => JSON.parse(readFileSync(join(path, file), "utf8")),
  graph: (file: string) => open(join(path, file)),
};
const { confidence } = await readOffer(path, folder);
const [model, nano] = [await openModel(path, folder), await openNano()];
const options = {
  numBeams: Number(values.beams),
  earlyStopping: true,
  minTokens: Number(values.min),
  maxTokens: Number(values.max),
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang } = JSON.parse(line) as { text: string; lang: Language };
  const document = readDocument(text, lang, nano.tokenizer);
  const made = await abstract(document, options, model, nano.graph);
  const why = whyUnfaithful({ source: text, ...made }, confidence);
  process.stdout.write(`${JSON.stringify({ ...made, why })}\n`);
}
