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

/** What a number of requests cost. Grams are of CO2e; counts are of requests unless they say tokens. */
export interface Totals {
  requests: number;
  heavy: number;
  /** Ran in a region, for whatever reason. */
  moved: number;
  /** Kept at the edge although a move was due. */
  holdouts: number;
  /** Sent by the demo with a clock and a grid of its own. */
  simulated: number;
  inputTokens: number;
  outputTokens: number;
  energyKwh: Range;
  operationalGrams: number;
  embodiedGrams: number;
  networkGrams: number;
  totalGrams: Range;
  /** What staying at the edge would have cost, modelled. */
  counterfactualGrams: number;
  /** Requests that the decision moved, those that a caller placed by name left out. */
  due: { requests: number; inputTokens: number; grams: number; counterfactualGrams: number };
  /** Requests that would have been moved likewise and were kept, by lot. */
  heldOut: { inputTokens: number; grams: number };
  /** Of `totalGrams.value` a request. */
  histogram: Histogram;
  /** Of `latencyMs` a request. */
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

/** The totals of both; associative and commutative, with `NOTHING` neutral. */
export const merge = (one: Totals, other: Totals): Totals => sum([one, other]);

/** The totals of all. */
export const sum = (all: readonly Totals[]): Totals => ({
  ...all.reduce(addFigures, NOTHING),
  histogram: mergeHistograms(all.map(({ histogram }) => histogram)),
  latency: mergeHistograms(all.map(({ latency }) => latency)),
});

/** Histograms left out: to copy one a request would cost more than all the rest. */
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

/** What moving saved, in grams per 1,000 input tokens, modelled and measured. */
export interface Saving {
  /** From each moved request's own counterfactual; null where none was moved. */
  modelled: number | null;
  /** From the requests that were held out by lot; null where none was moved or none held out. */
  measured: number | null;
}

/**
 * Moved and held-out requests differ only by lot, so the difference of their means is the saving
 * without a model of what staying would have cost. Means are per token: few are held out, and one
 * long document among them must not decide the figure.
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

/** Totals as `GET /v1/emissions` shows them. */
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
