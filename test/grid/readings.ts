import type { Intensity } from "../../src/grid/intensity.ts";

/** A live reading of a zone, with the given differences. */
export const grid = (
  zone: string,
  gramsPerKwh: number,
  rest: Partial<Intensity> = {},
): Intensity => ({
  zone,
  gramsPerKwh,
  kind: "live",
  signal: "average",
  validFrom: "2026-01-01T00:00:00.000Z",
  validTo: "2026-01-01T01:00:00.000Z",
  source: "one",
  isEstimated: false,
  ...rest,
});

/** A source of these readings only. */
export const lookup =
  (...known: Intensity[]) =>
  (zone: string) =>
    known.find((one) => one.zone === zone);
