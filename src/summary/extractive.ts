import type { ReadingModel } from "../contract/options.ts";
import type { SummaryRequest } from "../contract/request.ts";
import { splitOfWhole } from "../placement/cpu-split.ts";
import { patienceMs } from "../placement/patience.ts";
import { fromRegionResponse } from "../region/answers.ts";
import { intensityAt } from "../region/place.ts";
import { REGION_PATH, type RegionWork } from "../region/protocol.ts";
import { chooseModel } from "../summarizer/extract/choose.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { extract } from "../summarizer/extract/extract.ts";
import { loadReader, manifestOf, offered, ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { identityOf } from "./answer.ts";
import { optionsOf } from "./extract-options.ts";
import { asAsked } from "./mode.ts";
import type { Occasion } from "./occasion.ts";
import { placed } from "./placed.ts";
import { byRereading } from "./rereading.ts";
import type { Summary } from "./summarize.ts";

/** Size of a region's answer about a whole document. */
const ANSWER_BYTES = 3_000;

/** A summary that consists of the text's own sentences. */
export async function extractive(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
): Promise<Omit<Summary, "occasion">> {
  const { model, reason } = chooseModel(request, document, {
    offered,
    gramsPerKwh: intensityAt(occasion.edge, occasion.world.intensityOf)?.gramsPerKwh ?? null,
    smallMaxGramsPerKwh: occasion.smallMaxGramsPerKwh,
  });
  return model === "small"
    ? byRereading(request, document, occasion, { model, reason })
    : byReading(request, document, occasion, { model, reason });
}

/** A reading model reads the whole document, so all of it is sent to a region that the caller insists on. */
async function byReading(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
  { model, reason }: { model: ReadingModel; reason: string },
): Promise<Omit<Summary, "occasion">> {
  const { text, language } = document;
  const options = optionsOf(request);
  const reading = predictCpuSeconds(text.length, document.sentences, ratesOf(language));
  const cpuSeconds = splitOfWhole(reading);
  const work: RegionWork = { text, language, options };
  const where = await placed(
    {
      cpuSeconds,
      call: { path: REGION_PATH, work, read: fromRegionResponse },
      answerBytes: ANSWER_BYTES,
      patienceMs: patienceMs(reading.all),
    },
    request,
    occasion,
  );
  const { turns, signal, trace } = occasion;
  const here = () =>
    trace.span("run model", { model }, async () => {
      const { graph } = await loadReader(language, occasion.assets);
      return extract(document, options, { nano: graph });
    });
  return {
    ...where,
    document,
    extract:
      where.forwarded.result?.extract ??
      (await turns.take(reading.all - reading.read, here, signal)),
    cpuSeconds,
    model: { ...identityOf(manifestOf(model)), reason },
    mode: asAsked(request.mode, language),
  };
}
