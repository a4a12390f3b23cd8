import type { Dimension } from "../contract/ledger-queries.ts";
import { HOUR_MS, hourOf, timeOf } from "./key.ts";
import { MeteredKv, OperationsSpentError } from "./metered.ts";
import { readHours } from "./read-hours.ts";
import { type RollUpProgress, readProgress } from "./roll-up.ts";
import { dayKey, hourKey, mergeDays, mergeGroups, type Rollup, rollupOf } from "./sums.ts";
import { sum, type Totals } from "./totals.ts";

export type GroupBy = Dimension | "day";

/** Hours and days in order; all other groups by grams, largest first. */
export type Group = { key: string; totals: Totals };

/** Emissions over a period, ready to be grouped in any way. */
export interface PeriodEmissions {
  /** Whole hours in ISO 8601; `to` is exclusive. */
  from: string;
  to: string;
  totals: Totals;
  by(dimension: GroupBy): Group[];
  /** False if too many hours are not rolled up yet, so that part of them was not read. */
  isComplete: boolean;
  kvOperations: number;
}

export interface GroupedEmissions extends Omit<PeriodEmissions, "by"> {
  groupBy: GroupBy;
  groups: Group[];
}

const HOURS_A_DAY = 24;

/** Rollups read in one operation; the rollup of a busy day may have some hundred kilobytes. */
export const ROLLUPS_AT_ONCE = 40;

/** Maximum number of KV operations for receipts that are not rolled up yet. */
const MAX_RECEIPT_READS = 200;

/** A time range in milliseconds since the epoch, which is widened to whole hours. */
export interface PeriodRange {
  fromMs: number;
  toMs: number;
}

/**
 * Emissions between two times, widened to whole hours: from the rollups of days and, at both ends, of hours; from
 * receipts for hours without rollups. A month is 31 days and up to 46 hours, 2 or 3 KV operations, regardless of its
 * number of requests.
 */
export async function readEmissions(
  namespace: KVNamespace,
  range: PeriodRange,
): Promise<PeriodEmissions> {
  const [found] = await readPeriods(namespace, [range]);
  return found;
}

/**
 * The emissions of several ranges, which may overlap: what they share is read once.
 * @param known the progress of the rollups, if it is being read already
 */
export async function readPeriods<const Ranges extends readonly PeriodRange[]>(
  namespace: KVNamespace,
  ranges: Ranges,
  known?: Promise<RollUpProgress | null>,
): Promise<{ [Index in keyof Ranges]: PeriodEmissions }> {
  const kv = new MeteredKv(namespace);
  const hours = ranges.map(({ fromMs, toMs }) => ({
    from: hourOf(fromMs),
    to: hourOf(toMs + HOUR_MS - 1),
  }));
  const earliest = Math.min(...hours.map(({ from }) => from));
  const progress = (await (known ?? readProgress(kv))) ?? { final: earliest, through: earliest };
  const keys = hours.map(({ from, to }) => rollupKeys(from, to, progress));
  const [stored, recent] = await Promise.all([
    kv.getMany<Rollup>([...new Set(keys.flat())], ROLLUPS_AT_ONCE),
    readRecent(
      namespace,
      Math.max(earliest, progress.through),
      Math.max(...hours.map(({ to }) => to)),
    ),
  ]);
  const found = hours.map(({ from, to }, at): PeriodEmissions => {
    const rollups = [
      ...(keys[at] ?? []).flatMap((key) => stored.get(key) ?? []),
      ...recent.rollups.flatMap(({ hour, rollup }) => (hour >= from && hour < to ? rollup : [])),
    ];
    return {
      from: new Date(from * HOUR_MS).toISOString(),
      to: new Date(to * HOUR_MS).toISOString(),
      totals: sum(rollups.map(({ all }) => all)),
      // Only as asked: merging every dimension of a month takes longer than reading it.
      by: (dimension) => groupsOf(rollups, dimension),
      isComplete: recent.isComplete,
      kvOperations: kv.operations + recent.operations,
    };
  });
  return found as { [Index in keyof Ranges]: PeriodEmissions };
}

/** The same emissions, grouped in one way. */
export async function emissions(
  namespace: KVNamespace,
  { groupBy, ...range }: { fromMs: number; toMs: number; groupBy: GroupBy },
): Promise<GroupedEmissions> {
  const { by, ...reading } = await readEmissions(namespace, range);
  return { ...reading, groupBy, groups: by(groupBy) };
}

/** The final days that lie completely in the range, and the remaining hours. */
export function rollupKeys(from: number, to: number, { final, through }: RollUpProgress): string[] {
  const keys: string[] = [];
  const end = Math.min(to, through);
  for (let hour = from; hour < end; ) {
    const dayEnd = hour + HOURS_A_DAY;
    if (hour % HOURS_A_DAY === 0 && dayEnd <= Math.min(end, final)) {
      keys.push(dayKey(hour / HOURS_A_DAY));
      hour = dayEnd;
    } else {
      keys.push(hourKey(hour));
      hour++;
    }
  }
  return keys;
}

/** The rollups of the hours that have none yet, from their receipts. */
async function readRecent(namespace: KVNamespace, from: number, to: number) {
  const kv = new MeteredKv(namespace, MAX_RECEIPT_READS);
  const rollups: { hour: number; rollup: Rollup }[] = [];
  let isComplete = true;
  try {
    for await (const receipts of readHours(kv, from, to)) {
      for (const [hour, members] of Map.groupBy(receipts, ({ id }) => hourOf(timeOf(id) ?? 0)))
        rollups.push({ hour, rollup: rollupOf(members) });
    }
  } catch (error) {
    if (!(error instanceof OperationsSpentError)) throw error;
    isComplete = false;
  }
  return { rollups, isComplete, operations: kv.operations };
}

function groupsOf(rollups: readonly Rollup[], groupBy: GroupBy): Group[] {
  const groups = groupBy === "day" ? mergeDays(rollups) : mergeGroups(rollups, groupBy);
  const listed = Object.entries(groups).map(([key, totals]) => ({ key, totals }));
  return groupBy === "day" || groupBy === "hour"
    ? listed.sort((a, b) => (a.key < b.key ? -1 : 1))
    : listed.sort((a, b) => b.totals.totalGrams.value - a.totals.totalGrams.value);
}
