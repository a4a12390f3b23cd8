import { HOUR_MS, hourOf } from "./key.ts";
import { MeteredKv, OperationsSpentError } from "./metered.ts";
import { readHours } from "./read-hours.ts";
import { readMarks } from "./stale.ts";
import { dayKey, EMPTY_ROLLUP, hourKey, mergeRollups, type Rollup, rollupOf } from "./sums.ts";

/** Progress of the rollups, in hours since the epoch. */
export interface RollUpProgress {
  /** Hours before this one are final. */
  final: number;
  /** Hours before this one have a rollup if they had a request. */
  through: number;
}

const PROGRESS_KEY = "rollup/progress";

/** An hour is rolled up for the first time once its last receipts are visible. */
const FIRST_AFTER_MS = 5 * 60_000;
/** It is rolled up for the last time this long after its end, unless a mark requests another rollup (`stale.ts`). */
const FINAL_AFTER_MS = 2 * HOUR_MS;
/** Start of the first run, in hours before its time. */
const FIRST_RUN_HOURS = 48;
/** Number of hours that one run recomputes because of marks; the marks of other hours stay. */
const MAX_MARKED_HOURS = 48;

const HOURS_A_DAY = 24;

export const readProgress = (kv: MeteredKv): Promise<RollUpProgress | null> =>
  kv.get<RollUpProgress>(PROGRESS_KEY);

/**
 * Makes the rollups that are due, by hour and by day. Everything is recomputed from receipts, so a run may happen
 * twice, at the same time as another, or days late. KV shows a new receipt up to a minute late, so every run recomputes
 * an hour until two hours after its end, and again whenever one of its receipts is written later than that. A rollup is
 * never replaced by one with fewer requests, because a lagging list or expired receipts could cause just that. If a run
 * needs more KV reads than it is allowed, the next run does the rest.
 * @throws OperationsSpentError if a single hour needs more than the allowed reads
 */
export async function rollUp(
  namespace: KVNamespace,
  now: number,
  maxReads = 400,
): Promise<RollUpProgress & { hours: number; operations: number }> {
  const reads = new MeteredKv(namespace, maxReads);
  const writes = new MeteredKv(namespace);
  const end = hourOf(now - FIRST_AFTER_MS);
  const begin = hourOf(now) - FIRST_RUN_HOURS;
  const before = (await readProgress(writes)) ?? { final: begin, through: begin };
  const marks = await readMarks(writes, now);
  const late = marks.hours.filter((hour) => hour < before.final).slice(0, MAX_MARKED_HOURS);
  const regular = Array.from({ length: end - before.final }, (_, index) => before.final + index);

  const made = await rollUpHours(reads, writes, [...late, ...regular]);
  const through = before.final + regular.filter((hour) => made.has(hour)).length;
  const final = Math.max(before.final, Math.min(through, hourOf(now - FINAL_AFTER_MS)));
  await rollUpDays(writes, made, final);
  // Last, so that work that failed before this point is repeated.
  const progress = { final, through: Math.max(through, before.through) };
  await writes.put(PROGRESS_KEY, JSON.stringify(progress));
  const isDone = (hour: number) => made.has(hour) || hour >= before.final;
  await Promise.all(
    marks.settled.filter(({ hour }) => isDone(hour)).map(({ name }) => writes.delete(name)),
  );
  return { ...progress, hours: made.size, operations: reads.operations + writes.operations };
}

/** Makes and writes the rollups of hours, in that order, as far as the allowed reads suffice. */
async function rollUpHours(
  reads: MeteredKv,
  writes: MeteredKv,
  hours: readonly number[],
): Promise<Map<number, Rollup>> {
  const made = new Map<number, Rollup>();
  for (const hour of hours) {
    try {
      made.set(hour, await rollUpHour(reads, writes, hour));
    } catch (error) {
      if (error instanceof OperationsSpentError && made.size > 0) return made;
      throw error;
    }
  }
  return made;
}

async function rollUpHour(reads: MeteredKv, writes: MeteredKv, hour: number): Promise<Rollup> {
  const stored = (await reads.get<Rollup>(hourKey(hour))) ?? EMPTY_ROLLUP;
  let rollup = EMPTY_ROLLUP;
  for await (const receipts of readHours(reads, hour, hour + 1)) {
    rollup = mergeRollups([rollup, rollupOf(receipts)]);
  }
  if (rollup.all.requests <= stored.all.requests) return stored;
  await writes.put(hourKey(hour), JSON.stringify(rollup));
  return rollup;
}

/** Merges the hours of each final day among the days of these hours. */
async function rollUpDays(
  kv: MeteredKv,
  made: ReadonlyMap<number, Rollup>,
  final: number,
): Promise<void> {
  const days = new Set([...made.keys()].map((hour) => Math.floor(hour / HOURS_A_DAY)));
  for (const day of days) {
    if ((day + 1) * HOURS_A_DAY > final) continue;
    const hours = Array.from({ length: HOURS_A_DAY }, (_, index) => day * HOURS_A_DAY + index);
    const stored = await kv.getMany<Rollup>(hours.map(hourKey));
    // Rollups that this run wrote may not be readable yet.
    const rollups = hours.flatMap((hour) => made.get(hour) ?? stored.get(hourKey(hour)) ?? []);
    const rollup = mergeRollups(rollups);
    if (rollup.all.requests > 0) await kv.put(dayKey(day), JSON.stringify(rollup));
  }
}
