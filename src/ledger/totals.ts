import type { TotalsJson } from "../contract/emissions.ts";
import { add, exactly, type Range } from "../emissions/range.ts";
import {
  bucketOf,
  EMPTY_HISTOGRAM,
  type Histogram,
  mergeHistograms,
  percentile,
} from "./histogram.ts";
import type { Receipt } from "./receipt.ts";

/** The emissions of a number of requests. Grams are of CO2e; counts are of requests unless they say tokens. */
export interface Totals {
  requests: number;
  heavy: number;
  /** Ran in a region, for any reason. */
  moved: number;
  /** Kept at the edge although a move was due. */
  holdouts: number;
  /** Sent by the demo with a simulated clock and a simulated grid. */
  simulated: number;
  inputTokens: number;
  outputTokens: number;
  energyKwh: Range;
  operationalGrams: number;
  embodiedGrams: number;
  networkGrams: number;
  totalGrams: Range;
  /** Modeled emissions if all requests had stayed at the edge. */
  counterfactualGrams: number;
  /** Requests that the decision moved, without those that a caller placed by name. */
  due: { requests: number; inputTokens: number; grams: number; counterfactualGrams: number };
  /** Requests that would have been moved in the same way and were randomly kept. */
  heldOut: { inputTokens: number; grams: number };
  /** Histogram of `totalGrams.value` per request. */
  histogram: Histogram;
  /** Histogram of `latencyMs` per request. */
  latency: Histogram;
}

export const NOTHING: Totals = {
  requests: 0,
  heavy: 0,
  moved: 0,
  holdouts: 0,
  simulated: 0,
  inputTokens: 0,
  outputTokens: 0,
  energyKwh: exactly(0),
  operationalGrams: 0,
  embodiedGrams: 0,
  networkGrams: 0,
  totalGrams: exactly(0),
  counterfactualGrams: 0,
  due: { requests: 0, inputTokens: 0, grams: 0, counterfactualGrams: 0 },
  heldOut: { inputTokens: 0, grams: 0 },
  histogram: EMPTY_HISTOGRAM,
  latency: EMPTY_HISTOGRAM,
};

/** The totals of one request. */
export function totalsOf(receipt: Receipt): Totals {
  const { inputTokens, counterfactualGrams } = receipt;
  const grams = receipt.totalGrams.value;
  const isMoved = receipt.ran === "region";
  const isDue = isMoved && !receipt.isForced;
  return {
    requests: 1,
    heavy: receipt.weight === "heavy" ? 1 : 0,
    moved: isMoved ? 1 : 0,
    holdouts: receipt.isHoldout ? 1 : 0,
    simulated: receipt.isSimulated ? 1 : 0,
    inputTokens,
    outputTokens: receipt.outputTokens,
    energyKwh: receipt.energyKwh,
    operationalGrams: receipt.operationalGrams,
    embodiedGrams: receipt.embodiedGrams,
    networkGrams: receipt.networkGrams,
    totalGrams: receipt.totalGrams,
    counterfactualGrams,
    due: isDue ? { requests: 1, inputTokens, grams, counterfactualGrams } : NOTHING.due,
    heldOut: receipt.isHoldout ? { inputTokens, grams } : NOTHING.heldOut,
    histogram: { [bucketOf(grams)]: 1 },
    latency: { [bucketOf(receipt.latencyMs)]: 1 },
  };
}

/** The sum of both totals; associative and commutative, with `NOTHING` as the neutral element. */
export const merge = (one: Totals, other: Totals): Totals => sum([one, other]);

/** The sum of all totals. */
export const sum = (all: readonly Totals[]): Totals => ({
  ...all.reduce(addFigures, NOTHING),
  histogram: mergeHistograms(all.map(({ histogram }) => histogram)),
  latency: mergeHistograms(all.map(({ latency }) => latency)),
});

/** Without histograms: copying one per request would cost more than everything else. */
const addFigures = (one: Totals, other: Totals): Totals => ({
  requests: one.requests + other.requests,
  heavy: one.heavy + other.heavy,
  moved: one.moved + other.moved,
  holdouts: one.holdouts + other.holdouts,
  simulated: one.simulated + other.simulated,
  inputTokens: one.inputTokens + other.inputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  energyKwh: add(one.energyKwh, other.energyKwh),
  operationalGrams: one.operationalGrams + other.operationalGrams,
  embodiedGrams: one.embodiedGrams + other.embodiedGrams,
  networkGrams: one.networkGrams + other.networkGrams,
  totalGrams: add(one.totalGrams, other.totalGrams),
  counterfactualGrams: one.counterfactualGrams + other.counterfactualGrams,
  due: {
    requests: one.due.requests + other.due.requests,
    inputTokens: one.due.inputTokens + other.due.inputTokens,
    grams: one.due.grams + other.due.grams,
    counterfactualGrams: one.due.counterfactualGrams + other.due.counterfactualGrams,
  },
  heldOut: {
    inputTokens: one.heldOut.inputTokens + other.heldOut.inputTokens,
    grams: one.heldOut.grams + other.heldOut.grams,
  },
  histogram: EMPTY_HISTOGRAM,
  latency: EMPTY_HISTOGRAM,
});

/** The savings from moving, in grams per 1,000 input tokens, modeled and measured. */
export interface Saving {
  /** From each moved request's own counterfactual; null if none was moved. */
  modelled: number | null;
  /** From the requests that were randomly held out; null if none was moved or none held out. */
  measured: number | null;
}

/**
 * Moved and held-out requests differ only by chance, so the difference of their means is the saving, without a model of
 * the emissions at the edge. Means are per token: few requests are held out, and one long document among them must not
 * dominate the figure.
 */
export function savingPer1000Tokens({ due, heldOut }: Totals): Saving {
  if (due.inputTokens === 0) return { modelled: null, measured: null };
  const moved = due.grams / due.inputTokens;
  return {
    modelled: 1000 * (due.counterfactualGrams / due.inputTokens - moved),
    measured:
      heldOut.inputTokens === 0 ? null : 1000 * (heldOut.grams / heldOut.inputTokens - moved),
  };
}

export const savedGramsOf = (totals: Totals): number =>
  totals.counterfactualGrams - totals.totalGrams.value;

/** Totals in the format of `GET /v1/emissions`. */
export const toTotalsJson = (totals: Totals): TotalsJson => ({
  requests: totals.requests,
  heavy: totals.heavy,
  moved: totals.moved,
  holdouts: totals.holdouts,
  simulated: totals.simulated,
  share_moved: totals.requests === 0 ? null : totals.moved / totals.requests,
  input_tokens: totals.inputTokens,
  output_tokens: totals.outputTokens,
  energy_kwh: totals.energyKwh,
  operational_g: totals.operationalGrams,
  embodied_g: totals.embodiedGrams,
  network_g: totals.networkGrams,
  total_g: totals.totalGrams,
  counterfactual_g: totals.counterfactualGrams,
  saved_g: savedGramsOf(totals),
  p50_g: percentile(totals.histogram, 0.5),
  p90_g: percentile(totals.histogram, 0.9),
  p99_g: percentile(totals.histogram, 0.99),
  p50_ms: percentile(totals.latency, 0.5),
  p90_ms: percentile(totals.latency, 0.9),
  p99_ms: percentile(totals.latency, 0.99),
  saving_g_per_1000_tokens: savingPer1000Tokens(totals),
});
