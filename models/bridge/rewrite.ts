/**
 * Rewrites sentences with the shipped code, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/rewrite.ts [models/writer] [--beams 4] < rows.jsonl > summaries.jsonl
 *
 * A row has `text` and `lang`, and optionally `length`, `sentences` and `format`. The answer is { summary, extractive,
 * sentences: [{ text, source, how, written }], steps, inputTokens, cpuMs }: the written and the extractive summary, and
 * each written sentence with what it stands in for and all that the writer offered. A headline is of the document: it
 * has `why` rather than sentences, null or why the extractive headline stands in, shortened.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import type { Length } from "../../src/contract/options.ts";
import { extract } from "../../src/summarizer/extract/extract.ts";
import { abstract, writeEach } from "../../src/summarizer/generation/abstract.ts";
import { openModel, readOffer } from "../../src/summarizer/models/writer-files.ts";
import { chooseBeam } from "../../src/summarizer/rewrite/choose-beam.ts";
import { shortened } from "../../src/summarizer/rewrite/shorten.ts";
import { standIns } from "../../src/summarizer/rewrite/stand-in.ts";
import { type Document, readDocument } from "../../src/summarizer/text/document.ts";
import { layOut } from "../../src/summarizer/text/layout.ts";
import { rewritingOptions, writingOptions } from "../../src/summary/writing-options.ts";
import { cpuMsSince } from "./cpu.ts";
import { openNano } from "./open.ts";
import { webGraphs } from "./open-seq2seq.ts";

interface Row {
  text: string;
  lang: WrittenLanguage;
  length?: Length;
  sentences?: number;
  format?: "paragraph" | "headline";
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { beams: { type: "string", default: "4" } },
});
const [path = "models/writer"] = positionals;
const open = webGraphs();
const folder = {
  json: async (file: string) => JSON.parse(readFileSync(join(path, file), "utf8")),
  graph: (file: string) => open(join(path, file)),
};
const offer = await readOffer(path, folder);
const [model, nano] = [await openModel(path, folder), await openNano()];
const asked = { num_beams: Number(values.beams), early_stopping: true };

/** As the product writes a headline, and where it cannot, shortens one. */
async function headline(document: Document, lang: WrittenLanguage) {
  const request = { ...asked, format: "headline", length: "short" } as const;
  const full = { ...offer, secondsPerGmac: { reading: 0, writing: 0, attending: 0 }, memoryGb: 0 };
  const options = writingOptions(request, full, document.tokens);
  const made = await abstract(document, options, model, nano.graph);
  const { shown, why = null } = chooseBeam(document.text, made, lang, offer.confidence, "headline");
  const { sentences } = await extract(
    document,
    { length: "short", format: "headline" },
    { nano: nano.graph },
  );
  const text = sentences[0]?.text ?? "";
  const summary = layOut([shown ?? shortened(text, lang)], "headline");
  return { summary, extractive: layOut([text], "headline"), why, steps: made.steps };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, length = "medium", sentences, format } = JSON.parse(line) as Row;
  const document = readDocument(text, lang, nano.tokenizer);
  if (format === "headline") {
    process.stdout.write(`${JSON.stringify(await headline(document, lang))}\n`);
    continue;
  }
  const size = sentences === undefined ? {} : { sentences };
  const chosen = await extract(
    document,
    { length, format: "paragraph", ...size },
    { nano: nano.graph },
  );
  const items = chosen.sentences.map((one) => ({ sentence: one.text, at: one.start }));
  const cpu = process.cpuUsage();
  const made = await writeEach(items, lang, rewritingOptions(asked, offer), model);
  const forms = made.map(({ summary, alternatives, isTruncated }, at) => {
    const source = items[at]?.sentence ?? "";
    const [best] = standIns(source, isTruncated ? [] : [summary, ...alternatives], lang);
    return { ...best, source, written: [summary, ...alternatives] };
  });
  const out = {
    summary: layOut(
      forms.map((form) => form.text ?? ""),
      "paragraph",
    ),
    extractive: chosen.summary,
    sentences: forms,
    steps: made.reduce((sum, { steps }) => sum + steps, 0),
    inputTokens: made.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    cpuMs: cpuMsSince(cpu),
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
