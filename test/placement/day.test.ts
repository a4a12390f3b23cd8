import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ATTRIBUTIONS } from "../../src/grid/attributions.ts";
import { configureSources } from "../../src/grid/configure.ts";
import type { Intensity } from "../../src/grid/intensity.ts";
import { refresh } from "../../src/grid/refresh.ts";
import { resolve, type Snapshot } from "../../src/grid/snapshot.ts";
import { GridStore } from "../../src/grid/store.ts";
import { yearly } from "../../src/grid/yearly.ts";
import { rank } from "../../src/placement/ranking.ts";
import { price } from "../../src/placement/verdict.ts";
import { type Edge, place, type World } from "../../src/region/place.ts";
import { Pool } from "../../src/region/pool.ts";
import { FakeKv } from "../grid/fake-kv.ts";
import { entry, honestProviders, type Ledger } from "../grid/honest-providers.ts";
import {
  BROKEN,
  type Handler,
  type ProviderServer,
  startProvider,
} from "../grid/provider-server.ts";
import { forward, honest, throwing, WORK } from "./stand-ins.ts";
import { loadWith, region } from "./world.ts";

const START_MS = Date.parse("2026-11-23T00:00:00Z");
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;

/** The hours during which each source is broken, one after another. */
const BROKEN_HOURS: Record<string, [number, number]> = {
  "energy-charts": [2, 14],
  neso: [3, 15],
  "electricity-maps": [4, 16],
  eia: [5, 17],
  caiso: [5, 16],
  watttime: [6, 18],
};
const KV_DOWN_HOURS: [number, number] = [20, 22];
/** The hours during which the objects in the north answer with errors. */
const NORTH_DOWN_HOURS: [number, number] = [8, 12];

const REGIONS = [
  region("north", ["SE-SE1"]),
  region("west", ["FR", "GB"]),
  region("pacific", ["US-CAL-CISO"], "wnam"),
  region("east", ["CN"], "apac"),
];
/** Both had the hint west; one was created in Paris, one in London. */
const COLOS = { "west-0": "CDG", "west-1": "LHR" };
const EDGES: Edge[] = [
  { colo: "FRA", country: "DE", caller: undefined },
  { colo: "MAN", country: "GB", caller: undefined },
  { colo: undefined, country: "CN", caller: { latitude: 31.2, longitude: 121.5 } },
];

let nowMs = START_MS;
const ledger: Ledger = new Set();
const providers = honestProviders(() => nowMs, ledger);
const hour = () => (nowMs - START_MS) / 3_600_000;
const during = ([from, to]: [number, number]) => hour() >= from && hour() < to;
// A request that never ends would only cost time.
const faults = Object.entries(BROKEN)
  .filter(([name]) => !["no answer", "an endless drip"].includes(name))
  .map(([, handler]) => handler);
let requests = 0;

const answer: Handler = (request, response) => {
  requests += 1;
  const [, name = ""] = request.url?.split("/") ?? [];
  const isBroken = during(BROKEN_HOURS[name] ?? [0, 0]);
  const handler = isBroken ? faults[requests % faults.length] : providers[name];
  (handler as Handler)(request, response);
};

let server: ProviderServer;
beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  server = await startProvider(answer);
});
afterAll(() => server.close());

const load = loadWith({ maxAddedLatencyMs: 500 });

test("a day in which every source fails in turn: each request is placed, by figures that are true", async () => {
  const kv = new FakeKv();
  const urls = Object.fromEntries(
    Object.keys(ATTRIBUTIONS).map((name) => [name, `${server.url}/${name}`]),
  );
  const sources = configureSources({
    ELECTRICITY_MAPS_KEY: "k",
    ELECTRICITY_MAPS_ZONES: "SE-SE1",
    EIA_KEY: "k",
    WATTTIME_USER: "u",
    WATTTIME_PASSWORD: "p",
    GRID_BASE_URLS: JSON.stringify(urls),
  });
  const serving = new GridStore(kv, () => nowMs);
  const pool = new Pool(2, () => nowMs);
  const zones = ["DE", ...REGIONS.flatMap((one) => one.zones)];
  const kinds = new Map<string, Set<string>>();
  const ran: Record<string, number> = {};

  for (let quarter = 0; quarter < 96; quarter++) {
    nowMs = START_MS + quarter * QUARTER_MS;
    kv.failing = during(KV_DOWN_HOURS);
    await refresh(zones, sources, new GridStore(kv, () => nowMs), {
      fetch,
      now: () => nowMs,
      sleep: async () => undefined,
      colos: COLOS,
    });
    for (const sinceMs of [0, 7 * MINUTE_MS, 14 * MINUTE_MS]) {
      nowMs = START_MS + quarter * QUARTER_MS + sinceMs;
      const snapshot = await serving.read();
      const called = server.requests.length;
      for (const edge of EDGES) {
        const world = worldOf(snapshot, pool);
        const { placement, targets } = place(load, edge, world);
        checkPlacement(placement, edge, snapshot);
        for (const standing of rank(world)) {
          const label = checkFigure(standing.zone, standing.intensity, snapshot);
          const seen = kinds.get(standing.zone) ?? new Set();
          kinds.set(standing.zone, seen.add(`${Math.floor(hour())} ${label}`));
        }
        const caller = new AbortController().signal;
        const { result } = await forward(targets, WORK, { pool, deadlineMs: 1_000, caller });
        const where = result?.region.id ?? "edge";
        ran[where] = (ran[where] ?? 0) + 1;
        if (where === "north") expect(during(NORTH_DOWN_HOURS)).toBe(false);
      }
      expect(server.requests.length).toBe(called);
    }
  }

  const labels = (zone: string, at: number) =>
    [...(kinds.get(zone) ?? [])].filter((one) => one.startsWith(`${at} `));
  expect(labels("FR", 1)).toContain("1 live");
  expect(labels("FR", 4)).toEqual(["4 forecast"]);
  for (const zone of ["FR", "GB", "SE-SE1", "US-CAL-CISO"]) {
    expect(labels(zone, 13), zone).toEqual(["13 yearly"]);
    expect(labels(zone, 19), zone).toContain("19 live");
  }
  expect(labels("CN", 1)).toEqual(["1 yearly"]);
  // The day exercised all cases: work moved, work stayed, and the north was missed while it was down.
  expect(Object.values(ran).reduce((sum, count) => sum + count, 0)).toBe(96 * 3 * EDGES.length);
  expect(Object.keys(ran).length).toBeGreaterThanOrEqual(3);
  expect(ran.edge).toBeGreaterThan(0);
  expect(ran.north).toBeGreaterThan(0);
}, 60_000);

function worldOf(snapshot: Snapshot, pool: Pool): World {
  return {
    regions: REGIONS,
    knownColos: snapshot.colos,
    pool,
    holdoutShare: 0.02,
    intensityOf: (zone) => resolve(snapshot, zone, nowMs),
    backendOf: ({ id }) =>
      id === "north" && during(NORTH_DOWN_HOURS) ? throwing(new Error("down")) : honest(id),
  };
}

/** Every figure in it was sent for this time, and every move saves emissions. */
function checkPlacement(
  placement: ReturnType<typeof place>["placement"],
  edge: Edge,
  snapshot: Snapshot,
): void {
  expect(placement.candidates).toHaveLength(2 * REGIONS.length);
  for (const { zone, gramsPerKwh } of placement.candidates) {
    expect(gramsPerKwh).toBeCloseTo(meanOf(zone, snapshot), 9);
  }
  const zone = edge.country ?? "";
  const intensity = resolve(snapshot, zone, nowMs) ?? null;
  checkFigure(zone, intensity, snapshot);
  const { staying } = price({
    cpuSeconds: load.cpuSeconds,
    backboneBytes: load.backboneBytes,
    edge: { zone, intensity, pue: 1.2 },
    maxAddedLatencyMs: 500,
  });
  expect(placement.stayingGrams).toBeCloseTo(staying ?? Number.NaN, 12);
  const chosen = placement.candidates.find(({ instance }) => instance === placement.instance);
  expect(chosen !== undefined).toBe(placement.ran === "region");
  if (chosen) expect(chosen.expectedGrams).toBeLessThan(placement.stayingGrams ?? 0);
}

const meanOf = (zone: string, snapshot: Snapshot): number => {
  const parts = zone.split("+").map((part) => checked(part, resolve(snapshot, part, nowMs)));
  return parts.reduce((sum, { gramsPerKwh }) => sum + gramsPerKwh, 0) / parts.length;
};

/** The figure and label of a zone or a blend; the label of a blend is that of its weakest part. */
function checkFigure(zone: string, found: Intensity | null, snapshot: Snapshot): string {
  const labels = zone.split("+").map((part) => checked(part, resolve(snapshot, part, nowMs)).kind);
  const weakest = (["yearly", "forecast", "live"] as const).find((kind) => labels.includes(kind));
  expect(found?.kind).toBe(weakest);
  expect(found?.signal).toBe("average");
  expect(found?.gramsPerKwh).toBeCloseTo(meanOf(zone, snapshot), 9);
  return found?.kind ?? "nothing";
}

/** Sent by a provider for exactly this time, or the yearly mean and labeled as such. */
function checked(zone: string, found: Intensity | undefined): Intensity {
  if (found === undefined) throw new Error(`nothing for ${zone} at hour ${hour()}`);
  if (found.kind === "yearly") expect(found).toEqual(yearly(zone));
  else {
    const { source, kind, validFrom, gramsPerKwh } = found;
    const sent = entry(source, zone, kind, Date.parse(validFrom), gramsPerKwh);
    expect(ledger.has(sent), sent).toBe(true);
    expect(Date.parse(validFrom)).toBeLessThanOrEqual(nowMs);
    const graceMs = kind === "live" ? 180 * MINUTE_MS : 0;
    expect(nowMs - Date.parse(found.validTo)).toBeLessThan(graceMs);
  }
  return found;
}
