// The calls of the Carbon Aware SDK's Web API (Green Software Foundation, main of May 2025), with its parameters and
// answer shapes. Figures are average intensities, not marginal ones. The SDK's schemas allow no other members, and
// generated clients validate answers against them, so the source and kind of a figure are returned next to the body:
// `sources`.

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

/** The grid zones of a location by its name, to be blended if there are several; undefined for an unknown location. */
export type ZonesOf = (location: string) => readonly string[] | undefined;

/** A body and the sources of its figures. */
export interface Answered<T> {
  body: T;
  sources: Pick<Intensity, "source" | "kind">[];
}

/** The data from which the calls are answered. */
export interface KnownFigures {
  snapshot: Snapshot;
  nowMs: number;
  zonesOf: ZonesOf;
}

/**
 * Everything known about the locations in a time range, for each location in order of time.
 * @returns empty (204 in HTTP) if nothing is known
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
 * The lowest figures of {@link byLocations}; all of them if several are equal.
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
 * The mean of each window of `windowSize` minutes that lies in `dataStartAt` to `dataEndAt`, moving by one data point,
 * and the windows with the lowest mean. As in the SDK, the requested times must lie in the forecast, and a window
 * defaults to one data point, also if it is 0. If no times are requested, the returned times are the starts of the
 * first and the last window.
 * @throws CarbonAwareQueryError also if a location has no forecast
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
 * The mean intensity of a time range: from measured and forecast figures if they cover all of it, otherwise the yearly
 * mean, which is never used for times before its year.
 * @throws CarbonAwareQueryError if no figure covers all of it
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

/** The time of the last request to the source, because not all providers report when a forecast was made. */
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
