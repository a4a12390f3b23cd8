// Data: Electricity Maps yearly averages 2025, through CO2.js of the Green Web Foundation
// (@tgwf/co2), under the Open Database License 1.0 (opendatacommons.org/licenses/odbl/1-0/).
// Life-cycle emission factors, consumption-based; methodology: electricitymaps.com/data/methodology.
// Provinces of mainland China, which that table has as one: provinces.ts.
import { yearly2025 } from "@tgwf/co2/data/electricity-maps";
import type { Intensity } from "./intensity.ts";
import { PROVINCES, provincial } from "./provinces.ts";

const TABLE = yearly2025.data;

/** All supported zones: the keys of the yearly table, and China's provinces. */
export const YEARLY_ZONES: readonly string[] = [...Object.keys(TABLE), ...PROVINCES];

/** Whether Electricity Maps knows a zone by this name. */
export const isElectricityMapsZone = (zone: string): boolean => Object.hasOwn(TABLE, zone);

/** The zone's mean of the newest available year, in g/kWh, average signal; undefined for an unknown zone. */
export function yearly(zone: string): Intensity | undefined {
  if (!Object.hasOwn(TABLE, zone)) return provincial(zone);
  const entry = TABLE[zone];
  if (entry?.carbonIntensity.unit !== "gCO2eq/kWh") return undefined;
  return {
    zone,
    gramsPerKwh: entry.carbonIntensity.value,
    kind: "yearly",
    signal: "average",
    validFrom: "2025-01-01T00:00:00.000Z",
    validTo: "2026-01-01T00:00:00.000Z",
    source: "electricity-maps-yearly-2025",
    isEstimated: false,
  };
}
