import { blend } from "./blend.ts";
import type { Intensity } from "./intensity.ts";
import { forecasts, knownOf, resolve, type Snapshot } from "./snapshot.ts";

/** An intensity and the stretch of time it is taken for, which may be a part of its own. */
export interface Stretch {
  /** ms since the epoch, inclusive. */
  fromMs: number;
  /** ms since the epoch, exclusive. */
  toMs: number;
  intensity: Intensity;
}

/**
 * What is known of a place between two points in time, in order of time; a place of several zones is
 * their blend. Measured and forecast stretches where there are any. Otherwise, and for one moment
 * that is not in the future, the one figure that stood or stands for then: see `resolve`; a yearly
 * mean is given as the year that it is of and never stands for what came before it.
 * @param toMs exclusive, or equal to `fromMs` for a moment
 * @returns empty where nothing is known: no figure is invented
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
 * The mean of every window of `windowMs` between two points in time, each weighted by how long a
 * stretch lies in it, moving by `stepMs`. A window that touches a gap in the series is left out.
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

/** A live reading stands in its stretch; the forecast gives way to it. */
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

/** The stretches that all zones know of, each with the mean of them. */
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
