import { computeEnergyKwh, memoryEnergyKwh } from "../emissions/estimate.ts";

/** No wait is so cheap that a caller should sit through it. */
const MAX_WAIT_MS = 10_000;
/** No work is so small that a region should not be given the time to wake up and open the model. */
const MIN_WAIT_MS = 3_000;

/** Nobody waits longer for what only a region can write. */
const MAX_WRITING_WAIT_MS = 90_000;

/**
 * How long to wait for regions to write, in milliseconds: a model may be busy with another's summary,
 * and nobody at the edge would be quicker.
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
