import type { Intensity, IntensityKind } from "./intensity.ts";

/** A zone's intensity now, or undefined. */
export type IntensityLookup = (zone: string) => Intensity | undefined;

const WEAKNESS: Record<IntensityKind, number> = { live: 0, forecast: 1, daily: 2, yearly: 3 };

/**
 * The intensity of a zone, or the mean of a blend of zones ("NL+GB+FR"), each as likely as the next:
 * what is known of a place when only its neighbourhood is. A blend is labelled by the weakest of its
 * zones and holds for that one's stretch. Null unless every zone is known, by the same signal.
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
