import type { SummaryRequest } from "../contract/request.ts";
import type { CpuSplit } from "../emissions/estimate.ts";
import { writingPatienceMs } from "../placement/patience.ts";
import { fromWritingResponse } from "../region/answers.ts";
import { CallerGoneError, type Done } from "../region/forward.ts";
import { type RegionWriting, WRITE_PATH } from "../region/protocol.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { type Extract, extract } from "../summarizer/extract/extract.ts";
import type { Abstract } from "../summarizer/generation/abstract.ts";
import { manifest } from "../summarizer/models/nano.ts";
import { loadReader, ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { identityOf } from "./answer.ts";
import { chooseWriter } from "./choose-writer.ts";
import { optionsOf } from "./extract-options.ts";
import { fallBack, type Unwritten } from "./fall-back.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, placed, refuseTooCostly } from "./placed.ts";
import type { Summary } from "./summarize.ts";
import { writeTexts } from "./write-texts.ts";
import { fallbackOnly, withFallback, writingSplit } from "./writing-cost.ts";
import { planWriting, type WritingPlan } from "./writing-plan.ts";

/** Size in bytes of a region's answer, apart from the texts and per token of them: compressed JSON. */
const ANSWER_BYTES = { envelope: 220, perToken: 4 };

/**
 * An abstractive summary, which a model writes from the sentences that the edge chooses. If no place could write it, or
 * the result is not faithful, the answer is the extractive summary, with the reason.
 * @throws NoWriterError
 */
export async function abstractive(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
): Promise<Omit<Summary, "occasion">> {
  const { text, language } = document;
  const reading = predictCpuSeconds(text.length, document.sentences, ratesOf(language));
  const { offer, isHere, regions } = await chooseWriter(request, language, occasion);
  const { turns, signal, trace } = occasion;
  const choosing = reading.all - reading.read;
  const { graph: nano } = await loadReader(language, occasion.assets);
  const plan = await turns.take(
    choosing,
    () => trace.span("choose sentences", {}, () => planWriting(request, document, offer, nano)),
    signal,
  );
  const { texts, options } = plan;
  const expected = writingSplit(offer, reading, plan.expected);
  const longest = writingSplit(offer, reading, plan.longest).stayed;
  refuseTooCostly(longest, occasion.maxCpuSeconds);
  const canWrite = isHere && longest <= occasion.writers.maxCpuSeconds;
  // If other requests already wait for the writer here, a region may have capacity.
  const canStay = canWrite && (request.region !== "auto" || turns.hasRoom(longest));
  const work: RegionWriting = { language, model: offer.name, texts, options };
  const steps = plan.expected.reduce((sum, one) => sum + one.steps, 0);
  const where = await placed(
    {
      cpuSeconds: expected,
      memoryGb: offer.memoryGb,
      weight: "heavy",
      canStay,
      regions,
      call: { path: WRITE_PATH, work, read: fromWritingResponse(plan.expected.length) },
      answerBytes: ANSWER_BYTES.envelope + ANSWER_BYTES.perToken * steps * options.numBeams,
      patienceMs: writingPatienceMs(longest),
    },
    request,
    occasion,
  );
  const { result } = where.forwarded;
  const here = () =>
    trace.span("run model", { model: offer.name }, () =>
      writeHere(document, offer.name, plan, occasion),
    );
  const made =
    result?.abstracts ?? (canWrite ? await turns.take(longest, here, signal) : undefined);
  const choose = () => {
    const again = () => extract(document, optionsOf({ ...request, compress: false }), { nano });
    return turns.take(choosing, again, signal);
  };
  if (!made) {
    const why = { reason: "no place that has the writer gave a usable answer" };
    const cpuSeconds = fallbackOnly(reading);
    return { ...where, ...extracted(request, document, await choose(), cpuSeconds, why) };
  }
  const { memoryGb } = offer;
  const spent = writingSplit(
    offer,
    reading,
    made.map((one) => ({
      inputTokens: one.inputTokens,
      steps: Math.min(one.steps, options.maxTokens + 1),
      beams: options.numBeams,
    })),
  );
  const finished = plan.finish(made);
  if (!finished.extract) {
    const cpuSeconds = withFallback(spent, reading);
    const fallback = extracted(request, document, await choose(), cpuSeconds, finished);
    return { ...where, ...fallback, memoryGb };
  }
  return {
    ...where,
    document: finished.document,
    extract: finished.extract,
    cpuSeconds: spent,
    memoryGb,
    model: { ...identityOf(offer), reason: "The abstractive model." },
    mode: { asked: request.mode, used: "abstractive", reason: finished.reason },
  };
}

/** The extractive summary that replaces a written one. */
const extracted = (
  request: SummaryRequest,
  document: Document,
  found: Extract,
  cpuSeconds: CpuSplit,
  why: Unwritten,
): Omit<Summary, "occasion" | keyof Placed<Done>> => ({
  document,
  ...fallBack(request, document, found, why),
  cpuSeconds,
  model: { ...identityOf(manifest), reason: "The writer's text was not used." },
});

/** Writes at the edge; undefined if that fails, so that the caller falls back. */
async function writeHere(
  document: Document,
  name: string,
  plan: WritingPlan,
  { writers, signal, onText }: Occasion,
): Promise<readonly Abstract[] | undefined> {
  try {
    const writer = await writers.open(name);
    if (!writer) return undefined;
    return await writeTexts(plan, document, writer.model, { signal, onText });
  } catch (error) {
    if (signal.aborted) throw new CallerGoneError();
    console.error(JSON.stringify({ event: "writer-failed", model: name, error: String(error) }));
    return undefined;
  }
}
