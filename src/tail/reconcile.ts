import { bucketOf, type Histogram, mergeHistograms, percentile } from "../ledger/histogram.ts";
import type { Calibration } from "../summarizer/extract/cost.ts";
import { fromLogLine } from "./prediction.ts";

/** Predicted against measured CPU time of one model's requests. */
export interface Reconciliation {
  requests: number;
  predictedCpuSeconds: number;
  measuredCpuSeconds: number;
  /** Of measured over predicted, a request. */
  ratios: Histogram;
}

/** What a Tail Worker is told of one invocation; of `TraceItem`, what is read here. */
export type TailTrace = Pick<TraceItem, "outcome" | "cpuTime"> & {
  logs: readonly Pick<TraceLog, "message">[];
};

/** Ratios beyond are counted at these ends, so that a histogram stays small. */
const RATIO_ENDS = { min: 1 / 8, max: 16 };

/**
 * Pairs each summary that was logged with the CPU time of its invocation, by model. Left out:
 * invocations that failed, those of several documents, whose bad ones log nothing, and those whose CPU time reads 0, as all do in local development.
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

/** The reconciliation of both; associative and commutative. */
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
 * The error band of `GET /v1/emissions/calibration`. `ratio` is measured over predicted, summed: what
 * the receipts' energy of compute should be multiplied by. Nine requests in ten lie from p5 to p95.
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

/** What the predictions rest on, as the model's manifest tells it. */
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
