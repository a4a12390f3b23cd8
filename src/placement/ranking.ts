import type { StandingJson } from "../contract/placement.ts";
import { blend } from "../grid/blend.ts";
import type { Intensity } from "../grid/intensity.ts";

import { zoneOf } from "./colos.ts";
import type { RegionsNow } from "./world.ts";

/** Current state of one object of a region's pool, or of a region without a pool. */
export interface Standing {
  region: string;
  instance: string | null;
  kind: "durable-object" | "service" | "url";
  state: "ready" | "overloaded" | "broken";
  /** The location that it reported; null if it has not reported one. */
  colo: string | null;
  zone: string;
  /** The source of the zone: the location, its country, or only the table. */
  basis: "colo" | "country" | "hint";
  pue: number;
  intensity: Intensity | null;
}

/** Every object of every region, cleanest first, and those of unknown intensity last. */
export function rank({ regions, pool, knownColos, intensityOf }: RegionsNow): Standing[] {
  const landings = pool.landings(regions, knownColos);
  const grams = ({ intensity }: Standing) => intensity?.gramsPerKwh ?? Number.POSITIVE_INFINITY;
  return regions
    .flatMap((region) =>
      (landings.get(region.id) ?? []).map(({ instance, colo, state }): Standing => {
        const known = zoneOf({ colo, hintZones: region.zones });
        return {
          region: region.id,
          instance,
          kind: region.backend.kind,
          state: state ?? "ready",
          colo: colo ?? null,
          zone: known?.zone ?? "unknown",
          basis: known?.basis ?? "hint",
          pue: region.pue,
          intensity: known && blend(known.zone, intensityOf),
        };
      }),
    )
    .sort((one, other) => grams(one) - grams(other) || one.region.localeCompare(other.region));
}

/** A standing in the format of `GET /v1/regions`; `now` in milliseconds since the epoch. */
export const toStandingJson = (
  { intensity, ...standing }: Standing,
  now: number,
): StandingJson => ({
  ...standing,
  grams_per_kwh: intensity?.gramsPerKwh ?? null,
  intensity: intensity && {
    source: intensity.source,
    kind: intensity.kind,
    signal: intensity.signal,
    is_estimated: intensity.isEstimated,
    valid_from: intensity.validFrom,
    valid_to: intensity.validTo,
    age_seconds: Math.max(0, Math.round((now - Date.parse(intensity.validFrom)) / 1000)),
  },
});
