import { computeEnergyKwh, memoryEnergyKwh } from "../emissions/estimate.ts";

/** The maximum wait for work that the edge could also do. */
const MAX_WAIT_MS = 10_000;
/** The minimum wait: even for little work, a region needs time to wake up and to open its model. */
const MIN_WAIT_MS = 3_000;

/** The maximum wait for a written summary. */
const MAX_WRITING_WAIT_MS = 90_000;

/** The longest wait for a region, in milliseconds. */
export const LONGEST_PATIENCE_MS = Math.max(MAX_WAIT_MS, MAX_WRITING_WAIT_MS);

/**
 * Wait for regions to write a summary, in milliseconds. It is long because a model may be busy with another summary,
 * and the edge would not be faster.
 */
export const writingPatienceMs = (cpuSeconds: number): number =>
  Math.min(MAX_WRITING_WAIT_MS, Math.max(MAX_WAIT_MS, 3 * cpuSeconds * 1000));

/**
 * Wait for regions before the edge does the work itself, in milliseconds. It ends when holding the request has drawn as
 * much energy as doing the work of `cpuSeconds` here would (the rule of the ski rental problem: at most twice the
 * optimum in hindsight).
 */
export function patienceMs(cpuSeconds: number): number {
  const waitKwhPerSecond = memoryEnergyKwh(1, 1).value;
  const waitSeconds = computeEnergyKwh(cpuSeconds, 1).value / waitKwhPerSecond;
  return Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, waitSeconds * 1000));
}
