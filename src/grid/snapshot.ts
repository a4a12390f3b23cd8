import * as z from "zod";
import { type Breakers, breakersSchema } from "./breaker.ts";
import { grams, type Intensity, MAX_GRAMS_PER_KWH, type Signal } from "./intensity.ts";
import { yearly } from "./yearly.ts";

const iso = z.iso.datetime();

const measured = <K extends "live" | "daily">(kind: K) =>
  z.object({
    /** ISO 8601: validTo plus the source's grace. */
    goodUntil: iso,
    reading: z.object({
      zone: z.string(),
      gramsPerKwh: grams,
      kind: z.literal(kind),
      signal: z.enum(["average", "marginal"]),
      validFrom: iso,
      validTo: iso,
      source: z.string(),
      isEstimated: z.boolean(),
    }),
  });

/** [from, to, g/kWh]; times in seconds since the epoch. */
type Point = [number, number, number];

// Every isolate parses a day of quarter hours for dozens of zones every minute, so this uses tuples and a plain loop,
// which are several times as fast as objects with a schema for each.
function arePoints(value: unknown): value is Point[] {
  if (!Array.isArray(value)) return false;
  for (const point of value) {
    if (!Array.isArray(point) || point.length !== 3) return false;
    const [from, to, gramsPerKwh] = point;
    if (!Number.isInteger(from) || !Number.isInteger(to) || !(from < to)) return false;
    if (typeof gramsPerKwh !== "number" || !(gramsPerKwh >= 0 && gramsPerKwh <= MAX_GRAMS_PER_KWH))
      return false;
  }
  return true;
}

const forecastSeries = z.object({
  source: z.string(),
  isEstimated: z.boolean(),
  /** In order of time. */
  points: z.custom<Point[]>(arePoints),
});

const known = z.object({
  live: measured("live").optional(),
  forecast: forecastSeries.optional(),
  daily: measured("daily").optional(),
});

export const snapshotSchema = z.object({
  version: z.literal(1),
  /** End of the last refresh, ISO 8601. */
  savedAt: iso,
  zones: z.record(z.string(), z.partialRecord(z.enum(["average", "marginal"]), known)),
  breakers: breakersSchema,
  /**
   * The reported locations of regions' objects, as IATA codes. They are stored here so that one read returns
   * everything.
   */
  colos: z.record(z.string(), z.string()),
  /** Time of the last request to a source for a zone, ms since the epoch: source -> zone -> ms. */
  askedMs: z.record(z.string(), z.record(z.string(), z.number())),
});

/** The known intensities of every zone at one time; plain JSON, stored as one KV value. */
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Known = z.infer<typeof known>;

export const EMPTY_SNAPSHOT: Snapshot = {
  version: 1,
  savedAt: "1970-01-01T00:00:00.000Z",
  zones: {},
  breakers: {} satisfies Breakers,
  colos: {},
  askedMs: {},
};

/**
 * The intensity of a zone now: the live reading until its validTo plus the source's grace, then the forecast for now,
 * then the mean of the newest day, then that of a year; `kind` says which. Marginal figures are returned only on
 * request, and then without a yearly mean, which is an average.
 * @returns undefined if nothing is known of the zone: no figure is ever invented
 */
export function resolve(
  snapshot: Snapshot,
  zone: string,
  nowMs: number,
  signal: Signal = "average",
): Intensity | undefined {
  const own = knownOf(snapshot, zone, signal);
  const live = own?.live;
  if (live && Date.parse(live.reading.validFrom) <= nowMs && nowMs < Date.parse(live.goodUntil))
    return live.reading;
  const point = own?.forecast?.points.find(
    ([from, to]) => from * 1_000 <= nowMs && nowMs < to * 1_000,
  );
  if (own?.forecast && point) return toIntensity(own.forecast, point, zone, signal);
  if (own?.daily && nowMs < Date.parse(own.daily.goodUntil)) return own.daily.reading;
  return signal === "average" ? yearly(zone) : undefined;
}

/**
 * The expected intensity of a zone at a time: for now the result of {@link resolve}, for later the forecast for that
 * time, otherwise the current figure. A yearly or daily mean does not count as a forecast of an hour.
 */
export function foreseen(
  snapshot: Snapshot,
  zone: string,
  nowMs: number,
  atMs: number,
): Intensity | undefined {
  const series = atMs > nowMs ? knownOf(snapshot, zone, "average")?.forecast : undefined;
  const point = series?.points.find(([from, to]) => from * 1_000 <= atMs && atMs < to * 1_000);
  const later = series && point && toIntensity(series, point, zone, "average");
  return later ?? resolve(snapshot, zone, nowMs);
}

/** The zone's forecast from now on, in order; the first time span contains the present. */
export function forecasts(
  snapshot: Snapshot,
  zone: string,
  nowMs: number,
  signal: Signal = "average",
): Intensity[] {
  const series = knownOf(snapshot, zone, signal)?.forecast;
  if (series === undefined) return [];
  return series.points
    .filter(([, to]) => to * 1_000 > nowMs)
    .map((point) => toIntensity(series, point, zone, signal));
}

function toIntensity(
  series: NonNullable<Known["forecast"]>,
  [from, to, gramsPerKwh]: Point,
  zone: string,
  signal: Signal,
): Intensity {
  return {
    zone,
    gramsPerKwh,
    kind: "forecast",
    signal,
    validFrom: new Date(from * 1_000).toISOString(),
    validTo: new Date(to * 1_000).toISOString(),
    source: series.source,
    isEstimated: series.isEstimated,
  };
}

export function knownOf(snapshot: Snapshot, zone: string, signal: Signal): Known | undefined {
  return Object.hasOwn(snapshot.zones, zone) ? snapshot.zones[zone]?.[signal] : undefined;
}
