import {
  averageOf,
  best,
  byLocations,
  forecastOf,
  type KnownFigures,
} from "../../src/api/dialects/carbon-aware/answers.ts";
import {
  CarbonAwareQueryError,
  type QueryParameters,
  readAverage,
  readAverageBatch,
  readByLocation,
  readByLocations,
  readForecastBatch,
  readForecasts,
} from "../../src/api/dialects/carbon-aware/query.ts";
import { PROBLEM_STATUS } from "../../src/contract/refused.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "../../src/grid/snapshot.ts";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";

export const T0 = Date.parse("2026-11-23T12:00:00Z");
const MINUTE_MS = 60_000;
export const NOW = T0 + 5 * MINUTE_MS;

export const iso = (minute: number) => new Date(T0 + minute * MINUTE_MS).toISOString();
export const point = (from: number, to: number, gramsPerKwh: number): [number, number, number] => [
  T0 / 1_000 + from * 60,
  T0 / 1_000 + to * 60,
  gramsPerKwh,
];
export const forecast = (source: string, ...points: [number, number, number][]) => ({
  source,
  isEstimated: false,
  points,
});
export const live = (
  zone: string,
  from: number,
  to: number,
  gramsPerKwh: number,
  graceMinutes: number,
) => ({
  goodUntil: iso(to + graceMinutes),
  reading: {
    zone,
    gramsPerKwh,
    kind: "live" as const,
    signal: "average" as const,
    validFrom: iso(from),
    validTo: iso(to),
    source: "meter",
    isEstimated: false,
  },
});

/** DE: live, then a forecast in quarter hours; GB: a forecast in half hours; NL, FR: yearly means. */
const SNAPSHOT: Snapshot = {
  ...EMPTY_SNAPSHOT,
  savedAt: iso(4),
  zones: {
    DE: {
      average: {
        live: live("DE", -15, 0, 300, 30),
        forecast: forecast(
          "wind-model",
          point(0, 15, 240),
          point(15, 30, 200),
          point(30, 45, 220),
          point(45, 60, 200),
        ),
      },
    },
    GB: { average: { forecast: forecast("island-model", point(0, 30, 100), point(30, 60, 80)) } },
    "US-CAL-CISO": { marginal: { forecast: forecast("marginal-model", point(0, 60, 1)) } },
  },
  askedMs: { "wind-model": { DE: T0 - 30 * MINUTE_MS }, "island-model": { GB: T0 } },
};

const REGIONS = new Map([
  ["north", ["DE", "GB"]],
  ["west", ["DE", "NL"]],
  ["void", ["ZZ"]],
  ["half", ["DE", "ZZ"]],
]);
export const zonesOf = (location: string) =>
  REGIONS.get(location) ?? (YEARLY_ZONES.includes(location) ? [location] : undefined);

const HOUR: KnownFigures = { snapshot: SNAPSHOT, nowMs: NOW, zonesOf };

/** Every call, by its query or body, of what is known in {@link HOUR} or of another snapshot. */
export const askOf = (known: KnownFigures) => {
  const { nowMs } = known;
  const bodies = <T>(all: readonly { body: T }[]): T[] => all.map(({ body }) => body);
  return {
    best: (query: QueryParameters) => {
      const { locations, range } = readByLocations(query, nowMs);
      return best(known, locations, range).body;
    },
    byLocations: (query: QueryParameters) => {
      const { locations, range } = readByLocations(query, nowMs);
      return byLocations(known, locations, range).body;
    },
    byLocation: (query: QueryParameters) => {
      const { locations, range } = readByLocation(query, nowMs);
      return byLocations(known, locations, range).body;
    },
    forecasts: (query: QueryParameters) => {
      const { location, ...rest } = readForecasts(query);
      return bodies(location.map((one) => forecastOf(known, one, rest)));
    },
    forecastBatch: (json: unknown) =>
      bodies(
        readForecastBatch(json).map(({ location, ...rest }) => forecastOf(known, location, rest)),
      ),
    average: (query: QueryParameters) => averageOf(known, readAverage(query)).body,
    averageBatch: (json: unknown) =>
      bodies(readAverageBatch(json).map((one) => averageOf(known, one))),
  };
};
export const at = (nowMs: number, snapshot = SNAPSHOT): KnownFigures => ({
  ...HOUR,
  snapshot,
  nowMs,
});
export const ask = askOf(HOUR);

/** The refusal of a call: status, field and message. */
export function refusal(call: () => unknown): [number, string, string] {
  try {
    call();
  } catch (error) {
    if (error instanceof CarbonAwareQueryError) {
      return [PROBLEM_STATUS[error.type], error.field ?? "", error.message];
    }
    throw error;
  }
  throw new Error("was answered");
}
