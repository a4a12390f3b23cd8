import type { Intensity } from "../../src/grid/intensity.ts";
import type { LocationHint, Region } from "../../src/placement/regions.ts";
import type { Backend } from "../../src/region/backend.ts";
import type { Edge, Load, World } from "../../src/region/place.ts";
import { Pool } from "../../src/region/pool.ts";

export const region = (
  id: string,
  zones: string[],
  locationHint: LocationHint = "weur",
): Region => ({
  id,
  backend: { kind: "durable-object", locationHint },
  zones,
  pue: 1.2,
  latitude: 50,
  longitude: 5,
});

export const grid = (
  zone: string,
  gramsPerKwh: number,
  rest: Partial<Intensity> = {},
): Intensity => ({
  zone,
  gramsPerKwh,
  kind: "live",
  signal: "average",
  validFrom: "2026-11-23T12:00:00.000Z",
  validTo: "2026-11-23T12:15:00.000Z",
  source: "meter",
  isEstimated: false,
  ...rest,
});

export const silent: Backend = { fetch: () => new Promise(() => undefined) };

/** Regions west (NL or GB) and north (SE-SE3), one object each, with clean power in the north. */
export function worldWith(changes: Partial<World> = {}): World {
  const known = [grid("DE", 400), grid("NL", 300), grid("GB", 200), grid("SE-SE3", 25)];
  const all = [...known, grid("FR", 30), grid("PL", 700)];
  return {
    regions: [region("west", ["NL", "GB"]), region("north", ["SE-SE3"])],
    knownColos: {},
    pool: new Pool(1),
    holdoutShare: 0,
    backendOf: () => silent,
    intensityOf: (zone) => all.find((one) => one.zone === zone),
    ...changes,
  };
}

export const FRANKFURT: Edge = { colo: "FRA", country: "DE", caller: undefined };

/** Heavy work on a text of 12 kB without a fixed place. */
export const loadWith = (changes: Partial<Load> = {}): Load => ({
  cpuSeconds: { stayed: 10, edge: 0.002, region: 10 },
  backboneBytes: 12_000,
  wanted: "auto",
  maxAddedLatencyMs: undefined,
  holdoutDraw: 0.5,
  ...changes,
});
