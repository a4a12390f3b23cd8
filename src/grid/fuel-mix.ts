// Median life-cycle emissions, g CO2eq/kWh: IPCC AR5 WG3 (2014), Annex III, table A.III.2. Oil:
// UK POST (2006), "Carbon footprint of electricity generation". Other and unknown fuels: 700, as
// Electricity Maps' defaults assume for unknown (thermal) generation.
const LIFECYCLE_GRAMS_PER_KWH: Readonly<Record<string, number>> = {
  COL: 820,
  NG: 490,
  OIL: 650,
  NUC: 12,
  WAT: 24,
  SUN: 48,
  SNB: 48, // solar with its own battery
  WND: 11,
  WNB: 11, // wind with its own battery
  GEO: 38,
  BIO: 230,
  OTH: 700,
  UNK: 700,
};

/** Storage of the EIA-930 form: its power was counted, with its emissions, when generated. */
const STORAGE = new Set(["BAT", "PS", "OES", "UES"]);

/**
 * Intensity of a generation mix by EIA fuel code: sum of MWh x factor over sum of MWh. A plant's
 * own consumption (negative) counts as none.
 * @returns g/kWh; undefined when a fuel has no factor or nothing is generated
 */
export function gramsFromMix(megawatthours: ReadonlyMap<string, number>): number | undefined {
  let generatedMwh = 0;
  let kilograms = 0;
  for (const [fuel, value] of megawatthours) {
    if (STORAGE.has(fuel)) continue;
    if (!Object.hasOwn(LIFECYCLE_GRAMS_PER_KWH, fuel)) return undefined;
    const mwh = Math.max(0, value);
    generatedMwh += mwh;
    kilograms += mwh * (LIFECYCLE_GRAMS_PER_KWH[fuel] as number);
  }
  return generatedMwh > 0 ? kilograms / generatedMwh : undefined;
}
