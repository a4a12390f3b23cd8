import type { SummaryRequest } from "../contract/request.ts";
import { splitOf, splitOfWhole } from "../placement/cpu-split.ts";
import { patienceMs } from "../placement/patience.ts";
import { fromRereadingResponse } from "../region/answers.ts";
import type { Done } from "../region/forward.ts";
import { REREAD_PATH, type RegionRereading } from "../region/protocol.ts";
import { toTensors } from "../region/tensors.ts";
import { SEAM } from "../summarizer/compress/lattice.ts";
import { ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { isTrimming } from "../summarizer/extract/extract.ts";
import type { Run } from "../summarizer/extract/graph.ts";
import { loadGraphs, manifestOf, ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { extractHere, optionsOf } from "./extract-here.ts";
import { asAsked } from "./mode.ts";
import { identityOf } from "./model-identity.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, placed } from "./placed.ts";
import type { Summary } from "./summarize.ts";
import { refuseTooCostly } from "./too-costly.ts";

/** Size of a region's answer, compressed: around the scores, and of each sentence's. */
const ANSWER_BYTES = { envelope: 150, perSentence: 6 };

/**
 * A summary of the text's own sentences by small: nano reads the document at the edge, and small rereads
 * what nano finds best, there or in a region.
 */
export async function bySmall(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
  reason: string,
): Promise<Omit<Summary, "occasion">> {
  const { text, sentences } = document;
  const options = optionsOf(request);
  const mode = asAsked(request.mode, document.language);
  const [nano, small] = ratesOf("small");
  const reading = predictCpuSeconds(text.length, sentences, nano);
  const both = predictCpuSeconds(text.length, sentences, nano, small, isTrimming(request));
  const cpuSeconds = splitOf(reading.all, both.all - reading.all);
  refuseTooCostly(cpuSeconds.stayed, occasion.maxCpuSeconds);
  let where: Placed<Done & { outputs: Awaited<ReturnType<Run>> }> | undefined;
  const reread: Run = async (inputs) => {
    const window = inputs.position?.dims[0] ?? 0;
    const work: RegionRereading = {
      model: "small",
      version: manifestOf("small").version,
      inputs: toTensors(inputs),
    };
    where = await placed(
      {
        cpuSeconds,
        call: { path: REREAD_PATH, work, read: fromRereadingResponse(window) },
        answerBytes: answerBytesOf(inputs, isTrimming(request)),
        patienceMs: patienceMs(cpuSeconds.region),
      },
      request,
      occasion,
    );
    const { result } = where.forwarded;
    if (result) return result.outputs;
    const run = await openSmall(occasion);
    return occasion.turns.take(cpuSeconds.region, () => run(inputs), occasion.signal);
  };
  try {
    const made = await extractHere(document, options, reread);
    if (!where) throw new Error("small read nothing");
    const model = { ...identityOf(manifestOf("small")), reason };
    return { ...where, document, extract: made, cpuSeconds, model, mode };
  } catch (error) {
    if (!(error instanceof ModelUnavailableError) || !where || !canUseNano(request)) throw error;
    return {
      ...where,
      document,
      extract: await extractHere(document, options),
      cpuSeconds: splitOfWhole(reading),
      model: { ...identityOf(manifestOf("nano")), reason: "small could not be loaded." },
      mode,
    };
  }
}

async function openSmall({ assets }: Occasion): Promise<Run> {
  const [, small] = await loadGraphs("small", assets);
  if (!small) throw new ModelUnavailableError("small is not here.");
  return small;
}

/** Trims are vectors for every token, in base64. */
function answerBytesOf({ input_ids: ids, position }: Parameters<Run>[0], trims: boolean): number {
  const { envelope, perSentence } = ANSWER_BYTES;
  const scores = envelope + perSentence * (position?.dims[0] ?? 0);
  return scores + (trims ? 2 * SEAM * 5 * (ids?.data.length ?? 0) : 0);
}

/** Whether nano can stand in for small. */
const canUseNano = ({ model, compress }: SummaryRequest) => model === "auto" && !compress;
