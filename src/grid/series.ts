import { blend } from "./blend.ts";
import type { Intensity } from "./intensity.ts";
import { forecasts, knownOf, resolve, type Snapshot } from "./snapshot.ts";

/** An intensity and the time span for which it is used, which may be a part of its own span. */
export interface Stretch {
  /** ms since the epoch, inclusive. */
  fromMs: number;
  /** ms since the epoch, exclusive. */
  toMs: number;
  intensity: Intensity;
}

/**
 * The known intensities of a place between two times, in order of time; a place with several zones gets their blend.
 * Measured and forecast figures are used if there are any. Otherwise, and for a single moment that is not in the
 * future, the one figure that applied or applies at that time is used: see `resolve`. A yearly mean is given with its
 * own year and is never used for earlier times.
 * @param toMs exclusive, or equal to `fromMs` for a single moment
 * @returns empty if nothing is known: no figure is invented
 */
export function seriesBetween(
  snapshot: Snapshot,
  zones: readonly string[],
  [fromMs, toMs]: readonly [number, number],
  nowMs: number,
): Stretch[] {
  if (fromMs < toMs || fromMs > nowMs) {
    const known = shared(zones.map((zone) => measuredAndForecast(snapshot, zone, fromMs)));
    const within = known.filter(
      (one) => one.toMs > fromMs && (one.fromMs < toMs || one.fromMs === fromMs),
    );
    if (within.length > 0) return within;
  }
  const atMs = Math.min(Math.max(nowMs, fromMs), toMs);
  const standing = blend(zones.join("+"), (zone) => {
    const intensity = resolve(snapshot, zone, atMs);
    return intensity && Date.parse(intensity.validFrom) <= atMs ? intensity : undefined;
  });
  return standing ? [toStretch(standing)] : [];
}

/** The forecast of a place from now on; empty unless every zone of it has one. */
export const forecastSeries = (
  snapshot: Snapshot,
  zones: readonly string[],
  nowMs: number,
): Stretch[] =>
  shared(zones.map((zone) => disjoint(forecasts(snapshot, zone, nowMs).map(toStretch))));

/**
 * The mean of every window of `windowMs` between two times, moving by `stepMs`. Each figure is weighted by the time
 * that its span lies in the window. A window that touches a gap in the series is left out.
 * @param series in order of time, without overlap
 * @returns the start of each window and its mean in g/kWh
 */
export function rollingMeans(
  series: readonly Stretch[],
  [fromMs, toMs]: readonly [number, number],
  windowMs: number,
  stepMs: number,
): { fromMs: number; gramsPerKwh: number }[] {
  const means: { fromMs: number; gramsPerKwh: number }[] = [];
  let first = 0;
  for (let start = fromMs; start + windowMs <= toMs; start += stepMs) {
    const end = start + windowMs;
    while ((series[first]?.toMs ?? Number.POSITIVE_INFINITY) <= start) first++;
    let coveredMs = 0;
    let weighted = 0;
    for (let at = first; ; at++) {
      const stretch = series[at];
      if (stretch === undefined || stretch.fromMs >= end) break;
      const ms = Math.min(stretch.toMs, end) - Math.max(stretch.fromMs, start);
      coveredMs += ms;
      weighted += stretch.intensity.gramsPerKwh * ms;
    }
    if (coveredMs === windowMs) means.push({ fromMs: start, gramsPerKwh: weighted / windowMs });
  }
  return means;
}

/** A live reading takes precedence over the forecast in its time span. */
function measuredAndForecast(snapshot: Snapshot, zone: string, fromMs: number): Stretch[] {
  const coming = forecasts(snapshot, zone, fromMs).map(toStretch);
  const reading = knownOf(snapshot, zone, "average")?.live?.reading;
  if (reading === undefined) return disjoint(coming);
  const live = toStretch(reading);
  const around = coming.flatMap((one) => [
    { ...one, toMs: Math.min(one.toMs, live.fromMs) },
    { ...one, fromMs: Math.max(one.fromMs, live.toMs) },
  ]);
  return disjoint([live, ...around]);
}

function disjoint(stretches: readonly Stretch[]): Stretch[] {
  const inOrder = stretches
    .filter(({ fromMs, toMs }) => fromMs < toMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  let untilMs = Number.NEGATIVE_INFINITY;
  return inOrder.flatMap((one) => {
    const fromMs = Math.max(one.fromMs, untilMs);
    if (fromMs >= one.toMs) return [];
    untilMs = one.toMs;
    return [{ ...one, fromMs }];
  });
}

/** The time spans that are known for all zones, each with the mean of the zones. */
function shared(series: readonly (readonly Stretch[])[]): Stretch[] {
  const [only] = series;
  if (only === undefined || series.length === 1) return [...(only ?? [])];
  const found: Stretch[] = [];
  const at = series.map(() => 0);
  for (;;) {
    const parts = series.map((own, index) => own[at[index] as number]);
    if (!parts.every((part) => part !== undefined)) return found;
    const fromMs = Math.max(...parts.map((part) => part.fromMs));
    const toMs = Math.min(...parts.map((part) => part.toMs));
    const byZone = new Map(parts.map(({ intensity }) => [intensity.zone, intensity]));
    const intensity =
      fromMs < toMs ? blend([...byZone.keys()].join("+"), (zone) => byZone.get(zone)) : null;
    if (intensity) found.push({ fromMs, toMs, intensity });
    for (const [index, part] of parts.entries())
      if (part.toMs === toMs) at[index] = (at[index] ?? 0) + 1;
  }
}

const toStretch = (intensity: Intensity): Stretch => ({
  fromMs: Date.parse(intensity.validFrom),
  toMs: Date.parse(intensity.validTo),
  intensity,
});
