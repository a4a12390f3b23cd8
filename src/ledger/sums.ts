import { DIMENSIONS, type Dimension } from "../contract/ledger-queries.ts";
import { HOUR_MS } from "./key.ts";
import type { Receipt } from "./receipt.ts";
import { NOTHING, sum, type Totals, totalsOf } from "./totals.ts";

/** An id always ends in a hyphen and six letters. */
export const NO_KEY = "none";

/** The key of a receipt in each dimension; each has a bounded number of keys. */
const KEYS = {
  hour: ({ at }: Receipt) => at.slice(0, 13),
  region: ({ region }: Receipt) => region ?? "edge",
  zone: ({ grid }: Receipt) => grid.zone,
  model: ({ model }: Receipt) => model,
  placement: ({ ran }: Receipt) => ran,
  weight: ({ weight }: Receipt) => weight,
  /** Public ids of API keys; requests without a key use "none", which cannot be an id. */
  key: ({ key }: Receipt) => key ?? NO_KEY,
  /** The places where a request arrived and ran: "CDG>eeur". Requests that stayed have no entry. */
  route: ({ colo, region }: Receipt) => (region === null ? undefined : `${colo}>${region}`),
} as const satisfies Record<Dimension, (receipt: Receipt) => string | undefined>;

export type Groups = Record<string, Totals>;

/** The emissions of an hour, a day or any set of requests, in total and by each dimension. */
export interface Rollup {
  all: Totals;
  by: Record<Dimension, Groups>;
}

const emptyGroups = (): Record<Dimension, Groups> => ({
  hour: {},
  region: {},
  zone: {},
  model: {},
  placement: {},
  weight: {},
  key: {},
  route: {},
});

export const EMPTY_ROLLUP: Rollup = { all: NOTHING, by: emptyGroups() };

/** The rollup of receipts. Each receipt must occur only once. */
export function rollupOf(receipts: readonly Receipt[]): Rollup {
  const totals = receipts.map(totalsOf);
  const by = emptyGroups();
  for (const dimension of DIMENSIONS) {
    const members = Map.groupBy(receipts.keys(), (index) =>
      KEYS[dimension](receipts[index] as Receipt),
    );
    for (const [key, indices] of members) {
      if (key !== undefined) by[dimension][key] = sum(indices.map((at) => totals[at] as Totals));
    }
  }
  return { all: sum(totals), by };
}

/** The rollup of all receipts that any of these rollups contains. */
export function mergeRollups(rollups: readonly Rollup[]): Rollup {
  const by = emptyGroups();
  for (const dimension of DIMENSIONS) by[dimension] = mergeGroups(rollups, dimension);
  return { all: sum(rollups.map(({ all }) => all)), by };
}

/** The groups of one dimension in all of these rollups: a fraction of the work of merging the rollups. */
export function mergeGroups(rollups: readonly Rollup[], dimension: Dimension): Groups {
  const members = Map.groupBy(
    rollups.flatMap((rollup) => Object.entries(groupsIn(rollup, dimension))),
    ([key]) => key,
  );
  return Object.fromEntries(
    [...members].map(([key, of]) => [key, sum(of.map(([, totals]) => totals))]),
  );
}

/** The totals of each day, by its name; each of the rollups must be of one hour or one day. */
export function mergeDays(rollups: readonly Rollup[]): Groups {
  const days = Map.groupBy(rollups, ({ by }) => Object.keys(by.hour)[0]?.slice(0, 10) ?? "");
  days.delete("");
  return Object.fromEntries(
    [...days].map(([day, members]) => [day, sum(members.map(({ all }) => all))]),
  );
}

/** A rollup from before keys existed contains only requests without one. */
function groupsIn({ all, by }: Rollup, dimension: Dimension): Groups {
  const groups: Groups | undefined = by[dimension];
  if (groups) return groups;
  return dimension === "key" && all.requests > 0 ? { [NO_KEY]: all } : {};
}

/** ISO 8601 to the hour: the key of an hour's group and rollup. */
export const hourName = (hour: number): string =>
  new Date(hour * HOUR_MS).toISOString().slice(0, 13);
export const dayName = (day: number): string =>
  new Date(day * 24 * HOUR_MS).toISOString().slice(0, 10);

export const hourKey = (hour: number): string => `rollup/hour/${hourName(hour)}`;
export const dayKey = (day: number): string => `rollup/day/${dayName(day)}`;
