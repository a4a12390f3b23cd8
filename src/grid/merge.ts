import type { Intensity, Signal } from "./intensity.ts";
import { type Known, knownOf, type Snapshot } from "./snapshot.ts";

const SIGNALS: readonly Signal[] = ["average", "marginal"];

/**
 * Adds new readings to the zones of a snapshot and removes expired ones. A zone without a new reading keeps its last
 * valid value until that expires.
 * @param graceMs of a source by its name
 */
export function merge(
  old: Snapshot,
  fresh: readonly Intensity[],
  graceMs: (source: string) => number,
  nowMs: number,
): Snapshot["zones"] {
  const zones: Snapshot["zones"] = {};
  for (const zone of new Set([...Object.keys(old.zones), ...fresh.map((one) => one.zone)])) {
    const signals: Snapshot["zones"][string] = {};
    for (const signal of SIGNALS) {
      const own = fresh.filter((one) => one.zone === zone && one.signal === signal);
      const before = knownOf(old, zone, signal);
      const live = newestMeasured("live", before?.live, own, graceMs, nowMs);
      const forecast = newestForecast(before, own, nowMs);
      const daily = newestMeasured("daily", before?.daily, own, graceMs, nowMs);
      if (live || forecast || daily)
        signals[signal] = {
          ...(live && { live }),
          ...(forecast && { forecast }),
          ...(daily && { daily }),
        };
    }
    if (Object.keys(signals).length > 0) zones[zone] = signals;
  }
  return zones;
}

interface Measured<K> {
  goodUntil: string;
  reading: Intensity & { kind: K };
}

function newestMeasured<K extends "live" | "daily">(
  kind: K,
  before: Measured<K> | undefined,
  own: readonly Intensity[],
  graceMs: (source: string) => number,
  nowMs: number,
): Measured<K> | undefined {
  let best = before;
  for (const reading of own) {
    if (reading.kind !== kind) continue;
    const toMs = Date.parse(reading.validTo);
    if (best !== undefined && toMs < Date.parse(best.reading.validTo)) continue;
    const goodUntil = new Date(toMs + graceMs(reading.source)).toISOString();
    best = { goodUntil, reading: { ...reading, kind } };
  }
  return best !== undefined && Date.parse(best.goodUntil) > nowMs ? best : undefined;
}

function newestForecast(
  before: Known | undefined,
  own: readonly Intensity[],
  nowMs: number,
): Known["forecast"] {
  const coming = own.filter((one) => one.kind === "forecast");
  const first = coming[0];
  const series =
    first === undefined
      ? before?.forecast
      : {
          source: first.source,
          isEstimated: first.isEstimated,
          points: coming
            .map((one): [number, number, number] => [
              Math.floor(Date.parse(one.validFrom) / 1_000),
              Math.floor(Date.parse(one.validTo) / 1_000),
              one.gramsPerKwh,
            ])
            .sort(([a], [b]) => a - b),
        };
  if (series === undefined) return undefined;
  const points = series.points.filter(([, to]) => to * 1_000 > nowMs);
  return points.length > 0 ? { ...series, points } : undefined;
}
