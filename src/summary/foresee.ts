import type { PlacementQuery } from "../contract/request.ts";
import { splitOf, splitOfWhole } from "../placement/cpu-split.ts";
import { type Edge, intensityAt, type Load, type World } from "../region/place.ts";
import { chooseModel } from "../summarizer/extract/choose.ts";
import { predictTypical, typicalTokensOfBytes } from "../summarizer/extract/cost.ts";
import { REREAD } from "../summarizer/extract/reread.ts";
import { offered, ratesOf } from "../summarizer/models/registry.ts";
import { chooseWriter } from "./choose-writer.ts";
import { modeOf } from "./mode.ts";
import type { Occasion } from "./occasion.ts";
import { typicalWritings } from "./writing-bounds.ts";
import { writingSplit } from "./writing-cost.ts";
import { writingOptions } from "./writing-options.ts";

const DEFAULT_TOKENS = 1_000;

/** Compressed bytes transferred to a region and back: overhead of the work, per token sent, per token returned. */
const BYTES = { envelope: 400, perToken: 3, perStep: 4, rereading: 1_300, answer: 3_000 };

/** The known facts about a request that has not been sent. */
export interface Foreseen {
  load: Load;
  /** The regions that can do the work. */
  regions: World["regions"];
  model: { name: string; reason: string };
}

/**
 * The load of a hypothetical request with ordinary text.
 * @throws NoWriterError
 * @throws InvalidRequestError
 */
export async function foreseeLoad(
  query: PlacementQuery,
  edge: Edge,
  known: Pick<Occasion, "world" | "writers" | "writersOfRegions" | "smallMaxGramsPerKwh">,
): Promise<Foreseen> {
  const { bytes, language, region: wanted, max_added_latency_ms: maxAddedLatencyMs } = query;
  const tokens = query.tokens ?? (bytes ? typicalTokensOfBytes(bytes, language) : DEFAULT_TOKENS);
  const reading = predictTypical(tokens, language, ratesOf(language));
  const common = { wanted, maxAddedLatencyMs, holdoutDraw: 1 };
  if (modeOf(query.mode, language) === "abstractive") {
    const { offer, isHere, regions } = await chooseWriter({ region: wanted }, language, known);
    const asked = { ...query, early_stopping: true, max_length: undefined, min_length: undefined };
    const writings = typicalWritings(query, tokens, offer, query.num_beams);
    const [{ inputTokens, steps }] = writings;
    // Refuses what the writer cannot write, or only at great cost.
    writingOptions(asked, offer, inputTokens);
    const cpuSeconds = writingSplit(offer, reading.cpuSeconds, writings);
    const load: Load = {
      ...common,
      cpuSeconds,
      memoryGb: offer.memoryGb,
      backboneBytes: BYTES.envelope + BYTES.perToken * inputTokens + BYTES.perStep * steps,
      weight: "heavy",
      canStay: isHere && cpuSeconds.stayed <= known.writers.maxCpuSeconds,
    };
    return { load, regions, model: { name: offer.name, reason: "The abstractive model." } };
  }
  const { model: name, reason } = chooseModel(
    { model: query.model, format: query.format, compress: false },
    { language },
    {
      offered,
      gramsPerKwh: intensityAt(edge, known.world.intensityOf)?.gramsPerKwh ?? null,
      smallMaxGramsPerKwh: known.smallMaxGramsPerKwh,
    },
  );
  const model = { name, reason };
  const { regions } = known.world;
  if (name !== "small") {
    const cpuSeconds = splitOfWhole(reading.cpuSeconds);
    return {
      load: { ...common, cpuSeconds, backboneBytes: reading.bytes + BYTES.answer },
      regions,
      model,
    };
  }
  const both = predictTypical(tokens, language, ratesOf(language, name));
  const cpuSeconds = splitOf(reading.cpuSeconds.all, both.cpuSeconds.all - reading.cpuSeconds.all);
  const share = Math.min(1, tokens / REREAD.tokens);
  const backboneBytes = BYTES.envelope + Math.round(BYTES.rereading * share);
  return { load: { ...common, cpuSeconds, backboneBytes }, regions, model };
}
