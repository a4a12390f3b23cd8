import { hourOf, timeOf } from "./key.ts";
import { MeteredKv } from "./metered.ts";
import { ROLLUPS_AT_ONCE, rollupKeys } from "./query.ts";
import { readHours } from "./read-hours.ts";
import { readProgress } from "./roll-up.ts";
import { type Groups, type Rollup, rollupOf } from "./sums.ts";
import { sum } from "./totals.ts";

/** Totals by region of all hours before one, in hours since the epoch. */
interface Base {
  before: number;
  regions: Groups;
}

const BASE_KEY = "rollup/counters";
const FIRST_HOUR_PREFIX = "rollup/hour/";

/**
 * Totals by region since the ledger began. A later reading is never lower, which counters must not be: it counts a
 * receipt only `settledMs` after its time, when KV's lists have it, and everything before the last final hour comes
 * from a sum that is stored and only added to. Reading takes 3 KV operations, those for receipts that are not rolled up
 * yet, and a write an hour. A receipt that was written more than two hours late is in the totals of its hour, but not
 * here.
 * @throws OperationsSpentError if too many hours are not rolled up yet
 */
export async function readCounters(
  namespace: KVNamespace,
  nowMs: number,
  settledMs: number,
): Promise<Groups> {
  const kv = new MeteredKv(namespace);
  const until = nowMs - settledMs;
  const end = hourOf(nowMs) + 1;
  const progress = (await readProgress(kv)) ?? undefined;
  const base = (await kv.get<Base>(BASE_KEY)) ?? { before: await firstHour(kv, end), regions: {} };
  const { before, regions } = base;
  const final = Math.max(before, progress?.final ?? before);
  const through = Math.max(final, progress?.through ?? final);

  const keysOf = (from: number, to: number) =>
    progress ? rollupKeys(from, to, { ...progress, through }) : [];
  const settled = keysOf(before, final);
  const open = keysOf(final, through);
  const stored = await kv.getMany<Rollup>([...settled, ...open], ROLLUPS_AT_ONCE);
  const regionsOf = (keys: readonly string[]): Groups[] =>
    keys.map((key) => stored.get(key)?.by.region ?? {});

  const next = { before: final, regions: add([regions, ...regionsOf(settled)]) };
  if (final > before) await kv.put(BASE_KEY, JSON.stringify(next));
  const recent: Groups[] = [];
  for await (const receipts of readHours(kv, through, end)) {
    const visible = receipts.filter(({ id }) => (timeOf(id) ?? 0) <= until);
    recent.push(rollupOf(visible).by.region);
  }
  return add([next.regions, ...regionsOf(open), ...recent]);
}

/** The hour of the oldest rollup; without rollups, as far back as the first run of them goes. */
async function firstHour(kv: MeteredKv, end: number): Promise<number> {
  const { keys } = await kv.list({ prefix: FIRST_HOUR_PREFIX, limit: 1 });
  const name = keys[0]?.name.slice(FIRST_HOUR_PREFIX.length);
  const oldest = name === undefined ? end - 48 : hourOf(Date.parse(`${name}:00:00Z`));
  return Math.min(oldest, end);
}

function add(all: readonly Groups[]): Groups {
  const names = [...new Set(all.flatMap(Object.keys))].sort();
  return Object.fromEntries(
    names.map((name) => [name, sum(all.flatMap((groups) => groups[name] ?? []))]),
  );
}
