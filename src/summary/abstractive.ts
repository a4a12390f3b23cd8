import type { Mode } from "../contract/options.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { CpuSplit } from "../emissions/estimate.ts";
import { writingPatienceMs } from "../placement/patience.ts";
import { fromWritingResponse } from "../region/answers.ts";
import { CallerGoneError, type Done } from "../region/forward.ts";
import { type RegionWriting, WRITE_PATH } from "../region/protocol.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import type { Extract } from "../summarizer/extract/extract.ts";
import { type Abstract, passagesOf, writeAbout } from "../summarizer/generation/abstract.ts";
import { whyUnfaithful } from "../summarizer/generation/faithfulness.ts";
import { loadNano, manifest } from "../summarizer/models/nano.ts";
import { ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { splitSentences } from "../summarizer/text/sentences.ts";
import { chooseWriter } from "./choose-writer.ts";
import { faithfulDraft } from "./draft.ts";
import { extractHere, optionsOf } from "./extract-here.ts";
import type { ModeAnswer } from "./mode.ts";
import { identityOf } from "./model-identity.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, placed } from "./placed.ts";
import type { Summary } from "./summarize.ts";
import { refuseTooCostly } from "./too-costly.ts";
import { fallbackOnly, withFallback, writingSplit } from "./writing-cost.ts";
import { expectedSteps, writingOptions } from "./writing-options.ts";

/** Size of a region's answer around the summary, and of each token of it: JSON, compressed. */
const ANSWER_BYTES = { envelope: 220, perToken: 4 };

/**
 * A summary that a model writes about the sentences that the edge chooses. Where no place could write it, or the text is not faithful, the answer is the
 * extractive summary and says so.
 * @throws NoWriterError
 */
export async function abstractive(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
): Promise<Omit<Summary, "occasion">> {
  const { text, language } = document;
  const reading = predictCpuSeconds(text.length, document.sentences, ratesOf("nano"));
  const { offer, isHere, regions } = await chooseWriter(request, language, occasion);
  const inputTokens = Math.min(document.tokens, offer.inputTokens);
  const options = writingOptions(request, offer, inputTokens);
  const steps = expectedSteps(request, offer, options);
  const sizeOf = (runs: number) => ({ inputTokens, steps: runs, beams: options.numBeams });
  const expected = writingSplit(offer, reading, sizeOf(steps));
  const longest = writingSplit(offer, reading, sizeOf(options.maxTokens)).stayed;
  refuseTooCostly(longest, occasion.maxCpuSeconds);
  const { turns, signal } = occasion;
  const canWrite = isHere && longest <= occasion.writers.maxCpuSeconds;
  // Where others wait for the writer here already, a region may have room.
  const canStay = canWrite && (request.region !== "auto" || turns.hasRoom(longest));
  const nano = await loadNano();
  const choosing = reading.all - reading.read;
  const items = await turns.take(
    choosing,
    () => passagesOf(document, nano.graph, offer.inputTokens),
    signal,
  );
  const work: RegionWriting = { language, model: offer.name, items, options };
  const where = await placed(
    {
      cpuSeconds: expected,
      memoryGb: offer.memoryGb,
      weight: "heavy",
      canStay,
      regions,
      call: { path: WRITE_PATH, work, read: fromWritingResponse },
      answerBytes: ANSWER_BYTES.envelope + ANSWER_BYTES.perToken * steps,
      patienceMs: writingPatienceMs(longest),
    },
    request,
    occasion,
  );
  const { result } = where.forwarded;
  const here = () => writeHere(text, work, occasion);
  const made = result?.abstract ?? (canWrite ? await turns.take(longest, here, signal) : undefined);
  const choose = () => {
    const again = () => extractHere(document, optionsOf({ ...request, compress: false }));
    return turns.take(choosing, again, signal);
  };
  if (!made) {
    const why = "no place that has the writer gave a usable answer";
    const extract = await choose();
    return { ...where, ...fallBack(request, document, extract, fallbackOnly(reading), why) };
  }
  const { memoryGb } = offer;
  const spent = writingSplit(offer, reading, {
    inputTokens: made.inputTokens,
    steps: Math.min(made.steps, options.maxTokens + 1),
    beams: options.numBeams,
  });
  const why = whyUnfaithful({ source: text, ...made }, offer.confidence);
  if (why !== null) {
    const cpuSeconds = withFallback(spent, reading);
    const extract = await choose();
    return { ...where, ...fallBack(request, document, extract, cpuSeconds, why), memoryGb };
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
function fallBack(
  request: SummaryRequest,
  document: Document,
  extract: Extract,
  cpuSeconds: CpuSplit,
  why: string,
): Omit<Summary, "occasion" | keyof Placed<Done>> {
  return {
    document,
    extract,
    cpuSeconds,
    model: { ...identityOf(manifest), reason: "The writer's text was not used." },
    mode: answered(request, "extractive", `Fell back to the text's own sentences: ${why}.`),
  };
}

/** Writes at the edge; undefined where that fails, so that the caller falls back. */
async function writeHere(
  source: string,
  { items, language, model: name, options }: RegionWriting,
  { writers, signal, onText }: Occasion,
): Promise<Abstract | undefined> {
  try {
    const writer = await writers.open(name);
    if (!writer) return undefined;
    return await writeAbout(items, language, options, writer.model, {
      signal,
      ...(onText && { onText: faithfulDraft(source, onText) }),
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
