import type { Intensity } from "../../../src/grid/intensity.ts";
import { yearly } from "../../../src/grid/yearly.ts";
import { type Account, account } from "../../../src/ledger/account.ts";
import { newId } from "../../../src/ledger/key.ts";
import type { Receipt } from "../../../src/ledger/receipt.ts";
import { merge, NOTHING, totalsOf } from "../../../src/ledger/totals.ts";
import type { Standing } from "../../../src/placement/ranking.ts";
import { DEFAULT_REGIONS } from "../../../src/placement/regions.ts";
import { areas } from "../../../src/site/analytics/areas.ts";
import { MESSAGES } from "../../../src/site/analytics/messages.ts";
import type { GridView, LedgerView, View } from "../../../src/site/analytics/view.ts";
import { readWindow, steps } from "../../../src/site/analytics/window.ts";

export const NOW_MS = Date.UTC(2026, 10, 23, 15, 20);
const HOUR_MS = 3_600_000;

export const ASSETS = {
  "analytics.css": "/static/analytics.css",
  "analytics.js": "/static/analytics.js",
  "world.svg": "/static/world.svg",
  "font.woff2": "/static/font.woff2",
};

const at = (zone: string, gramsPerKwh: number, kind: "live" | "yearly" = "live"): Intensity => ({
  zone,
  gramsPerKwh,
  kind,
  signal: "average",
  validFrom: new Date(NOW_MS - 600_000).toISOString(),
  validTo: new Date(NOW_MS + 300_000).toISOString(),
  source: "fixture",
  isEstimated: false,
});

/** The receipt of a request of `cpuSeconds`, `hoursAgo` hours before now. */
export function receiptOf(
  cpuSeconds: number,
  hoursAgo: number,
  changes: Partial<Omit<Account, "request">> & { request?: Partial<Account["request"]> } = {},
): Receipt {
  const ms = NOW_MS - hoursAgo * HOUR_MS;
  const { request, ...rest } = changes;
  return account({
    cpuSeconds: { stayed: cpuSeconds, edge: cpuSeconds / 10, region: cpuSeconds },
    accessBytes: 9_000,
    backboneBytes: 0,
    edge: at("DE", 400),
    region: null,
    ...rest,
    request: {
      id: newId(ms),
      at: new Date(ms).toISOString(),
      model: "nano",
      language: "en",
      weight: cpuSeconds > 0.05 ? "heavy" : "light",
      colo: "FRA",
      isHoldout: false,
      latencyMs: 40,
      isForced: false,
      isSimulated: false,
      key: null,
      inputTokens: Math.round(cpuSeconds * 100_000),
      outputTokens: 70,
      ...request,
    },
  });
}

/** Moved to a clean region, with a saving. */
export const movedReceipt = (hoursAgo: number): Receipt =>
  receiptOf(12, hoursAgo, {
    backboneBytes: 12_000,
    region: { id: "weur", pue: 1.2, intensity: at("FR", 30) },
    request: { model: "writer", inputTokens: 900 },
  });

/** A move was due, but it was randomly kept at the edge. */
export const heldOutReceipt = (hoursAgo: number): Receipt =>
  receiptOf(11, hoursAgo, { request: { model: "writer", isHoldout: true, inputTokens: 880 } });

export const STANDINGS: Standing[] = DEFAULT_REGIONS.map((region) => {
  const zone = region.zones[0] as string;
  return {
    region: region.id,
    instance: `${region.id}-0`,
    kind: "durable-object" as const,
    state: "ready" as const,
    colo: null,
    zone,
    basis: "hint" as const,
    pue: 1.2,
    intensity: yearly(zone) ?? null,
  };
});

export const GRID: GridView = {
  standings: STANDINGS,
  areas: areas([yearly]),
  hoursOf: () => [],
  placeOf: ({ region }) => DEFAULT_REGIONS.find(({ id }) => id === region),
};

/** The ledger of these receipts in the page's default window. */
export function ledgerOf(receipts: readonly Receipt[]): LedgerView {
  const window = readWindow({}, NOW_MS);
  const total = (chosen: readonly Receipt[]) => chosen.map(totalsOf).reduce(merge, NOTHING);
  const by = (key: (receipt: Receipt) => string) =>
    [...new Set(receipts.map(key))].map((value) => ({
      key: value,
      totals: total(receipts.filter((receipt) => key(receipt) === value)),
    }));
  return {
    totals: total(receipts),
    today: total(receipts),
    month: total(receipts),
    series: steps(window).map((startMs) => ({
      startMs,
      totals: total(
        receipts.filter(({ at }) => Math.floor(Date.parse(at) / HOUR_MS) * HOUR_MS === startMs),
      ),
    })),
    splits: {
      model: by(({ model }) => model),
      weight: by(({ weight }) => weight),
      placement: by(({ ran }) => ran),
      zone: by(({ grid }) => grid.zone),
    },
    receipts,
    cursor: null,
    bands: [],
    isComplete: true,
    asked: null,
    routes: receipts.some(({ ran }) => ran === "region")
      ? [
          {
            colo: "FRA",
            region: "weur",
            from: { latitude: 50.03, longitude: 8.57 },
            to: { latitude: 52.31, longitude: 4.76 },
            requests: receipts.filter(({ ran }) => ran === "region").length,
            grams: 1,
            stayingGrams: 2,
          },
        ]
      : [],
  };
}

export const viewOf = (changes: Partial<View> = {}): View => ({
  nowMs: NOW_MS,
  window: readWindow({}, NOW_MS),
  query: {},
  language: "en",
  messages: MESSAGES.en,
  assets: ASSETS,
  ledger: ledgerOf([]),
  grid: GRID,
  ...changes,
});
