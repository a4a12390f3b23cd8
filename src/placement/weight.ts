export type Weight = "light" | "heavy";

/** Work that keeps a vCPU busy for longer than this is heavy: about 5,000 words for nano. */
const HEAVY_CPU_SECONDS = 0.05;

/** Work that takes longer than this gets the long latency budget. */
const LONG_CPU_SECONDS = 0.3;

/**
 * Round-trip milliseconds that a move may add if the caller sets no limit: short work would be done before the wait is
 * over, long work makes its caller wait anyway, and callers do not wait for a batch.
 */
const LATENCY_BUDGET_MS = { short: 100, long: 300, batch: 1_000 };

/** Light work never moves by itself: the network alone could emit more than the work does. */
export const weigh = (cpuSeconds: number): Weight =>
  cpuSeconds > HEAVY_CPU_SECONDS ? "heavy" : "light";

/** Whether a request may move at all; `wanted` is "auto", "edge" or the id of a region. */
export const isMovable = (weight: Weight, wanted: string): boolean =>
  weight === "heavy" || (wanted !== "auto" && wanted !== "edge");

/** The default latency budget of work that takes `cpuSeconds`, in milliseconds. */
export const latencyBudgetMs = (cpuSeconds: number, isBatch = false): number => {
  if (isBatch) return LATENCY_BUDGET_MS.batch;
  return cpuSeconds > LONG_CPU_SECONDS ? LATENCY_BUDGET_MS.long : LATENCY_BUDGET_MS.short;
};
