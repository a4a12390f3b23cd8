import { computeEnergyKwh, memoryEnergyKwh } from "../emissions/estimate.ts";

/** A caller waits no longer for work that the edge could do. */
const MAX_WAIT_MS = 10_000;
/** Even for the least work, a region needs time to wake up and to open its model. */
const MIN_WAIT_MS = 3_000;

/** A caller waits no longer for a written summary. */
const MAX_WRITING_WAIT_MS = 90_000;

/** The longest that anyone waits for a region, in milliseconds. */
export const LONGEST_PATIENCE_MS = Math.max(MAX_WAIT_MS, MAX_WRITING_WAIT_MS);

/**
 * How long to wait for regions to write, in milliseconds: a model may be busy with another summary, and
 * the edge would not be quicker.
 */
export const writingPatienceMs = (cpuSeconds: number): number =>
  Math.min(MAX_WRITING_WAIT_MS, Math.max(MAX_WAIT_MS, 3 * cpuSeconds * 1000));

/**
 * How long to wait for regions before the edge does the work itself, in milliseconds: until holding
 * the request has drawn as much energy as doing the work here would (the rule of the ski rental
 * problem: at most twice the least that hindsight could have found). `cpuSeconds` of work are due.
 */
export function patienceMs(cpuSeconds: number): number {
  const waitKwhPerSecond = memoryEnergyKwh(1, 1).value;
  const waitSeconds = computeEnergyKwh(cpuSeconds, 1).value / waitKwhPerSecond;
  return Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, waitSeconds * 1000));
}
