import * as z from "zod";

/** Number of failures in a row, and the time (ms since the epoch) until which the other side is not called. */
export interface BreakerState {
  failures: number;
  openUntilMs: number;
}

/** Breakers by name: of grid sources, or of regions. Plain JSON, so it can be stored. */
export type Breakers = Readonly<Record<string, BreakerState>>;

export const breakersSchema: z.ZodType<Breakers> = z.record(
  z.string(),
  z.object({ failures: z.int().min(0), openUntilMs: z.number().min(0) }),
);

export interface BreakerPolicy {
  /** Number of failures in a row that open the breaker. */
  threshold: number;
  /** First pause; it doubles with each failed trial after it. */
  pauseMs: number;
  maxPauseMs: number;
}

/** For sources called every quarter of an hour: after three failures, pauses of half an hour up to four hours. */
export const SOURCE_BREAKER: BreakerPolicy = {
  threshold: 3,
  pauseMs: 30 * 60_000,
  maxPauseMs: 4 * 3_600_000,
};

/** Whether a breaker is open, which means: do not call. When the pause is over, one trial is allowed (half-open). */
export function isOpen(breakers: Breakers, name: string, nowMs: number): boolean {
  return nowMs < (stateOf(breakers, name)?.openUntilMs ?? 0);
}

export function afterSuccess(breakers: Breakers, name: string): Breakers {
  if (stateOf(breakers, name) === undefined) return breakers;
  const { [name]: _, ...others } = breakers;
  return others;
}

export function afterFailure(
  breakers: Breakers,
  name: string,
  nowMs: number,
  policy: BreakerPolicy,
): Breakers {
  const failures = (stateOf(breakers, name)?.failures ?? 0) + 1;
  const trials = failures - policy.threshold;
  const pauseMs = trials < 0 ? 0 : Math.min(policy.maxPauseMs, policy.pauseMs * 2 ** trials);
  return { ...breakers, [name]: { failures, openUntilMs: trials < 0 ? 0 : nowMs + pauseMs } };
}

function stateOf(breakers: Breakers, name: string): BreakerState | undefined {
  return Object.hasOwn(breakers, name) ? breakers[name] : undefined;
}
