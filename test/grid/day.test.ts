import { afterAll, beforeAll, expect, test } from "vitest";
import { ATTRIBUTIONS } from "../../src/grid/attributions.ts";
import { configureSources } from "../../src/grid/configure.ts";
import type { Intensity } from "../../src/grid/intensity.ts";
import { refresh } from "../../src/grid/refresh.ts";
import { resolve } from "../../src/grid/snapshot.ts";
import { GridStore } from "../../src/grid/store.ts";
import { yearly } from "../../src/grid/yearly.ts";
import { FakeKv } from "./fake-kv.ts";
import { entry, honestProviders, type Ledger } from "./honest-providers.ts";
import { BROKEN, type Handler, type ProviderServer, startProvider } from "./provider-server.ts";

const START_MS = Date.parse("2026-11-23T00:00:00Z");
const QUARTER_MS = 900_000;
/** Of each operator its own zone. */
const OPERATED: Record<string, string> = {
  caiso: "US-CAL-CISO",
  ercot: "US-TEX-ERCO",
  nyiso: "US-NY-NYIS",
  miso: "US-MIDW-MISO",
  spp: "US-CENT-SWPP",
  "hydro-quebec": "CA-QC",
  entsoe: "SE-SE3",
};
const ZONES = ["DE", "FR", "GB", "SE-SE1", "US-SW-PNM", "CN", "CN-YN", ...Object.values(OPERATED)];
const SOURCES = Object.keys(ATTRIBUTIONS);

/** The hours during which each source is broken: one after another, then all, then none. */
const BROKEN_HOURS: Record<string, [number, number]> = {
  "energy-charts": [2, 14],
  neso: [3, 15],
  "electricity-maps": [4, 16],
  eia: [5, 17],
  watttime: [6, 18],
  ...Object.fromEntries(Object.keys(OPERATED).map((name, at) => [name, [6 + at / 2, 15]])),
};
const KV_DOWN_HOURS = [20, 21];

let nowMs = START_MS;
const ledger: Ledger = new Set();
const honest = honestProviders(() => nowMs, ledger);
const hour = () => (nowMs - START_MS) / 3_600_000;
// Timeouts are tested in faults.test.ts; here they would only cost time.
const faults = Object.entries(BROKEN)
  .filter(([name]) => !["no answer", "an endless drip"].includes(name))
  .map(([, handler]) => handler);
let requests = 0;

/** A broken source changes its answer with every request. */
const server: Handler = (request, response) => {
  requests += 1;
  const [, name = ""] = request.url?.split("/") ?? [];
  const [from, to] = BROKEN_HOURS[name] as [number, number];
  const fault = faults[requests % faults.length] as Handler;
  const handler = hour() >= from && hour() < to ? fault : (honest[name] as Handler);
  handler(request, response);
};

let provider: ProviderServer;
beforeAll(async () => {
  provider = await startProvider(server);
});
afterAll(() => provider.close());

test("a day in which every source fails in turn: every figure was sent for that time, every label is true", async () => {
  const kv = new FakeKv();
  const urls = Object.fromEntries(SOURCES.map((name) => [name, `${provider.url}/${name}`]));
  const sources = configureSources({
    ELECTRICITY_MAPS_KEY: "k",
    ELECTRICITY_MAPS_ZONES: "SE-SE1",
    EIA_KEY: "k",
    ENTSOE_TOKEN: "t",
    WATTTIME_USER: "u",
    WATTTIME_PASSWORD: "p",
    GRID_BASE_URLS: JSON.stringify(urls),
  });
  const tools = { fetch, now: () => nowMs, sleep: async () => undefined };
  const seen: Record<string, Set<string>> = {};
  const callsByHour = new Array<number>(24).fill(0);
  // The isolate that serves requests lives all day; the cron's isolate is new each time.
  const serving = new GridStore(kv, () => nowMs);

  for (let quarter = 0; quarter < 96; quarter += 1) {
    nowMs = START_MS + quarter * QUARTER_MS;
    kv.failing = KV_DOWN_HOURS.includes(Math.floor(hour()));
    const cron = new GridStore(kv, () => nowMs);
    const report = await refresh(ZONES, sources, cron, tools);
    callsByHour[Math.floor(hour())] = (callsByHour[Math.floor(hour())] ?? 0) + report.calls;

    for (const sinceMs of [0, 7 * 60_000, 14 * 60_000]) {
      nowMs = START_MS + quarter * QUARTER_MS + sinceMs;
      const snapshot = await serving.read();
      for (const zone of ZONES) {
        const found = resolve(snapshot, zone, nowMs);
        check(zone, found);
        seen[zone] = (seen[zone] ?? new Set()).add(`${Math.floor(hour())} ${found?.kind}`);
        const marginal = resolve(snapshot, zone, nowMs, "marginal");
        if (marginal !== undefined) check(zone, marginal);
      }
    }
  }

  const during = (zone: string, at: number) =>
    [...(seen[zone] ?? [])]
      .filter((one) => one.startsWith(`${at} `))
      .map((one) => one.split(" ")[1]);
  for (const zone of ["DE", "FR", "GB", "SE-SE1", ...Object.values(OPERATED)]) {
    expect(during(zone, 1), zone).toContain("live");
    expect(during(zone, 13), zone).toEqual(["yearly"]);
    expect(during(zone, 19), zone).toContain("live");
  }
  expect(during("GB", 4)).toEqual(["forecast"]);
  // Energy-Charts is broken by then, ENTSO-E not yet.
  expect(during("DE", 4)).toContain("live");
  // Without its operator California has the marginal forecast, which is never taken for an average.
  expect(during("US-CAL-CISO", 14)).toEqual(["yearly"]);
  // A day's mean stands through a day without newer ones.
  for (const at of [1, 13, 19]) expect(during("US-SW-PNM", at)).toEqual(["daily"]);
  expect(during("CN-YN", 1)).toEqual(["yearly"]);
  expect(during("CN", 1)).toEqual(["yearly"]);
  // Circuit breakers avoid calls to dead sources.
  expect(callsByHour[12]).toBeLessThan((callsByHour[1] ?? 0) / 2);
  expect(kv.reads).toBeLessThanOrEqual(96 * (1 + 3));
}, 60_000);

/** Labeled correctly, and either sent by a provider for exactly this time or the yearly mean. */
function check(zone: string, found: Intensity | undefined): void {
  if (found === undefined) throw new Error(`nothing for ${zone} at hour ${hour()}`);
  if (found.kind === "yearly") {
    expect(found).toEqual(yearly(zone));
    return;
  }
  const { source, kind, gramsPerKwh } = found;
  const sent = entry(source, zone, kind, Date.parse(found.validFrom), gramsPerKwh);
  expect(ledger.has(sent), sent).toBe(true);
  expect(found.signal).toBe(source === "watttime" ? "marginal" : "average");
  expect(Date.parse(found.validFrom)).toBeLessThanOrEqual(nowMs);
  const graceMinutes: Record<string, number> = {
    "energy-charts": 30,
    neso: 30,
    "electricity-maps": 60,
    "hydro-quebec": 120,
    entsoe: 180,
    eia: 72 * 60,
    ...Object.fromEntries(["caiso", "ercot", "nyiso", "miso", "spp"].map((name) => [name, 60])),
  };
  const lateMs = nowMs - Date.parse(found.validTo);
  expect(lateMs).toBeLessThan(kind === "forecast" ? 0 : (graceMinutes[source] ?? 0) * 60_000);
}
