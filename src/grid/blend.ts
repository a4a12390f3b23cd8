import type { Intensity } from "./intensity.ts";
import { WORLD } from "./world.ts";

const STALEST = { live: 0, forecast: 1, yearly: 2 };

/**
 * The mean intensity of a blend of zones, "NL+GB+FR", each as likely as the next: what is known of a
 * place when only its neighbourhood is. Labelled with the weakest kind among them; undefined if one
 * of them is unknown, so that nothing is invented.
 */
export function blend(
  zones: string,
  intensityOf: (zone: string) => Intensity | undefined,
): Intensity | undefined {
  const parts = zones.split("+").map((zone) => (zone === "WORLD" ? WORLD : intensityOf(zone)));
  const known = parts.filter((part) => part !== undefined);
  const [first, ...rest] = known;
  if (!first || known.length < parts.length) return undefined;
  if (rest.length === 0) return first;
  const weakest = known.reduce((one, other) =>
    STALEST[other.kind] > STALEST[one.kind] ? other : one,
  );
  return {
    ...weakest,
    zone: zones,
    gramsPerKwh: known.reduce((sum, { gramsPerKwh }) => sum + gramsPerKwh, 0) / known.length,
    isEstimated: true,
  };
}
