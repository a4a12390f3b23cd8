import type { IntensityLookup } from "../../grid/blend.ts";
import { YEARLY_ZONES } from "../../grid/yearly.ts";
import { SUBDIVISIONS } from "./subdivisions.ts";

/** Hours that the map can show: the current one and those that follow. */
export const MAP_HOURS = 24;

/** An area of the map with the intensity of its grid, in gCO2eq per kWh. */
export interface Area {
  /** An Electricity Maps zone; for a country drawn as one area, its ISO 3166-1 alpha-2 code. */
  zone: string;
  gramsPerKwh: number;
  /** The intensity in each of {@link MAP_HOURS}, if it changes. */
  hours?: readonly number[];
}

/** A country's zones, or those drawn separately: the mean of `zones` colors the area. */
const AREAS: readonly { zone: string; zones: readonly string[] }[] = [
  ...[...Map.groupBy(YEARLY_ZONES, (zone) => zone.split("-")[0] ?? zone)]
    .filter(([code]) => !(code in SUBDIVISIONS))
    .map(([code, zones]) => ({ zone: code, zones: zones.includes(code) ? [code] : zones })),
  ...Object.values(SUBDIVISIONS)
    .flatMap((zones) => Object.keys(zones))
    .map((zone) => ({ zone, zones: [zone] })),
];

/**
 * The areas of the map whose grid is known. A country with several zones that the map does not tell apart has their plain
 * mean, unless it has a zone of its own.
 * @param lookups the intensities in each of {@link MAP_HOURS}, the current hour first
 */
export function areas([now, ...later]: readonly IntensityLookup[]): Area[] {
  return AREAS.flatMap(({ zone, zones }) => {
    const gramsPerKwh = now && meanOf(zones, now);
    if (gramsPerKwh === undefined) return [];
    const hours = [gramsPerKwh, ...later.map((lookup) => meanOf(zones, lookup) ?? gramsPerKwh)];
    return [{ zone, gramsPerKwh, ...(hours.some((one) => one !== gramsPerKwh) && { hours }) }];
  });
}

function meanOf(zones: readonly string[], intensityOf: IntensityLookup): number | undefined {
  const known = zones.flatMap((zone) => intensityOf(zone)?.gramsPerKwh ?? []);
  if (known.length === 0) return undefined;
  return known.reduce((sum, grams) => sum + grams, 0) / known.length;
}
