import { blend, type IntensityLookup } from "../grid/blend.ts";
import { yearly } from "../grid/yearly.ts";
import { colos, zoneOf } from "./colos.ts";
import { addedLatencyMs, type Coordinates } from "./latency.ts";
import type { Region } from "./regions.ts";
import type { Candidate } from "./verdict.ts";

/** Observations about one object of a region's pool, or about a region without a pool. */
export interface Landing {
  instance: string | null;
  /** IATA code of the location that it reported, if it has reported one. */
  colo?: string;
  measuredLatencyMs?: number;
  state?: Candidate["state"];
}

/**
 * The candidates of a table of regions, seen from `edge`: one for each observed object, and one for each region without
 * observations. An observed object is ranked by its actual location, not by its hint.
 */
export function candidatesOf(
  regions: readonly Region[],
  edge: Coordinates,
  intensityOf: IntensityLookup,
  landings: ReadonlyMap<string, readonly Landing[]> = new Map(),
): Candidate[] {
  return regions.flatMap((region) => {
    const known = landings.get(region.id) ?? [{ instance: null }];
    return known.map(({ instance, colo, measuredLatencyMs, state }): Candidate => {
      const zone = zoneOf({ colo, hintZones: region.zones })?.zone ?? "";
      return {
        region: region.id,
        instance,
        zone,
        intensity: blend(zone, intensityOf),
        yearly: blend(zone, yearly),
        pue: region.pue,
        addedLatencyMs: measuredLatencyMs ?? addedLatencyMs(edge, colos.get(colo ?? "") ?? region),
        state: state ?? "ready",
      };
    });
  });
}
