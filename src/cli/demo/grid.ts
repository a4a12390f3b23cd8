import { EMPTY_SNAPSHOT, type Snapshot } from "../../grid/snapshot.ts";
import { yearly } from "../../grid/yearly.ts";
import { colos } from "../../placement/colos.ts";
import { DEFAULT_REGIONS } from "../../placement/regions.ts";
import { regionsOf } from "../deploy/workers.ts";

const SOURCE = "simulation";
const HOUR_MS = 3_600_000;
/** Hours after the day for which the grid is foreseen. */
const LATE_HOURS = 24;

/** Amplitude of a day's swing around the yearly mean: down in sunshine, up in the evening. */
const SWING = 0.32;

/** Hours of the day without provider data for a zone, so that yearly averages are used. */
const OUTAGES: readonly { zone: string; from: number; to: number }[] = [
  { zone: "CA-QC", from: 5, to: 8 },
  { zone: "DE", from: 14, to: 16 },
];

/**
 * A simulated grid for the 24 hours before `untilMs`: each zone's real yearly mean, with a daily swing that follows the
 * local sun, and with outages of providers. It is labeled as a simulation wherever it is shown.
 */
export function gridOf(untilMs: number): Snapshot {
  const first = Math.floor(untilMs / HOUR_MS) * HOUR_MS - 25 * HOUR_MS;
  const hours = Array.from({ length: 26 + LATE_HOURS }, (_, hour) => first + hour * HOUR_MS);
  const zones: Snapshot["zones"] = {};
  for (const { zone, longitude } of places()) {
    const mean = yearly(zone)?.gramsPerKwh;
    if (mean === undefined) continue;
    const isOut = (hour: number) =>
      OUTAGES.some((outage) => outage.zone === zone && hour >= outage.from && hour < outage.to);
    const known = hours.filter((_, hour) => !isOut(hour));
    const points = known.map((ms): [number, number, number] => [
      ms / 1000,
      (ms + HOUR_MS) / 1000,
      Math.round(mean * swing(ms, longitude)),
    ]);
    zones[zone] = { average: { forecast: { source: SOURCE, isEstimated: true, points } } };
  }
  return { ...EMPTY_SNAPSHOT, savedAt: new Date(untilMs).toISOString(), zones };
}

/** Every zone where a request of the demo may arrive or run, without duplicates. */
function places(): { zone: string; longitude: number }[] {
  const ofColos = [...colos.values()].flatMap(({ zone, longitude }) =>
    zone === null ? [] : [{ zone, longitude }],
  );
  const ofRegions = [...DEFAULT_REGIONS, ...regionsOf()].flatMap(({ zones, longitude }) =>
    zones.map((zone) => ({ zone, longitude })),
  );
  return [...new Map([...ofRegions, ...ofColos].map((place) => [place.zone, place])).values()];
}

function swing(ms: number, longitude: number): number {
  const hour = (ms / HOUR_MS + longitude / 15 + 24) % 24;
  const sun = Math.max(0, Math.cos((Math.PI * (hour - 12.5)) / 7));
  const evening = Math.exp(-(((hour - 19.5) / 2.2) ** 2));
  return 1 + SWING * (0.45 * evening - (Math.abs(hour - 12.5) < 3.5 ? sun : 0)) + SWING * 0.25;
}
