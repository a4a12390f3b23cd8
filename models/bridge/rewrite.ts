/**
 * Rewrites sentences with the shipped code, for evaluation: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/rewrite.ts [models/writer] [--beams 4] < rows.jsonl > summaries.jsonl
 *
 * A row has `text` and `lang`, and optionally `length` and `sentences`. The answer is { summary, extractive,
 * sentences: [{ text, source, how, written }], steps, inputTokens, cpuMs }: the written and the extractive summary, and
 * each written sentence with what it stands in for and all that the writer offered.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import type { Length } from "../../src/contract/options.ts";
import { extract } from "../../src/summarizer/extract/extract.ts";
import { writeEach } from "../../src/summarizer/generation/abstract.ts";
import { foregrounded, standingTexts } from "../../src/summarizer/rewrite/foreground.ts";
import { standIns } from "../../src/summarizer/rewrite/stand-in.ts";
import { Subject } from "../../src/summarizer/rewrite/subject.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import { layOut } from "../../src/summarizer/text/layout.ts";
import { rewritingOptions } from "../../src/summary/writing-options.ts";
import { cpuMsSince } from "./cpu.ts";
import { openNano } from "./open.ts";
import { openWriter } from "./open-seq2seq.ts";

interface Row {
  text: string;
  lang: WrittenLanguage;
  length?: Length;
  sentences?: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { beams: { type: "string", default: "4" } },
});
const [path = "models/writer"] = positionals;
const { offer, model } = await openWriter(path);
const nano = await openNano();
const asked = { num_beams: Number(values.beams), early_stopping: true };

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang, length = "medium", sentences } = JSON.parse(line) as Row;
  const document = readDocument(text, lang, nano.tokenizer);
  const size = sentences === undefined ? {} : { sentences };
  const asks = { length, format: "paragraph" as const, ...size };
  const chosen = await extract(document, asks, { nano: nano.graph });
  const named = await extract(foregrounded(document), asks, { nano: nano.graph });
  const items = standingTexts(document, named.sentences).map((sentence, at) => ({
    sentence,
    at: named.sentences[at]?.start ?? 0,
  }));
  const subject = new Subject(text, lang);
  const cpu = process.cpuUsage();
  const made = await writeEach(
    items.map((one) => [one]),
    lang,
    rewritingOptions(asked, offer),
    model,
  );
  const forms = made.map(({ summary, alternatives, isTruncated }, at) => {
    const source = items[at]?.sentence ?? "";
    const [best] = standIns(source, isTruncated ? [] : [summary, ...alternatives], lang, subject);
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
