import { type Edge, foresee, type Load, type World } from "../region/place.ts";

const STEP_MS = 15 * 60_000;
/**
 * A later time must save at least this share of the emissions of an earlier one; forecasts are not accurate enough for
 * less.
 */
const WORTH_SHARE = 0.02;

/** The time at which a job should run, with its expected emissions then and if it had run at once. */
export interface JobPlan {
  /** ms since the epoch. */
  atMs: number;
  /** Grams of CO2e; null if no grid is known. */
  expectedGrams: number | null;
  immediateGrams: number | null;
}

/**
 * Chooses the time in a window at which a job emits least, given the location that placement would choose at that time.
 * Space is considered first: for every quarter of an hour, the product's own placement decision is computed with the
 * forecasts for that time. A grid without a forecast is assumed to stay unchanged. Of equal times the earliest is
 * chosen.
 * @param worldAt the state of the grids that placement would use at a time in ms since the epoch
 * @param untilMs the latest time to start
 */
export function planOf(
  load: Load,
  edge: Edge,
  worldAt: (atMs: number) => World,
  nowMs: number,
  untilMs: number,
): JobPlan {
  // Times that share a world, as the quarters of an hour may, are computed only once.
  const priced = new Map<World, number | null>();
  const gramsAt = (atMs: number) => {
    const world = worldAt(atMs);
    const known = priced.get(world);
    if (known !== undefined) return known;
    const grams = gramsOf(load, edge, world);
    priced.set(world, grams);
    return grams;
  };
  const immediateGrams = gramsAt(nowMs);
  let best: JobPlan = { atMs: nowMs, expectedGrams: immediateGrams, immediateGrams };
  if (immediateGrams === null) return best;
  const firstMs = Math.ceil((nowMs + 1) / STEP_MS) * STEP_MS;
  for (let atMs = firstMs; atMs <= untilMs; atMs += STEP_MS) {
    const grams = gramsAt(atMs);
    if (grams !== null && grams < (best.expectedGrams ?? 0) * (1 - WORTH_SHARE))
      best = { atMs, expectedGrams: grams, immediateGrams };
  }
  return best;
}

/** Grams of CO2e of a job at the location that placement would choose; null if the grid there is unknown. */
export function gramsOf(load: Load, edge: Edge, world: World): number | null {
  const placement = foresee(load, edge, world);
  if (placement.ran === "edge") return placement.stayingGrams;
  const chosen = placement.candidates.find(
    ({ instance, region }) => instance === placement.instance && region === placement.region,
  );
  return chosen?.expectedGrams ?? placement.stayingGrams;
}

/** Spreads the jobs due in one quarter of an hour over it. A plan to run now stays unchanged. */
export function spread(
  id: string,
  { atMs, ...plan }: JobPlan,
  nowMs: number,
  untilMs: number,
): JobPlan {
  if (atMs <= nowMs) return { atMs, ...plan };
  return { ...plan, atMs: Math.min(untilMs, atMs + offsetOf(id)) };
}

/** An offset within a quarter of an hour, in ms. The same id gives the same offset; different ids are spread evenly. */
export function offsetOf(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) % 1_000_003;
  return Math.floor((hash / 1_000_003) * STEP_MS);
}
