import { bucketOf, type Histogram, mergeHistograms, percentile } from "../ledger/histogram.ts";
import type { Calibration } from "../summarizer/extract/cost.ts";
import { fromLogLine } from "./prediction.ts";

/** Predicted and measured CPU time of one model's requests. */
export interface Reconciliation {
  requests: number;
  predictedCpuSeconds: number;
  measuredCpuSeconds: number;
  /** Histogram of measured over predicted time per request. */
  ratios: Histogram;
}

/** The parts of `TraceItem` that are read here. */
export type TailTrace = Pick<TraceItem, "outcome" | "cpuTime"> & {
  logs: readonly Pick<TraceLog, "message">[];
};

/** Ratios outside this range are counted at its ends, so that a histogram stays small. */
const RATIO_ENDS = { min: 1 / 8, max: 16 };

/**
 * Pairs each logged summary with the CPU time of its invocation, by model. Left out: invocations that failed, those of
 * several documents (the failing ones log nothing), and those whose CPU time is 0, as all are in local development.
 */
export function reconcile(traces: readonly TailTrace[]): Map<string, Reconciliation> {
  const models = new Map<string, Reconciliation>();
  for (const { outcome, cpuTime, logs } of traces) {
    if (outcome !== "ok" || !(cpuTime > 0)) continue;
    const [prediction, another] = logs.flatMap(linesOf).flatMap((line) => fromLogLine(line) ?? []);
    if (!prediction || another) continue;
    const { model, predictedCpuSeconds } = prediction;
    const measuredCpuSeconds = cpuTime / 1000;
    const ratio = measuredCpuSeconds / predictedCpuSeconds;
    const one = {
      requests: 1,
      predictedCpuSeconds,
      measuredCpuSeconds,
      ratios: { [bucketOf(Math.min(RATIO_ENDS.max, Math.max(RATIO_ENDS.min, ratio)))]: 1 },
    };
    models.set(model, merge(models.get(model), one));
  }
  return models;
}

/** The combination of both; associative and commutative. */
export const merge = (one: Reconciliation | undefined, other: Reconciliation): Reconciliation =>
  one
    ? {
        requests: one.requests + other.requests,
        predictedCpuSeconds: one.predictedCpuSeconds + other.predictedCpuSeconds,
        measuredCpuSeconds: one.measuredCpuSeconds + other.measuredCpuSeconds,
        ratios: mergeHistograms([one.ratios, other.ratios]),
      }
    : other;

/**
 * The error band of `GET /v1/emissions/calibration`. `ratio` is the sum of measured over the sum of predicted time: the
 * factor by which the receipts' energy of compute should be multiplied. Nine requests in ten are between p5 and p95.
 */
export const toBand = (model: string, reconciliation: Reconciliation) => ({
  model,
  requests: reconciliation.requests,
  predicted_cpu_seconds: reconciliation.predictedCpuSeconds,
  measured_cpu_seconds: reconciliation.measuredCpuSeconds,
  ratio: reconciliation.measuredCpuSeconds / reconciliation.predictedCpuSeconds,
  p5: percentile(reconciliation.ratios, 0.05),
  p50: percentile(reconciliation.ratios, 0.5),
  p95: percentile(reconciliation.ratios, 0.95),
});

/** The basis of the predictions, from the model's manifest. */
export const toCalibrationJson = (manifest: {
  name: string;
  version: string;
  calibration: Calibration & { machine?: string; command?: string };
}) => {
  const { name, version, calibration } = manifest;
  return {
    model: name,
    version,
    seconds_per_request: calibration.secondsPerRequest,
    seconds_per_thousand_characters: calibration.secondsPerThousandCharacters,
    seconds_per_gmac: calibration.secondsPerGmac,
    machine: calibration.machine ?? null,
    command: calibration.command ?? null,
  };
};

/** `console.log` with several arguments arrives as a list. */
const linesOf = ({ message }: Pick<TraceLog, "message">): unknown[] =>
  Array.isArray(message) ? message : [message];
