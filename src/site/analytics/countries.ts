import type { IntensityLookup } from "../../grid/blend.ts";
import { YEARLY_ZONES } from "../../grid/yearly.ts";

/** A country of the map with the current intensity of its grid, in gCO2eq per kWh. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  gramsPerKwh: number;
}

const ZONES = Map.groupBy(YEARLY_ZONES, (zone) => zone.split("-")[0] ?? zone);

/** The grid of each country: its own zone, or the plain mean of its zones if it has several. */
export function countries(intensityOf: IntensityLookup): Country[] {
  return [...ZONES].flatMap(([code, zones]) => {
    const own = zones.includes(code) ? [code] : zones;
    const known = own.flatMap((zone) => intensityOf(zone)?.gramsPerKwh ?? []);
    if (known.length === 0) return [];
    return [{ code, gramsPerKwh: known.reduce((sum, grams) => sum + grams, 0) / known.length }];
  });
}
