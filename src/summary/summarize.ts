import type { SummaryRequest } from "../contract/request.ts";
import type { CpuSplit } from "../emissions/estimate.ts";
import type { Done } from "../region/forward.ts";
import { predictReadingSeconds } from "../summarizer/extract/cost.ts";
import type { Extract } from "../summarizer/extract/extract.ts";
import { loadReader, ratesOf } from "../summarizer/models/registry.ts";
import { type Document, readDocument } from "../summarizer/text/document.ts";
import { languageOf } from "../summarizer/text/language.ts";
import { abstractive } from "./abstractive.ts";
import { extractive } from "./extractive.ts";
import { type ModeAnswer, modeOf } from "./mode.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, refuseTooCostly } from "./placed.ts";

/** All facts about a request after it is summarized; its answer and its receipt are made from this. */
export interface Summary extends Placed<Done> {
  occasion: Occasion;
  document: Document;
  extract: Extract;
  cpuSeconds: CpuSplit;
  /** Memory that the work needed, in GB, if it differs from an isolate's limit. */
  memoryGb?: number;
  /** The model that made the summary. */
  model: { name: string; version: string; quantization: string; reason: string };
  mode: ModeAnswer;
}

/**
 * Reads a text, then places and makes its summary.
 * @throws RefusedError from any step
 */
export async function summarize(request: SummaryRequest, occasion: Occasion): Promise<Summary> {
  const language = languageOf(request.language, request.text);
  const document = await occasion.trace.span("read text", { language }, async () => {
    const { tokenizer } = await loadReader(language, occasion.assets);
    const reading = predictReadingSeconds(request.text, ratesOf(language));
    refuseTooCostly(reading.least, occasion.maxCpuSeconds);
    return occasion.turns.take(
      occasion.preparedSeconds + reading.most,
      async () => readDocument(request.text, language, tokenizer),
      occasion.signal,
    );
  });
  const make = modeOf(request.mode, language) === "abstractive" ? abstractive : extractive;
  return { ...(await make(request, document, occasion)), occasion };
}
