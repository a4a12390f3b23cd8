import type { Mode } from "../contract/options.ts";
import type { SummaryRequest } from "../contract/request.ts";
import { writingPatienceMs } from "../placement/patience.ts";
import { CallerGoneError, type Done } from "../region/forward.ts";
import { fromWritingResponse, type RegionWriting, WRITE_PATH } from "../region/protocol.ts";
import { type CpuSeconds, predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { extract } from "../summarizer/extract/extract.ts";
import { type Abstract, abstract } from "../summarizer/generation/abstract.ts";
import { whyUnfaithful } from "../summarizer/generation/faithfulness.ts";
import { loadNano, manifest } from "../summarizer/models/nano.ts";
import { ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { splitSentences } from "../summarizer/text/sentences.ts";
import { chooseWriter } from "./choose-writer.ts";
import { faithfulDraft } from "./draft.ts";
import { optionsOf } from "./extractive.ts";
import type { ModeAnswer } from "./mode.ts";
import { identityOf } from "./model-identity.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, placed } from "./placed.ts";
import type { Summary } from "./summarize.ts";
import { afterExtracting, cpuSecondsOf } from "./writing-cost.ts";
import { writingOptions } from "./writing-options.ts";

/**
 * A summary that a model writes. Where no place could write it, or the text is not faithful, the answer is the
 * extractive summary and says so.
 * @throws NoWriterError
 */
export async function abstractive(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
): Promise<Omit<Summary, "occasion">> {
  const { text, language } = document;
  const reading = predictCpuSeconds(text.length, document.sentences, ...ratesOf("nano"));
  const { offer, isHere, regions } = await chooseWriter(request, language, occasion);
  const inputTokens = Math.min(document.tokens, offer.inputTokens);
  const options = writingOptions(request, offer, inputTokens);
  const expected = cpuSecondsOf(offer, reading, {
    inputTokens,
    steps: options.maxTokens,
    beams: options.numBeams,
    isLong: document.tokens > offer.inputTokens,
  });
  const canStay = isHere && expected.all <= occasion.writers.maxCpuSeconds;
  const work: RegionWriting = { text, language, model: offer.name, options };
  const where = await placed(
    {
      cpuSeconds: expected,
      memoryGb: offer.memoryGb,
      weight: "heavy",
      canStay,
      regions,
      call: { path: WRITE_PATH, work, read: fromWritingResponse },
      patienceMs: writingPatienceMs(expected.all),
    },
    request,
    occasion,
  );
  const { result } = where.forwarded;
  const made =
    result?.abstract ?? (canStay ? await writeHere(document, work, occasion) : undefined);
  if (!made) {
    const why = "no place that has the writer gave a usable answer";
    return { ...where, ...(await fallBack(request, document, reading, why)) };
  }
  const { memoryGb } = offer;
  const spent = cpuSecondsOf(offer, reading, {
    inputTokens: made.inputTokens,
    steps: Math.min(made.steps, options.maxTokens + 1),
    beams: options.numBeams,
    isLong: made.sentencesRead < document.sentences.length,
  });
  const why = whyUnfaithful({ source: text, ...made }, offer.confidence);
  if (why !== null) {
    const cpuSeconds = afterExtracting(spent, reading, result !== null);
    return { ...where, ...(await fallBack(request, document, cpuSeconds, why)), memoryGb };
  }
  return {
    ...where,
    document: {
      ...document,
      tokens: made.inputTokens,
      truncated: document.truncated || made.isTruncated,
    },
    extract: {
      summary: layOut(made.summary, request, document),
      sentences: [],
      outputTokens: made.outputTokens,
    },
    cpuSeconds: spent,
    memoryGb,
    model: { ...identityOf(offer), reason: "The abstractive model." },
    mode: answered(request, "abstractive", reasonOf(made, document)),
  };
}

/** The extractive summary, with the reason why it stands in for a written one. */
async function fallBack(
  request: SummaryRequest,
  document: Document,
  cpuSeconds: CpuSeconds,
  why: string,
): Promise<Omit<Summary, "occasion" | keyof Placed<Done>>> {
  const nano = await loadNano();
  const options = optionsOf({ ...request, compress: false });
  return {
    document,
    extract: await extract(document, options, nano.run),
    cpuSeconds,
    model: { ...identityOf(manifest), reason: "The writer's text was not used." },
    mode: answered(request, "extractive", `Fell back to the text's own sentences: ${why}.`),
  };
}

/** Writes at the edge; undefined where that fails, so that the caller falls back. */
async function writeHere(
  document: Document,
  { text, model: name, options }: RegionWriting,
  { writers, signal, onText }: Occasion,
): Promise<Abstract | undefined> {
  try {
    const writer = await writers.open(name);
    if (!writer) return undefined;
    const nano = await loadNano();
    return await abstract(document, options, writer.model, nano.run, {
      signal,
      ...(onText && { onText: faithfulDraft(text, onText) }),
    });
  } catch (error) {
    if (signal.aborted) throw new CallerGoneError();
    console.error(JSON.stringify({ event: "writer-failed", model: name, error: String(error) }));
    return undefined;
  }
}

const answered = ({ mode }: SummaryRequest, used: Mode, reason: string): ModeAnswer => ({
  asked: mode,
  used,
  reason,
});

const reasonOf = ({ sentencesRead }: Abstract, { sentences }: Document): string =>
  sentencesRead < sentences.length
    ? `As asked; the writer read the ${sentencesRead} most salient of ${sentences.length} sentences.`
    : "As asked.";

function layOut(summary: string, { format }: SummaryRequest, { language }: Document): string {
  if (format === "headline") return summary.replace(/(?<![.…])[.。]$/, "");
  if (format !== "key-points") return summary;
  return [...splitSentences(summary, language)]
    .map(({ start, end }) => `- ${summary.slice(start, end)}`)
    .join("\n");
}
