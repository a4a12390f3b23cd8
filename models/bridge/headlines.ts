/**
 * Offers headlines with the shipped code, to fit and to evaluate their ranking: JSON Lines in, JSON Lines out.
 *
 *     node models/bridge/headlines.ts [models/writer] [--beams 4] < rows.jsonl > headlines.jsonl
 *
 * A row has `text` and `lang`. The answer is { summary, why, isNarrative, extractive, sound: [{ headline, source, features }],
 * steps, cpuMs }: the product's choice, or why the extractive headline stands in, shortened; and all headlines that pass
 * every check, with the features of src/summarizer/rewrite/headline-features.ts.
 */
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { WrittenLanguage } from "../../src/contract/language.ts";
import { extract } from "../../src/summarizer/extract/extract.ts";
import { passagesOf, writeEach } from "../../src/summarizer/generation/abstract.ts";
import {
  chooseHeadline,
  headlineOffers,
  soundHeadlines,
} from "../../src/summarizer/rewrite/choose-headline.ts";
import { isNarrative } from "../../src/summarizer/rewrite/narrative.ts";
import {
  plainHeadline,
  standingIn,
  standsAlone,
} from "../../src/summarizer/rewrite/plain-headline.ts";
import { ownTitle } from "../../src/summarizer/rewrite/title.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import { layOut } from "../../src/summarizer/text/layout.ts";
import { writingOptions } from "../../src/summary/writing-options.ts";
import { cpuMsSince } from "./cpu.ts";
import { openNano } from "./open.ts";
import { openWriter } from "./open-seq2seq.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { beams: { type: "string", default: "4" } },
});
const [path = "models/writer"] = positionals;
const { offer, model } = await openWriter(path);
const free = { ...offer, secondsPerGmac: { reading: 0, writing: 0, attending: 0 }, memoryGb: 0 };
const nano = await openNano();
const asked = {
  format: "headline",
  length: "short",
  num_beams: Number(values.beams),
  early_stopping: true,
} as const;

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { text, lang: language } = JSON.parse(line) as { text: string; lang: WrittenLanguage };
  const document = readDocument(text, language, nano.tokenizer);
  const options = writingOptions(asked, free, document.tokens);
  const cpu = process.cpuUsage();
  const passages = await passagesOf(document, nano.graph, offer.inputTokens);
  const best = passages.slice(0, 1);
  const [aboutAll, aboutBest] = await writeEach([passages, best], language, options, model);
  const cpuMs = cpuMsSince(cpu);
  if (!aboutAll || !aboutBest) throw new Error("two texts were written");
  const offers = headlineOffers(document, passages, aboutAll, aboutBest);
  const { sound } = soundHeadlines(offers, offer.confidence);
  const title = ownTitle(text, language)?.text;
  const { shown, why = null } = title
    ? { shown: { headline: title } }
    : chooseHeadline(offers, offer.confidence);
  const { sentences } = await extract(document, asked, { nano: nano.graph });
  const whole = sentences[0]?.text ?? "";
  const instead = standsAlone(whole, language) ? undefined : standingIn(offers.sentences, language);
  const out = {
    summary: layOut(
      [shown?.headline ?? plainHeadline(instead?.text ?? whole, language)],
      "headline",
    ),
    why,
    isNarrative: isNarrative(text, language),
    extractive: layOut([whole], "headline"),
    sound,
    steps: aboutAll.steps + aboutBest.steps,
    cpuMs,
  };
  process.stdout.write(`${JSON.stringify(out)}\n`);
}
