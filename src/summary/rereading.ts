import type { RereadingModel } from "../contract/options.ts";
import type { SummaryRequest } from "../contract/request.ts";
import { splitOf, splitOfWhole } from "../placement/cpu-split.ts";
import { patienceMs } from "../placement/patience.ts";
import { fromRereadingResponse } from "../region/answers.ts";
import type { Done } from "../region/forward.ts";
import { REREAD_PATH, type RegionRereading } from "../region/protocol.ts";
import { toSent } from "../region/tensors.ts";
import { SEAM } from "../summarizer/compress/lattice.ts";
import { ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { predictCpuSeconds } from "../summarizer/extract/cost.ts";
import { extract, isTrimming } from "../summarizer/extract/extract.ts";
import type { Tensors } from "../summarizer/models/graph.ts";
import { loadReader, loadRereader, manifestOf, ratesOf } from "../summarizer/models/registry.ts";
import type { Document } from "../summarizer/text/document.ts";
import { identityOf } from "./answer.ts";
import { optionsOf } from "./extract-options.ts";
import { asAsked } from "./mode.ts";
import type { Occasion } from "./occasion.ts";
import { type Placed, placed, refuseTooCostly } from "./placed.ts";
import type { Summary } from "./summarize.ts";

/** Size of a region's answer, compressed: overhead around the scores, and the part of each sentence. */
const ANSWER_BYTES = { envelope: 150, perSentence: 6 };

/**
 * An extractive summary by a larger model: nano reads the document at the edge, and the larger model rereads the
 * sentences that nano ranks best, there or in a region.
 */
export async function byRereading(
  request: SummaryRequest,
  document: Document,
  occasion: Occasion,
  { model: name, reason }: { model: RereadingModel; reason: string },
): Promise<Omit<Summary, "occasion">> {
  const { text, sentences } = document;
  const options = optionsOf(request);
  const mode = asAsked(request.mode, document.language);
  const manifest = manifestOf(name);
  const reading = predictCpuSeconds(text.length, sentences, ratesOf(document.language));
  const both = predictCpuSeconds(
    text.length,
    sentences,
    ratesOf(document.language, name),
    isTrimming(request),
  );
  const cpuSeconds = splitOf(reading.all, both.all - reading.all, both.basis);
  refuseTooCostly(cpuSeconds.stayed, occasion.maxCpuSeconds);
  let where: Placed<Done & { outputs: Tensors }> | undefined;
  const run = async (inputs: Tensors): Promise<Tensors> => {
    const window = inputs.position?.dims[0] ?? 0;
    const work: RegionRereading = {
      model: name,
      version: manifest.version,
      inputs: toSent(inputs),
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
    const graph = await loadRereader(name, occasion.assets);
    const here = () => occasion.trace.span("run model", { model: name }, () => graph.run(inputs));
    return occasion.turns.take(cpuSeconds.region, here, occasion.signal);
  };
  const { graph: nano } = await loadReader(document.language, occasion.assets);
  try {
    const made = await extract(document, options, { nano, reread: { run } });
    if (!where) throw new Error(`${name} read nothing`);
    const model = { ...identityOf(manifest), reason };
    return { ...where, document, extract: made, cpuSeconds, model, mode };
  } catch (error) {
    if (!(error instanceof ModelUnavailableError) || !where || !canUseNano(request)) throw error;
    return {
      ...where,
      document,
      extract: await extract(document, options, { nano }),
      cpuSeconds: splitOfWhole(reading),
      model: { ...identityOf(manifestOf("nano")), reason: `${name} could not be loaded.` },
      mode,
    };
  }
}

/** Trims are vectors for every token, in base64. */
function answerBytesOf({ input_ids: ids, position }: Tensors, trims: boolean): number {
  const { envelope, perSentence } = ANSWER_BYTES;
  const scores = envelope + perSentence * (position?.dims[0] ?? 0);
  return scores + (trims ? 2 * SEAM * 5 * (ids?.data.length ?? 0) : 0);
}

/** Whether nano alone can replace the model that rereads. */
const canUseNano = ({ model, compress }: SummaryRequest) => model === "auto" && !compress;
