/** The emissions that the picture compares, in grams. */
export interface Amounts {
  this: number;
  original: number;
  prompt: number;
  search: number;
}

export type Name = keyof Amounts;

export interface Disc {
  name: Name;
  radius: number;
}

/** A smaller radius is invisible, so the corner is enlarged until the radius is `LENS_RADIUS`. */
const VISIBLE_RADIUS = 4;
const LENS_RADIUS = 9;

/** Discs whose areas are proportional to the amounts, largest first; the largest has radius `size`. */
export function discsOf(amounts: Amounts, size: number): Disc[] {
  const largest = Math.max(...Object.values(amounts));
  return (Object.keys(amounts) as Name[])
    .map((name) => ({ name, radius: size * Math.sqrt(amounts[name] / largest) }))
    .sort((one, other) => other.radius - one.radius);
}

/** Enlargement that a lens needs to make the smallest disc visible; 1 if no lens is needed. */
export function enlargement(discs: readonly Disc[]): number {
  const smallest = discs.at(-1)?.radius ?? 0;
  return smallest > 0 && smallest < VISIBLE_RADIUS ? LENS_RADIUS / smallest : 1;
}
