import type { Intensity } from "./intensity.ts";

/**
 * The world's mean, for a caller whose grid zone is unknown: 472.94 g/kWh, Ember's life-cycle figure for WORLD as
 * published by CO2.js 0.19 (`averageIntensity.data.WORLD`).
 */
export const WORLD: Intensity = {
  zone: "WORLD",
  gramsPerKwh: 472.94,
  kind: "yearly",
  signal: "average",
  validFrom: "2024-01-01T00:00:00.000Z",
  validTo: "2025-01-01T00:00:00.000Z",
  source: "ember-world-yearly",
  isEstimated: true,
};
