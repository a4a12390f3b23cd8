import { RefusedError } from "../../contract/refused.ts";

/** Bounds in tokens, summed over the chosen sentences; they hold or `select` throws. */
export interface Bounds {
  /** How many sentences to choose where the token bounds allow it. */
  count: number;
  /** No further sentence is chosen once there are so many tokens. */
  enough?: number | undefined;
  maxLength?: number | undefined;
  minLength?: number | undefined;
  /** Never more than one sentence. */
  single?: boolean | undefined;
}

/** No set of whole sentences has as many tokens as the bounds ask. */
export class NoSelectionError extends RefusedError {
  /** The bound to change. */
  declare readonly field: "max_length" | "min_length";
  /** A value of it that would work, in tokens. */
  readonly works: number;

  constructor(field: "max_length" | "min_length", works: number) {
    super(
      "no-selection",
      field === "max_length"
        ? `max_length is below the shortest sentence; a max_length of ${works} would work`
        : `min_length cannot be met by whole sentences within these bounds; a min_length of ${works} would work`,
      { field },
    );
    this.works = works;
  }
}

/** What an already chosen sentence costs a candidate that repeats all its tokens. */
const REDUNDANCY_PENALTY = 0.6;
/** Redundancy is weighed among this many best-scored sentences. */
const POOL = 512;

/** What selection reads of a sentence. */
export interface Candidate {
  ids: readonly number[];
  /** Ranks below all that is none, and is taken only to reach a bound or to have an answer at all. */
  boilerplate?: boolean;
}

/** Share of the shorter sentence's distinct tokens that the other one holds too. */
function overlap(left: Set<number>, right: Set<number>): number {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let common = 0;
  for (const id of small) if (large.has(id)) common++;
  return small.size > 0 ? common / small.size : 0;
}

/** Maximal marginal relevance: the best sentence that repeats little of those already chosen. */
function greedy(
  ranked: number[],
  sentences: readonly Candidate[],
  scores: Float32Array,
  bounds: Bounds,
) {
  const max = bounds.maxLength ?? Number.POSITIVE_INFINITY;
  const min = bounds.minLength ?? 0;
  const enough = bounds.enough ?? Number.POSITIVE_INFINITY;
  let pool = ranked.slice(0, Math.max(POOL, bounds.count)).map((index) => ({
    index,
    tokens: new Set(sentences[index]?.ids),
    length: sentences[index]?.ids.length ?? 0,
    boilerplate: sentences[index]?.boilerplate ?? false,
    repeated: 0,
  }));
  const chosen: number[] = [];
  let used = 0;
  while ((chosen.length < bounds.count && used < enough) || used < min) {
    pool = pool.filter(({ length }) => used + length <= max);
    let best = pool[0];
    if (!best || (best.boilerplate && chosen.length > 0 && used >= min)) break;
    const value = (one: (typeof pool)[number]) =>
      (scores[one.index] as number) - REDUNDANCY_PENALTY * one.repeated;
    for (const one of pool) {
      if (one.boilerplate === best.boilerplate && value(one) > value(best)) best = one;
    }
    const taken = best;
    chosen.push(taken.index);
    used += taken.length;
    if (bounds.single) break;
    pool = pool.filter((one) => one !== taken);
    for (const one of pool)
      one.repeated = Math.max(one.repeated, overlap(one.tokens, taken.tokens));
  }
  return { chosen, used };
}

/**
 * Some set whose tokens sum to min..max, by dynamic programming over sums, best-scored sentences
 * first; it stops at the first sentence that makes one possible. O(sentences x max), memory O(max).
 */
function exact(ranked: number[], lengthOf: (index: number) => number, min: number, max: number) {
  const NONE = -1;
  // last[sum] is the rank of the sentence that first made the sum reachable.
  const last = new Int32Array(max + 1).fill(NONE);
  let highest = 0;
  for (let rank = 0; rank < ranked.length; rank++) {
    const length = lengthOf(ranked[rank] as number);
    for (let sum = Math.min(max, highest + length); sum >= length; sum--) {
      const before = sum - length;
      if (last[sum] !== NONE || (before > 0 && last[before] === NONE)) continue;
      last[sum] = rank;
      if (sum > highest) highest = sum;
    }
    if (highest >= min) break;
  }
  const chosen: number[] = [];
  for (let sum = highest >= min ? highest : 0; sum > 0; ) {
    const index = ranked[last[sum] as number] as number;
    chosen.push(index);
    sum -= lengthOf(index);
  }
  return { chosen, highest };
}

/**
 * Chooses sentences by score, little repetition and the bounds; indices in document order.
 *
 *     select([{ ids: [1, 2] }, { ids: [3] }], Float32Array.of(0.1, 0.9), { count: 1 }) // [1]
 *
 * @throws NoSelectionError where no set of whole sentences is within the bounds.
 */
export function select(
  sentences: readonly Candidate[],
  scores: Float32Array,
  bounds: Bounds,
): number[] {
  const lengthOf = (index: number) => sentences[index]?.ids.length ?? 0;
  const min = bounds.minLength ?? 0;
  const all = sentences.map((_, index) => index);
  const total = all.reduce((sum, index) => sum + lengthOf(index), 0);
  const max = Math.min(bounds.maxLength ?? total, total);
  const fitting = all.filter((index) => lengthOf(index) <= max);
  if (fitting.length === 0) {
    const shortest = all.reduce((least, index) => Math.min(least, lengthOf(index)), total);
    throw new NoSelectionError("max_length", shortest);
  }
  const behind = (index: number) => Number(sentences[index]?.boilerplate ?? false);
  const ranked = fitting.sort(
    (left, right) =>
      behind(left) - behind(right) ||
      (scores[right] as number) - (scores[left] as number) ||
      left - right,
  );
  if (bounds.single) {
    const enough = ranked.filter((index) => lengthOf(index) >= min);
    if (enough[0] !== undefined) return [enough[0]];
    throw new NoSelectionError("min_length", Math.max(...ranked.map(lengthOf)));
  }
  if (min > total && max === total) throw new NoSelectionError("min_length", total);
  const { chosen, used } = greedy(ranked, sentences, scores, bounds);
  if (used >= min && chosen.length > 0) return chosen.sort((left, right) => left - right);
  const found = exact(ranked, lengthOf, min, max);
  if (found.chosen.length === 0) throw new NoSelectionError("min_length", found.highest);
  return found.chosen.sort((left, right) => left - right);
}
