import { RefusedError } from "../../contract/refused.ts";

/** Bounds in tokens, summed over the chosen sentences. If they cannot be met, `select` throws. */
export interface Bounds {
  /** The number of sentences to choose, as far as the token bounds allow. */
  count: number;
  /** Minimum number of sentences, however long they are; 1 by default. */
  least?: number | undefined;
  /** No further sentence is chosen once the total `size` reaches this. */
  enough?: number | undefined;
  maxLength?: number | undefined;
  minLength?: number | undefined;
  /** At most one sentence. */
  single?: boolean | undefined;
}

/** No set of whole sentences has a number of tokens within the bounds. */
export class NoSelectionError extends RefusedError {
  /** The bound to change. */
  declare readonly field: "max_length" | "min_length";
  /** A value of it, in tokens, that would work. */
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

/** The penalty on a candidate whose tokens all occur in a sentence that is already chosen. */
const REDUNDANCY_PENALTY = 0.6;
/** Two sentences that share this part of all their distinct tokens say the same, if their numbers are the same. */
const ALIKE = 0.8;
/** Minimum tokens of a sentence that another one contains, and maximum size of that one relative to it. */
const CONTAINED = { least: 4, most: 1.4 };
/** Redundancy is computed among this number of best-scored sentences. */
const POOL = 512;

/** The properties of a sentence that selection uses. */
export interface SentenceCandidate {
  ids: readonly number[];
  /** Ranks below all other sentences; chosen only to reach a bound or to avoid an empty summary. */
  boilerplate?: boolean;
  /** Repeats another sentence word for word: never chosen. */
  repeats?: boolean;
  /** The sentence that this one refers back to. This one is chosen only after it, or not at all. */
  leansOn?: number | undefined;
  /** Numbers and negations; sentences that differ in them are not alike. */
  facts?: string;
  /** Counts towards `enough`; the number of tokens if not given. */
  size?: number;
}

/** A candidate in the current ranking. */
interface RankedSentence extends SentenceCandidate {
  index: number;
  tokens: Set<number>;
  /** Share of it that the chosen sentences already say, 0 to 1. */
  repeated: number;
}

const commonOf = ({ tokens: left }: RankedSentence, { tokens: right }: RankedSentence): number => {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  let common = 0;
  for (const id of small) if (large.has(id)) common++;
  return common;
};

/** Share of the shorter sentence's distinct tokens that the other one also contains. */
const overlap = (one: RankedSentence, other: RankedSentence, common: number): number =>
  common / Math.max(1, Math.min(one.tokens.size, other.tokens.size));

const isAlike = (one: RankedSentence, other: RankedSentence, common: number): boolean =>
  (one.facts === other.facts && common >= ALIKE * (one.tokens.size + other.tokens.size - common)) ||
  isContained(one, other, common);

/** Whether one sentence has all tokens of the other, and few more: "until March" and "until March 2025". */
function isContained(one: RankedSentence, other: RankedSentence, common: number): boolean {
  const [small, large] = one.tokens.size < other.tokens.size ? [one, other] : [other, one];
  if (common < small.tokens.size || small.tokens.size < CONTAINED.least) return false;
  if (large.tokens.size > CONTAINED.most * small.tokens.size) return false;
  const known = new Set((small.facts ?? "").split(" "));
  // A further negation says the opposite.
  return (large.facts ?? "").split(" ").every((fact) => known.has(fact) || /^\p{N}/u.test(fact));
}

/**
 * Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): the best sentence that repeats little of those
 * already chosen. A sentence that refers back to another is chosen after it, and raises the other's value if both have
 * room.
 */
function greedy(
  ranked: number[],
  sentences: readonly SentenceCandidate[],
  scores: Float32Array,
  bounds: Bounds,
) {
  const {
    count,
    least = 1,
    enough = Infinity,
    maxLength: max = Infinity,
    minLength: min = 0,
  } = bounds;
  let pool = ranked.slice(0, Math.max(POOL, count)).map((index): RankedSentence => {
    const sentence = sentences[index] as SentenceCandidate;
    return { ...sentence, index, tokens: new Set(sentence.ids), repeated: 0 };
  });
  const chosen: number[] = [];
  let used = 0;
  let size = 0;
  const worth = (one: RankedSentence) =>
    (scores[one.index] as number) - REDUNDANCY_PENALTY * one.repeated;
  const isFree = ({ leansOn }: RankedSentence) => leansOn === undefined || chosen.includes(leansOn);
  while ((chosen.length < count && (size < enough || chosen.length < least)) || used < min) {
    pool = pool.filter(({ ids }) => used + ids.length <= max);
    const first = pool[0];
    if (!first || (first.boilerplate && chosen.length > 0 && used >= min)) break;
    const equals = pool.filter(({ boilerplate }) => boilerplate === first.boilerplate);
    const free = equals.filter(isFree);
    const taken = (free.length > 0 ? free : equals).reduce((best, one) =>
      worth(one) > worth(best) ? one : best,
    );
    chosen.push(taken.index);
    used += taken.ids.length;
    size += taken.size ?? taken.ids.length;
    pool = pool.filter((one) => {
      if (one === taken) return false;
      const common = commonOf(one, taken);
      one.repeated = Math.max(one.repeated, overlap(one, taken, common));
      return !isAlike(one, taken, common);
    });
  }
  return { chosen, used };
}

/**
 * A set whose tokens sum to min..max, found by dynamic programming over sums, best-scored sentences first. The search
 * stops at the first sentence that makes a set possible. O(sentences x max) time, O(max) memory.
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
 * Chooses sentences by score, low repetition and the bounds. Returns indices in document order.
 *
 *     select([{ ids: [1, 2] }, { ids: [3] }], Float32Array.of(0.1, 0.9), { count: 1 }) // [1]
 *
 * @throws NoSelectionError if no set of whole sentences is within the bounds
 */
export function select(
  sentences: readonly SentenceCandidate[],
  scores: Float32Array,
  bounds: Bounds,
): number[] {
  const lengthOf = (index: number) => sentences[index]?.ids.length ?? 0;
  const min = bounds.minLength ?? 0;
  const all = [...sentences.keys()].filter((index) => !sentences[index]?.repeats);
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
    const stands = (index: number) =>
      sentences[index]?.leansOn === undefined && behind(index) === behind(enough[0] as number);
    const best = enough.find(stands) ?? enough[0];
    if (best !== undefined) return [best];
    throw new NoSelectionError("min_length", Math.max(...ranked.map(lengthOf)));
  }
  if (min > total && max === total) throw new NoSelectionError("min_length", total);
  const { chosen, used } = greedy(ranked, sentences, scores, bounds);
  if (used >= min && chosen.length > 0) return chosen.sort((left, right) => left - right);
  const found = exact(ranked, lengthOf, min, max);
  if (found.chosen.length === 0) throw new NoSelectionError("min_length", found.highest);
  return found.chosen.sort((left, right) => left - right);
}
