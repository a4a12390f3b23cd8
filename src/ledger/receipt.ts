import type { EmissionsJson, ReceiptJson } from "../contract/emissions.ts";
import type { Range } from "../emissions/range.ts";

/** What one summary cost and where it ran. Holds nothing of the document. */
export interface Receipt {
  id: string;
  /** ISO 8601, when the request came in. */
  at: string;
  model: string;
  language: string;
  weight: "light" | "heavy";
  ran: "edge" | "region";
  region: string | null;
  colo: string;
  /** Kept at the edge although a move was due, to measure the saving against. */
  isHoldout: boolean;
  /** The caller named the place. */
  isForced: boolean;
  /** Made by the demo, with a clock and a grid of its own. */
  isSimulated: boolean;
  /** Public id of the API key that it came with; null without one. */
  key: string | null;
  /**
   * Milliseconds from the request's arrival to its answer, by the Worker's clock: deployed, that
   * clock stands still while it computes, so this is what was waited for.
   */
  latencyMs: number;
  inputTokens: number;
  outputTokens: number;
  energyKwh: Range;
  grid: {
    zone: string;
    gramsPerKwh: number;
    source: string;
    kind: "live" | "forecast" | "yearly";
    asOf: string;
  };
  operationalGrams: number;
  embodiedGrams: number;
  networkGrams: number;
  totalGrams: Range;
  /** What the work held in memory, where that was not an isolate's. */
  memoryGb?: number | undefined;
  /** What the edge that took the request would have cost. */
  counterfactualGrams: number;
  method: string;
}

/** A negative figure means that the placement cost more than staying. */
export const savedGrams = (receipt: Receipt): number =>
  receipt.counterfactualGrams - receipt.totalGrams.value;

/** The `emissions` object of the HTTP contract. */
export const toEmissions = (receipt: Receipt): EmissionsJson => ({
  energy_kwh: receipt.energyKwh,
  grid: {
    zone: receipt.grid.zone,
    grams_per_kwh: receipt.grid.gramsPerKwh,
    source: receipt.grid.source,
    kind: receipt.grid.kind,
    as_of: receipt.grid.asOf,
  },
  operational_g: receipt.operationalGrams,
  embodied_g: receipt.embodiedGrams,
  network_g: receipt.networkGrams,
  total_g: receipt.totalGrams,
  counterfactual_g: receipt.counterfactualGrams,
  saved_g: savedGrams(receipt),
  method: receipt.method,
});

/** A receipt as `GET /v1/emissions/requests` shows it. */
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
  emissions: toEmissions(receipt),
});
