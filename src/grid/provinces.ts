// Mainland China by province: mean CO2 factors of electricity in 2023, kg/kWh, Ministry of Ecology and Environment and
// National Bureau of Statistics, announcement of December 2025 (national: 0.5306). Imports between provinces are
// counted. The factors cover CO2 from combustion only, so they are somewhat below life-cycle figures. The announcement
// has no figure for Tibet.
import type { Intensity } from "./intensity.ts";

/** kg CO2 per kWh by the province's part of its ISO 3166-2 code. */
const KILOGRAMS_PER_KWH: Readonly<Record<string, number>> = {
  BJ: 0.5554,
  TJ: 0.6796,
  HE: 0.6516,
  SX: 0.6634,
  NM: 0.6479,
  LN: 0.4878,
  JL: 0.4671,
  HL: 0.5229,
  SH: 0.5737,
  JS: 0.5827,
  ZJ: 0.4974,
  AH: 0.6553,
  FJ: 0.4211,
  JX: 0.5836,
  SD: 0.6191,
  HA: 0.5897,
  HB: 0.4044,
  HN: 0.4976,
  GD: 0.4419,
  GX: 0.4476,
  HI: 0.3648,
  CQ: 0.5581,
  SC: 0.1564,
  GZ: 0.5683,
  YN: 0.1333,
  SN: 0.6335,
  GS: 0.4471,
  QH: 0.1796,
  NX: 0.6187,
  XJ: 0.6021,
};

/** ISO 3166-2 codes, which serve as zones: CN-SC is Sichuan. */
export const PROVINCES: readonly string[] = Object.keys(KILOGRAMS_PER_KWH).map(
  (code) => `CN-${code}`,
);

/** The mean of a province's electricity in 2023, g CO2/kWh; undefined for another zone. */
export function provincial(zone: string): Intensity | undefined {
  const code = zone.slice(3);
  if (!zone.startsWith("CN-") || !Object.hasOwn(KILOGRAMS_PER_KWH, code)) return undefined;
  return {
    zone,
    gramsPerKwh: Math.round(10_000 * (KILOGRAMS_PER_KWH[code] as number)) / 10,
    kind: "yearly",
    signal: "average",
    validFrom: "2023-01-01T00:00:00.000Z",
    validTo: "2024-01-01T00:00:00.000Z",
    source: "mee-provinces-2023",
    isEstimated: false,
  };
}
