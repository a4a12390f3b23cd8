// Three calls of the Carbon Aware SDK's Web API (Green Software Foundation), with its parameters and
// the shapes of its answers: GET /emissions/bylocations/best, /emissions/bylocation and
// /emissions/forecasts/current. Figures are average intensities, not marginal ones. Clients ignore
// members that they do not know, so `source` and `kind` are added: the SDK has no field for them.

import type { IntensityKind } from "../../grid/intensity.ts";
import { forecastSeries, rollingMeans, seriesBetween } from "../../grid/series.ts";
import { knownOf, type Snapshot } from "../../grid/snapshot.ts";
import {
  CarbonAwareQueryError,
  partOf,
  type QueryParameters,
  readBest,
  readByLocation,
  readForecasts,
  type TimeRange,
  toIso,
} from "./carbon-aware-query.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The grid zones of a location by its name, blended where there are several; or undefined. */
export type ZonesOf = (location: string) => readonly string[] | undefined;

/** One figure and its own stretch of time: a yearly mean is answered as the year that it is. */
export interface EmissionsData {
  location: string;
  /** ISO 8601, the start. */
  time: string;
  /** g/kWh. */
  rating: number;
  /** A .NET TimeSpan: "00:15:00", "365.00:00:00". */
  duration: string;
  source: string;
  kind: IntensityKind;
}

/** The mean of one window: start, length in minutes, g/kWh. */
export interface ForecastPoint {
  location: string;
  timestamp: string;
  duration: number;
  value: number;
}

/** Times are ISO 8601, `windowSize` is in minutes. */
export interface EmissionsForecast {
  /** When the source was last asked, for a blend the longest ago: not all providers say more. */
  generatedAt: string;
  requestedAt: string;
  location: string;
  dataStartAt: string;
  dataEndAt: string;
  windowSize: number;
  /** Every window of the least mean; empty where `forecastData` is. */
  optimalDataPoints: ForecastPoint[];
  /** In order of time; empty where no window fits. */
  forecastData: ForecastPoint[];
  source: string;
  kind: "forecast";
}

/**
 * The least intensity of any `location` in `time` to `toTime`, now by default; all of them where
 * several are equal.
 * @returns empty, 204 in HTTP, where nothing is known of any location in that time
 * @throws CarbonAwareQueryError
 */
export function best(
  snapshot: Snapshot,
  query: QueryParameters,
  nowMs: number,
  zonesOf: ZonesOf,
): EmissionsData[] {
  const { locations, range } = readBest(query, nowMs);
  const found = locations.flatMap((one) => emissions(snapshot, one, range, nowMs, zonesOf));
  return least(found, ({ rating }) => rating);
}

/**
 * Everything known of `location` in `startTime` to `endTime`, now by default, in order of time.
 * @returns empty, 204 in HTTP, where nothing is
 * @throws CarbonAwareQueryError
 */
export function byLocation(
  snapshot: Snapshot,
  query: QueryParameters,
  nowMs: number,
  zonesOf: ZonesOf,
): EmissionsData[] {
  const { location, range } = readByLocation(query, nowMs);
  return emissions(snapshot, location, range, nowMs, zonesOf);
}

/**
 * One forecast a `location`: the mean of each window of `windowSize` minutes that lies in
 * `dataStartAt` to `dataEndAt`, moving by one data point, and the windows of the least mean. As in
 * the SDK the times default to the whole forecast and must lie in it, and `windowSize` defaults to
 * one data point, also when it is 0.
 * @throws CarbonAwareQueryError also where a location has no forecast
 */
export function currentForecasts(
  snapshot: Snapshot,
  query: QueryParameters,
  nowMs: number,
  zonesOf: ZonesOf,
): EmissionsForecast[] {
  const { location: locations, windowSize: asked, ...times } = readForecasts(query);
  return locations.map((location): EmissionsForecast => {
    const zones = zonesIn(location, zonesOf);
    const series = forecastSeries(snapshot, zones, nowMs);
    const first = series[0];
    const last = series.at(-1);
    if (first === undefined || last === undefined)
      throw new CarbonAwareQueryError("no-forecast", "location", `${location} has no forecast now`);
    const range = partOf([first.fromMs, last.toMs], times, location);
    const pointMinutes = Math.max(1, Math.floor((first.toMs - first.fromMs) / MINUTE_MS));
    const windowSize = asked || pointMinutes;
    const forecastData = rollingMeans(
      series,
      range,
      windowSize * MINUTE_MS,
      pointMinutes * MINUTE_MS,
    ).map(({ fromMs, gramsPerKwh }) => ({
      location,
      timestamp: toIso(fromMs),
      duration: windowSize,
      value: gramsPerKwh,
    }));
    return {
      generatedAt: toIso(Math.min(...zones.map((zone) => askedMs(snapshot, zone)))),
      requestedAt: toIso(nowMs),
      location,
      dataStartAt: toIso(range[0]),
      dataEndAt: toIso(range[1]),
      windowSize,
      optimalDataPoints: least(forecastData, ({ value }) => value),
      forecastData,
      source: first.intensity.source,
      kind: "forecast",
    };
  });
}

function emissions(
  snapshot: Snapshot,
  location: string,
  range: TimeRange,
  nowMs: number,
  zonesOf: ZonesOf,
): EmissionsData[] {
  return seriesBetween(snapshot, zonesIn(location, zonesOf), range, nowMs).map(
    ({ fromMs, toMs, intensity }) => ({
      location,
      time: toIso(fromMs),
      rating: intensity.gramsPerKwh,
      duration: toTimeSpan(toMs - fromMs),
      source: intensity.source,
      kind: intensity.kind,
    }),
  );
}

function zonesIn(location: string, zonesOf: ZonesOf): readonly string[] {
  const zones = zonesOf(location);
  if (zones !== undefined) return zones;
  throw new CarbonAwareQueryError(
    "invalid-query",
    "location",
    `${location.slice(0, 64)} is not known`,
  );
}

function askedMs(snapshot: Snapshot, zone: string): number {
  const source = knownOf(snapshot, zone, "average")?.forecast?.source ?? "";
  return snapshot.askedMs[source]?.[zone] ?? Date.parse(snapshot.savedAt);
}

function least<T>(all: readonly T[], of: (one: T) => number): T[] {
  const lowest = all.reduce((low, one) => Math.min(low, of(one)), Number.POSITIVE_INFINITY);
  return all.filter((one) => of(one) === lowest);
}

/** The constant format of .NET's TimeSpan: [d.]hh:mm:ss[.fffffff]. */
function toTimeSpan(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const [clock, fraction] = toIso(ms % DAY_MS)
    .slice(11, 23)
    .split(".");
  return `${days > 0 ? `${days}.` : ""}${clock}${fraction === "000" ? "" : `.${fraction}0000`}`;
}
