import type { SummaryRequest } from "../contract/request.ts";
import { drawOf } from "../ledger/key.ts";
import { writingPatienceMs } from "../placement/patience.ts";
import { CallerGoneError, call, type Forwarded } from "../region/forward.ts";
import { place } from "../region/place.ts";
import { fromWritingResponse, type RegionWriting, WRITE_PATH } from "../region/protocol.ts";
import type { CpuSeconds } from "../summarizer/extract/cost.ts";
import { extract } from "../summarizer/extract/extract.ts";
import { cutToFit } from "../summarizer/extract/overflow.ts";
import { type Abstract, abstract } from "../summarizer/generation/abstract.ts";
import { whyUnfaithful } from "../summarizer/generation/faithfulness.ts";
import { loadNano, manifest } from "../summarizer/models/nano.ts";
import type { Document } from "../summarizer/text/document.ts";
import { splitSentences } from "../summarizer/text/sentences.ts";
import { chooseWriter } from "./choose-writer.ts";
import { faithfulDraft } from "./draft.ts";
import type { Mode, ModeAnswer } from "./mode.ts";
import {
  ANSWER_BYTES,
  gridsOf,
  identityOf,
  type Occasion,
  optionsOf,
  type Summary,
} from "./summarize.ts";
import { refuseTooCostly } from "./too-costly.ts";
import { afterExtracting, cpuSecondsOf } from "./writing-cost.ts";
import { writingOptions } from "./writing-options.ts";

/**
 * The way of an abstractive request: choose the writer -> place -> write -> judge. Where nobody could
 * write, or what was written cannot be trusted, the answer is the extractive summary and says so.
 */
export async function write(
  request: SummaryRequest,
  document: Document,
  reading: CpuSeconds,
  occasion: Occasion,
): Promise<Summary> {
  const { edge, world, signal } = occasion;
  const choice = await chooseWriter(request, document.language, occasion);
  const { offer } = choice;
  const inputTokens = Math.min(document.tokens, offer.inputTokens);
  const options = writingOptions(request, offer, inputTokens);
  const expected = cpuSecondsOf(offer, reading, {
    inputTokens,
    steps: options.maxTokens,
    beams: options.numBeams,
    isLong: document.tokens > offer.inputTokens,
  });
  refuseTooCostly(expected.all, occasion.maxCpuSeconds);
  const canStay = choice.isHere && expected.all <= occasion.writers.maxCpuSeconds;
  const { placement, targets } = place(
    {
      cpuSeconds: expected,
      memoryGb: offer.memoryGb,
      clientBytes: occasion.bytes + ANSWER_BYTES,
      forwardedBytes: occasion.bytes + ANSWER_BYTES,
      wanted: request.region,
      maxAddedLatencyMs: request.max_added_latency_ms,
      holdoutDraw: drawOf(occasion.id),
      weight: "heavy",
      canStay,
    },
    edge,
    { ...world, regions: choice.regions },
  );
  const { text, language } = document;
  const work: RegionWriting = { text, language, model: offer.name, options };
  const forwarded: Forwarded<{ colo: string | null; abstract: Abstract }> =
    targets.length === 0
      ? { result: null, bytes: 0 }
      : await call(
          targets,
          { path: WRITE_PATH, work, read: fromWritingResponse },
          { pool: world.pool, deadlineMs: writingPatienceMs(expected.all), caller: signal },
        );
  const made =
    forwarded.result?.abstract ?? (canStay ? await writeHere(document, work, occasion) : undefined);
  const why = made
    ? whyUnfaithful({ source: text, ...made }, offer.confidence)
    : "no place that has the writer gave a usable answer";

  const spent = made
    ? cpuSecondsOf(offer, reading, {
        inputTokens: made.inputTokens,
        steps: Math.min(made.steps, options.maxTokens + 1),
        beams: options.numBeams,
        isLong: made.sentencesRead < document.sentences.length,
      })
    : reading;
  const common = {
    occasion,
    placement,
    isForced: request.region !== "auto",
    forwarded,
    grids: gridsOf(forwarded, occasion),
    ...(made && { memoryGb: offer.memoryGb }),
  };
  if (!made || why !== null) {
    const nano = await loadNano();
    const extracting = optionsOf({ ...request, compress: false });
    return {
      ...common,
      document,
      extract: cutToFit(
        await extract(document, extracting, nano.run),
        extracting,
        nano.tokenizer.encode,
      ),
      cpuSeconds: made ? afterExtracting(spent, reading, forwarded.result !== null) : reading,
      model: { ...identityOf(manifest), reason: "The writer's text was not used." },
      mode: answered(request, "extractive", `Fell back to the text's own sentences: ${why}.`),
    };
  }
  return {
    ...common,
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
    model: { ...identityOf(offer), reason: "It writes." },
    mode: answered(request, "abstractive", reasonOf(made, document)),
  };
}

/** Runs the Worker's own writer; undefined where it fails, for a summary is due all the same. */
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
