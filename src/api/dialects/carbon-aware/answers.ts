// The calls of the Carbon Aware SDK's Web API (Green Software Foundation, main of May 2025), with its
// parameters and the shapes of its answers. Figures are average intensities, not marginal ones. Its
// schemas allow no other members and generated clients hold answers to that, so a figure's source and
// kind are beside the body: `sources`.

import type * as z from "zod";
import type {
  carbonIntensity,
  emissionsData,
  emissionsForecast,
} from "../../../contract/carbon-aware.ts";
import { blend } from "../../../grid/blend.ts";
import type { Intensity } from "../../../grid/intensity.ts";
import { forecastSeries, rollingMeans, type Stretch, seriesBetween } from "../../../grid/series.ts";
import { knownOf, type Snapshot } from "../../../grid/snapshot.ts";
import { yearly } from "../../../grid/yearly.ts";
import {
  CarbonAwareQueryError,
  type ForecastQuery,
  partOf,
  type TimeRange,
  toIso,
} from "./query.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export type EmissionsData = z.infer<typeof emissionsData>;
export type EmissionsForecast = z.infer<typeof emissionsForecast>;
export type CarbonIntensity = z.infer<typeof carbonIntensity>;

/** The grid zones of a location by its name, blended where there are several; or undefined. */
export type ZonesOf = (location: string) => readonly string[] | undefined;

/** A body and what its figures rest on. */
export interface Answered<T> {
  body: T;
  sources: Pick<Intensity, "source" | "kind">[];
}

/** What the calls are answered from. */
export interface KnownFigures {
  snapshot: Snapshot;
  nowMs: number;
  zonesOf: ZonesOf;
}

/**
 * Everything known of the locations in a stretch of time, each location's in order of time.
 * @returns empty, 204 in HTTP, where nothing is
 * @throws CarbonAwareQueryError
 */
export function byLocations(
  known: KnownFigures,
  locations: readonly string[],
  range: TimeRange,
): Answered<EmissionsData[]> {
  return answered(locations.flatMap((location) => emissions(known, location, range)));
}

/**
 * The least of {@link byLocations}; all of them where several are equal.
 * @throws CarbonAwareQueryError
 */
export function best(
  known: KnownFigures,
  locations: readonly string[],
  range: TimeRange,
): Answered<EmissionsData[]> {
  const found = locations.flatMap((location) => emissions(known, location, range));
  return answered(least(found, ({ data }) => data.rating));
}

/**
 * The mean of each window of `windowSize` minutes that lies in `dataStartAt` to `dataEndAt`, moving by
 * one data point, and the windows of the least mean. As in the SDK the times asked for must lie in the
 * forecast, a window defaults to one data point, also when it is 0, and the times answered, where none
 * are asked for, are the starts of the first and the last window.
 * @throws CarbonAwareQueryError also where a location has no forecast
 */
export function forecastOf(
  { snapshot, nowMs, zonesOf }: KnownFigures,
  location: string,
  query: ForecastQuery & { requestedAt?: number },
): Answered<EmissionsForecast> {
  const zones = zonesIn(location, zonesOf);
  const series = forecastSeries(snapshot, zones, nowMs);
  const first = series[0];
  const last = series.at(-1);
  if (first === undefined || last === undefined)
    throw new CarbonAwareQueryError("no-forecast", "location", `${location} has no forecast now`);
  const generatedMs = Math.min(...zones.map((zone) => askedMs(snapshot, zone)));
  const { requestedAt = nowMs, windowSize = 0 } = query;
  if (requestedAt < generatedMs)
    throw new CarbonAwareQueryError(
      "no-forecast",
      "requestedAt",
      `${toIso(requestedAt)}: no forecast of ${location} is kept from before ${toIso(generatedMs)}`,
    );
  const range = partOf([first.fromMs, last.toMs], query, location);
  const pointMinutes = Math.max(1, Math.floor((first.toMs - first.fromMs) / MINUTE_MS));
  const duration = windowSize || pointMinutes;
  const forecastData = rollingMeans(
    series,
    range,
    duration * MINUTE_MS,
    pointMinutes * MINUTE_MS,
  ).map(({ fromMs, gramsPerKwh }) => ({
    location,
    timestamp: toIso(fromMs),
    duration,
    value: gramsPerKwh,
  }));
  const body: EmissionsForecast = {
    generatedAt: toIso(generatedMs),
    requestedAt: toIso(requestedAt),
    location,
    dataStartAt: timeOf(query.dataStartAt) ?? forecastData[0]?.timestamp ?? toIso(range[0]),
    dataEndAt: timeOf(query.dataEndAt) ?? forecastData.at(-1)?.timestamp ?? toIso(range[1]),
    windowSize,
    optimalDataPoints: least(forecastData, ({ value }) => value),
    forecastData,
  };
  return { body, sources: [first.intensity] };
}

/**
 * The mean intensity of a stretch of time: measured and forecast where that is known of all of it,
 * else the yearly mean, which never stands for what came before its year.
 * @throws CarbonAwareQueryError where nothing stands for all of it
 */
export function averageOf(
  { snapshot, nowMs, zonesOf }: KnownFigures,
  { location, range }: { location: string; range: TimeRange },
): Answered<CarbonIntensity> {
  const zones = zonesIn(location, zonesOf);
  const series = seriesBetween(snapshot, zones, range, nowMs);
  const whole = rollingMeans(series, range, range[1] - range[0], range[1] - range[0])[0];
  const mean = blend(zones.join("+"), yearly);
  const [startTime, endTime] = [toIso(range[0]), toIso(range[1])];
  if (whole) {
    const body = { location, startTime, endTime, carbonIntensity: whole.gramsPerKwh };
    return { body, sources: series.map(({ intensity }) => intensity) };
  }
  if (mean && Date.parse(mean.validFrom) <= range[0])
    return {
      body: { location, startTime, endTime, carbonIntensity: mean.gramsPerKwh },
      sources: [mean],
    };
  throw new CarbonAwareQueryError(
    "invalid-query",
    "startTime",
    `${startTime} to ${endTime}: not all of it is known of ${location}`,
  );
}

interface CarbonAwareRow {
  data: EmissionsData;
  intensity: Intensity;
}

function emissions(
  { snapshot, nowMs, zonesOf }: KnownFigures,
  location: string,
  range: TimeRange,
): CarbonAwareRow[] {
  return seriesBetween(snapshot, zonesIn(location, zonesOf), range, nowMs).map((stretch) => ({
    data: toData(location, stretch),
    intensity: stretch.intensity,
  }));
}

const toData = (location: string, { fromMs, toMs, intensity }: Stretch): EmissionsData => ({
  location,
  time: toIso(fromMs),
  rating: intensity.gramsPerKwh,
  duration: toTimeSpan(toMs - fromMs),
});

const answered = (rows: readonly CarbonAwareRow[]): Answered<EmissionsData[]> => ({
  body: rows.map(({ data }) => data),
  sources: rows.map(({ intensity }) => intensity),
});

function zonesIn(location: string, zonesOf: ZonesOf): readonly string[] {
  const zones = zonesOf(location);
  if (zones !== undefined) return zones;
  const why = `${location.slice(0, 64)} is not known; GET /locations lists the names`;
  throw new CarbonAwareQueryError("invalid-query", "location", why);
}

/** When the source was last asked: not all providers say when a forecast was made. */
function askedMs(snapshot: Snapshot, zone: string): number {
  const source = knownOf(snapshot, zone, "average")?.forecast?.source ?? "";
  return snapshot.askedMs[source]?.[zone] ?? Date.parse(snapshot.savedAt);
}

function least<T>(all: readonly T[], of: (one: T) => number): T[] {
  const lowest = all.reduce((low, one) => Math.min(low, of(one)), Number.POSITIVE_INFINITY);
  return all.filter((one) => of(one) === lowest);
}

const timeOf = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : toIso(ms);

/** The constant format of .NET's TimeSpan: [d.]hh:mm:ss[.fffffff]. */
function toTimeSpan(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const [clock, fraction] = toIso(ms % DAY_MS)
    .slice(11, 23)
    .split(".");
  return `${days > 0 ? `${days}.` : ""}${clock}${fraction === "000" ? "" : `.${fraction}0000`}`;
}
