import type { Intensity, IntensityKind } from "./intensity.ts";

/** A zone's intensity now, or undefined. */
export type IntensityLookup = (zone: string) => Intensity | undefined;

const WEAKNESS: Record<IntensityKind, number> = { live: 0, forecast: 1, daily: 2, yearly: 3 };

/**
 * The intensity of a zone, or the mean of a blend of equally likely zones ("NL+GB+FR"), used for a place of which only
 * the neighborhood is known. A blend takes the label of its least reliable zone and is valid for that zone's time span.
 * Null unless every zone is known, with the same signal.
 */
export function blend(zones: string, intensityOf: IntensityLookup): Intensity | null {
  const parts = zones.split("+");
  const known = parts.map(intensityOf).filter((part) => part !== undefined);
  const [first, ...rest] = known;
  if (!first || known.length < parts.length) return null;
  if (rest.length === 0) return first;
  if (rest.some(({ signal }) => signal !== first.signal)) return null;
  const weakest = rest.reduce(
    (one, other) => (WEAKNESS[other.kind] > WEAKNESS[one.kind] ? other : one),
    first,
  );
  return {
    ...weakest,
    zone: zones,
    gramsPerKwh: known.reduce((sum, { gramsPerKwh }) => sum + gramsPerKwh, 0) / known.length,
    source: [...new Set(known.map(({ source }) => source))].join("+"),
    isEstimated: true,
  };
}
