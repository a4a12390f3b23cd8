import { blend } from "../../grid/blend.ts";
import { find } from "../../ledger/find.ts";
import { type Filter, InvalidPageError, page, type ReceiptPage } from "../../ledger/page.ts";
import { type Group, readPeriods } from "../../ledger/query.ts";
import type { RollUpProgress } from "../../ledger/roll-up.ts";
import { NO_KEY } from "../../ledger/sums.ts";
import { NOTHING } from "../../ledger/totals.ts";
import { colos } from "../../placement/colos.ts";
import type { Coordinates } from "../../placement/latency.ts";
import { rank } from "../../placement/ranking.ts";
import type { World } from "../../region/place.ts";
import { toBand } from "../../tail/reconcile.ts";
import { readTallies } from "../../tail/tally.ts";
import { type AnalyticsQuery, FILTERS, type Filters } from "./address.ts";
import { areas, MAP_HOURS } from "./areas.ts";
import type { GridView, LedgerView, Route } from "./view.ts";
import { startOfDay, startOfMonth, steps, type Window } from "./window.ts";

const RECEIPTS = 20;
const HOUR_MS = 3_600_000;

/**
 * Reads the figures of the ledger that the page shows.
 * @throws the error of KV if it cannot be read
 */
export async function readLedger(
  kv: KVNamespace,
  {
    window,
    query,
    nowMs,
    progress,
    regions,
  }: {
    window: Window;
    query: AnalyticsQuery;
    nowMs: number;
    progress: Promise<RollUpProgress | null>;
    regions: World["regions"];
  },
): Promise<LedgerView> {
  const filter = Object.fromEntries(FILTERS.map((name) => [name, query[name]])) as Filters;
  const [[shown, today, month], latest, tallies] = await Promise.all([
    readPeriods(
      kv,
      [
        { fromMs: window.from, toMs: window.to },
        { fromMs: startOfDay(nowMs), toMs: nowMs },
        { fromMs: startOfMonth(nowMs), toMs: nowMs },
      ],
      progress,
    ),
    latestOf(kv, { ...filter, ...withinRange(window, nowMs) }, query.cursor),
    readTallies(kv),
  ]);
  return {
    totals: shown.totals,
    today: today.totals,
    month: month.totals,
    series: filled(window, shown.by(window.groupBy)),
    splits: {
      model: shown.by("model"),
      weight: shown.by("weight"),
      placement: shown.by("placement"),
      zone: shown.by("zone"),
      ...withKeys(shown.by("key")),
    },
    receipts: latest.receipts,
    cursor: latest.cursor,
    asked: await findAsked(kv, query.receipt, latest.receipts),
    routes: shown.by("route").flatMap((group) => routeOf(group, regions) ?? []),
    bands: [...tallies].map(([name, found]) => toBand(name, found)),
    isComplete: shown.isComplete && today.isComplete && month.isComplete,
  };
}

/** The page of receipts at a cursor; for an invalid cursor, the newest page. */
async function latestOf(kv: KVNamespace, filter: Filter, cursor?: string): Promise<ReceiptPage> {
  try {
    return await page(kv, { limit: RECEIPTS, filter, ...(cursor && { cursor }) });
  } catch (error) {
    if (!(error instanceof InvalidPageError)) throw error;
    return page(kv, { limit: RECEIPTS, filter });
  }
}

/** The receipts of a window. One that ends later than now needs no end, and is read faster without it. */
const withinRange = ({ from, to }: Window, nowMs: number): Pick<Filter, "fromMs" | "toMs"> => ({
  fromMs: from,
  ...(to < nowMs && { toMs: to }),
});

/** A deployment without API keys does not need a split by key. */
const withKeys = (key: Group[]): Pick<LedgerView["splits"], "key"> =>
  key.some((group) => group.key !== NO_KEY) ? { key } : {};

/**
 * The regions in ranked order, with their positions on the map, and the grids of this hour and the following ones.
 * @param worldAt the state of the world at a time in milliseconds since the epoch
 */
export function readGrid(worldAt: (atMs: number) => World, nowMs: number): GridView {
  const world = worldAt(nowMs);
  const lookups = Array.from(
    { length: MAP_HOURS },
    (_, hour) => worldAt(nowMs + hour * HOUR_MS).intensityOf,
  );
  return {
    standings: rank(world),
    areas: areas(lookups),
    hoursOf: ({ zone }) => {
      const hours = lookups.flatMap((lookup) => blend(zone, lookup)?.gramsPerKwh ?? []);
      return hours.some((one) => one !== hours[0]) ? hours : [];
    },
    placeOf: ({ colo, region }) =>
      colos.get(colo ?? "") ?? world.regions.find(({ id }) => id === region),
  };
}

/** The hours or days of a window, with zeros if nothing was summarized. */
function filled(window: Window, groups: Group[]): LedgerView["series"] {
  const known = new Map(groups.map(({ key, totals }) => [key, totals]));
  const keyOf = (ms: number) =>
    new Date(ms).toISOString().slice(0, window.groupBy === "hour" ? 13 : 10);
  return steps(window).map((startMs) => ({
    startMs,
    totals: known.get(keyOf(startMs)) ?? NOTHING,
  }));
}

async function findAsked(
  kv: KVNamespace,
  id: string | undefined,
  shown: LedgerView["receipts"],
): Promise<LedgerView["asked"]> {
  if (!id || shown.some((receipt) => receipt.id === id)) return null;
  return (await find(kv, id)) ?? null;
}

/** "CDG>eeur" as a line on the map; null if either end is unknown. */
function routeOf({ key, totals }: Group, regions: World["regions"]): Route | null {
  const [colo = "", id = ""] = key.split(">");
  const from: Coordinates | undefined = colos.get(colo);
  const to: Coordinates | undefined = regions.find((region) => region.id === id);
  if (!from || !to) return null;
  const { requests, totalGrams, counterfactualGrams } = totals;
  return {
    colo,
    region: id,
    from,
    to,
    requests,
    grams: totalGrams.value,
    stayingGrams: counterfactualGrams,
  };
}
