import { type Edge, foresee, type Load, type World } from "../region/place.ts";

const STEP_MS = 15 * 60_000;
/** A later time must emit less by this share than an earlier one: a forecast is not worth more. */
const WORTH_SHARE = 0.02;

/** When a job is to run, and what it is expected to emit then and had it run at once. */
export interface JobPlan {
  /** ms since the epoch. */
  atMs: number;
  /** Grams of CO2e; null where no grid is known. */
  expectedGrams: number | null;
  immediateGrams: number | null;
}

/**
 * Chooses the time in a window at which a job emits least, wherever placement would then put it: space
 * first, since at every quarter of an hour the product's own decision is priced by the forecasts for then.
 * A grid without a forecast is taken to stay as it is. Of equal times the earliest is chosen.
 * @param worldAt what placement would know at a time, ms since the epoch
 * @param untilMs the latest time to start
 */
export function planOf(
  load: Load,
  edge: Edge,
  worldAt: (atMs: number) => World,
  nowMs: number,
  untilMs: number,
): JobPlan {
  // Times that share a world, as the quarters of an hour may, are priced once.
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

/** Grams of CO2e of a job where placement would put it in a world; null where its grid is unknown. */
export function gramsOf(load: Load, edge: Edge, world: World): number | null {
  const placement = foresee(load, edge, world);
  if (placement.ran === "edge") return placement.stayingGrams;
  const chosen = placement.candidates.find(
    ({ instance, region }) => instance === placement.instance && region === placement.region,
  );
  return chosen?.expectedGrams ?? placement.stayingGrams;
}

/** Jobs due in one quarter of an hour are spread over it, a plan to run now left as it is. */
export function spread(
  id: string,
  { atMs, ...plan }: JobPlan,
  nowMs: number,
  untilMs: number,
): JobPlan {
  if (atMs <= nowMs) return { atMs, ...plan };
  return { ...plan, atMs: Math.min(untilMs, atMs + offsetOf(id)) };
}

/** A part of a quarter of an hour in ms, the same for the same id and any for another. */
export function offsetOf(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) % 1_000_003;
  return Math.floor((hash / 1_000_003) * STEP_MS);
}
