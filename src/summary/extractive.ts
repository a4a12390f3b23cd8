import type { SummaryRequest } from "../contract/request.ts";
import { patienceMs } from "../placement/patience.ts";
import { intensityAt } from "../region/place.ts";
import { fromRegionResponse, REGION_PATH } from "../region/protocol.ts";
import { type Choice, chooseModel, ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { type ExtractOptions, extract, isTrimming } from "../summarizer/extract/extract.ts";
import {
  loadGraphs,
  loadNano,
  manifestOf,
  offered,
  ratesOf,
} from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { asAsked } from "./mode.ts";
import { identityOf } from "./model-identity.ts";
import type { Occasion } from "./occasion.ts";
import { placed } from "./placed.ts";
import type { Summary } from "./summarize.ts";

/** A summary of the text's own sentences. */
export async function extractive(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
): Promise<Omit<Summary, "occasion">> {
  const { text, language } = document;
  let choice = chooseModel(request, document, {
    offered,
    gramsPerKwh: intensityAt(occasion.edge, occasion.world.intensityOf)?.gramsPerKwh ?? null,
    smallMaxGramsPerKwh: occasion.smallMaxGramsPerKwh,
  });
  const secondsOf = ({ model }: Choice) => {
    const [nano, small] = ratesOf(model);
    return predictCpuSeconds(text.length, document.sentences, nano, small, isTrimming(request));
  };
  const cpuSeconds = secondsOf(choice);
  const options = optionsOf(request);
  const where = await placed(
    {
      cpuSeconds,
      call: {
        path: REGION_PATH,
        work: { text, language, model: choice.model, options },
        read: fromRegionResponse,
      },
      patienceMs: patienceMs(cpuSeconds.all),
    },
    request,
    occasion,
  );
  let done = where.forwarded.result?.extract;
  if (!done) {
    const graphs = await loadGraphs(choice.model, occasion.assets).catch((error) => {
      if (!(error instanceof ModelUnavailableError) || !canUseNano(request)) throw error;
      choice = { model: "nano", reason: "small could not be loaded." };
      return loadGraphs("nano", occasion.assets);
    });
    const { tokenizer } = await loadNano();
    done = await extract(document, options, ...graphs);
  }
  return {
    ...where,
    document,
    extract: done,
    cpuSeconds: secondsOf(choice),
    model: { ...identityOf(manifestOf(choice.model)), reason: choice.reason },
    mode: asAsked(request.mode, language),
  };
}

/** The options of an extraction that a request asks for. */
export const optionsOf = (request: SummaryRequest): ExtractOptions => ({
  length: request.length,
  format: request.format,
  compress: request.compress,
  overflow: request.overflow,
  ...(request.query !== undefined && { query: request.query }),
  ...(request.sentences !== undefined && { sentences: request.sentences }),
  ...(request.max_length !== undefined && { maxLength: request.max_length }),
  ...(request.min_length !== undefined && { minLength: request.min_length }),
});

/** Whether nano can stand in for small. */
const canUseNano = ({ model, compress }: SummaryRequest) => model === "auto" && !compress;
