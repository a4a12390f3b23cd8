import type { EmissionsJson, ReceiptJson } from "../contract/emissions.ts";
import {
  ACCESS_KWH_PER_GB,
  BACKBONE_KWH_PER_GB,
  type CpuSplit,
  EMBODIED_GRAMS_PER_VCPU_SECOND,
  ISOLATE_MEMORY_GB,
  MEMORY_KWH_PER_GB_HOUR,
  METHOD,
  WATTS_PER_VCPU,
} from "../emissions/estimate.ts";
import type { Range } from "../emissions/range.ts";
import { significant, significantRange } from "../emissions/round.ts";
import type { CpuBasis } from "../summarizer/cpu-basis.ts";
import type { Considered } from "./considered.ts";

/** A grid's intensity as a receipt states it. */
export interface GridFigure {
  zone: string;
  gramsPerKwh: number;
  source: string;
  kind: "live" | "forecast" | "daily" | "yearly";
  /** ISO 8601. */
  asOf: string;
}

/** All inputs of the figures on a receipt, besides constants and `grid`. */
export interface ReceiptInputs {
  /** If the request stayed, the edge's is the total and the region's is 0. */
  cpuSeconds: Omit<CpuSplit, "basis">;
  /** The quantities that `cpuSeconds.stayed` was predicted from; absent in older receipts. */
  basis?: CpuBasis;
  /** PUE of the region; null if the request stayed. */
  pue: { edge: number; region: number | null };
  /** Between caller and edge, and between edge and regions, both directions. */
  bytes: { access: number; backbone: number };
  /** The grid of the edge that received the request. */
  edgeGrid: GridFigure;
}

/** The emissions of one summary and the place where it ran. Holds nothing of the document. */
export interface Receipt {
  id: string;
  /** Arrival of the request, in ISO 8601. */
  at: string;
  model: string;
  language: string;
  weight: "light" | "heavy";
  ran: "edge" | "region";
  region: string | null;
  colo: string;
  /** Kept at the edge although a move was due, as a control group to measure the saving. */
  isHoldout: boolean;
  /** The caller named the place. */
  isForced: boolean;
  /** Made by the demo, with a simulated clock and a simulated grid. */
  isSimulated: boolean;
  /** Public id of the request's API key; null without one. */
  key: string | null;
  /**
   * Milliseconds from the request's arrival to its answer by the Worker's clock. In production that clock stands still
   * while it computes, so this is only the time spent waiting.
   */
  latencyMs: number;
  inputTokens: number;
  outputTokens: number;
  energyKwh: Range;
  /** The grid that fed the work. */
  grid: GridFigure;
  operationalGrams: number;
  embodiedGrams: number;
  /** Both legs of the network. */
  networkGrams: number;
  /** The part of `networkGrams` between caller and edge; null in receipts from before v2 of the method. */
  accessGrams: number | null;
  totalGrams: Range;
  /** Memory that the work used, in GB, if it was not an isolate's. */
  memoryGb?: number | undefined;
  /** The emissions if the edge that received the request had done all of the work. */
  counterfactualGrams: number;
  method: string;
  /** Null in receipts from before v2 of the method. */
  inputs: ReceiptInputs | null;
  /** The regions that the placement decision compared, best first, as far as they fit; absent for light work. */
  considered?: readonly Considered[];
}

/** A negative figure means that moving emitted more than staying would have. */
export const savedGrams = (receipt: Receipt): number =>
  significant(receipt.counterfactualGrams - receipt.totalGrams.value);

/** The `emissions` object of the HTTP contract. */
export const toEmissions = (receipt: Receipt): EmissionsJson => ({
  energy_kwh: receipt.energyKwh,
  grid: gridJson(receipt.grid),
  operational_g: receipt.operationalGrams,
  embodied_g: receipt.embodiedGrams,
  network_g: receipt.networkGrams,
  access_g: receipt.accessGrams,
  total_g: receipt.totalGrams,
  counterfactual_g: receipt.counterfactualGrams,
  saved_g: savedGrams(receipt),
  method: receipt.method,
  inputs: receipt.inputs && inputsJson(receipt, receipt.inputs),
});

const gridJson = (grid: GridFigure): EmissionsJson["grid"] => ({
  zone: grid.zone,
  grams_per_kwh: grid.gramsPerKwh,
  source: grid.source,
  kind: grid.kind,
  as_of: grid.asOf,
});

const inputsJson = (
  { ran, memoryGb = ISOLATE_MEMORY_GB, method }: Receipt,
  { cpuSeconds, basis, pue, bytes, edgeGrid }: ReceiptInputs,
): EmissionsJson["inputs"] => ({
  cpu_seconds: cpuSeconds,
  ...(basis && {
    cpu_basis: {
      characters: basis.characters,
      seconds_per_character: basis.secondsPerCharacter,
      products: basis.products.map(({ kind, gmac, secondsPerGmac }) => ({
        kind,
        gmac,
        seconds_per_gmac: secondsPerGmac,
      })),
    },
  }),
  memory_gb:
    ran === "region"
      ? { edge: ISOLATE_MEMORY_GB, region: memoryGb, stayed: memoryGb }
      : { edge: memoryGb, region: null, stayed: memoryGb },
  pue,
  bytes,
  edge_grid: gridJson(edgeGrid),
  // The constants of other method versions are in their own METHODOLOGY.
  coefficients: method === METHOD ? COEFFICIENTS : null,
});

const COEFFICIENTS = {
  watts_per_vcpu: significantRange(WATTS_PER_VCPU),
  memory_kwh_per_gb_hour: MEMORY_KWH_PER_GB_HOUR,
  backbone_kwh_per_gb: BACKBONE_KWH_PER_GB,
  access_kwh_per_gb: ACCESS_KWH_PER_GB,
  embodied_g_per_vcpu_second: significantRange(EMBODIED_GRAMS_PER_VCPU_SECOND),
};

/** A receipt in the format of `GET /v1/emissions/requests`. */
export const toJson = (receipt: Receipt): ReceiptJson => ({
  id: receipt.id,
  at: receipt.at,
  model: receipt.model,
  language: receipt.language,
  weight: receipt.weight,
  ran: receipt.ran,
  region: receipt.region,
  colo: receipt.colo,
  holdout: receipt.isHoldout,
  latency_ms: receipt.latencyMs,
  forced: receipt.isForced,
  simulated: receipt.isSimulated,
  key: receipt.key,
  usage: { input_tokens: receipt.inputTokens, output_tokens: receipt.outputTokens },
  candidates: (receipt.considered ?? []).map((one) => ({
    region: one.region,
    zone: one.zone,
    grams_per_kwh: one.gramsPerKwh,
    expected_grams: one.expectedGrams,
    added_latency_ms: one.addedLatencyMs,
    verdict: one.verdict,
  })),
  emissions: toEmissions(receipt),
});
