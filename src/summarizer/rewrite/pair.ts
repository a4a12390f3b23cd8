/** Kinds of tokens that the verifier tells apart, 0 being padding; `models/recipe/verifier/layout.py` trains with the same. */
const CONTEXT = 1;
const KEPT = 2;
const DROPPED = 3;
const COPIED = 4;
const SEAM = 5;
const NEW = 6;

/** The most tokens of a pair, and of the sentence before it. */
const MAX_TOKENS = 192;
const MAX_BEFORE = 48;

/** The worth of an aligned token, and what following its neighbor adds. */
const MATCH = 2;
const NEIGHBOR = 1;

export interface Pair {
  ids: number[];
  /** One kind a token: see the constants above. */
  kinds: number[];
}

export interface PairTokenizer {
  begin: number;
  end: number;
  /** Token ids without special tokens. */
  encode(text: string): readonly number[];
}

/**
 * Lays out a sentence and a candidate for the verifier: `<s> [before </s>] sentence </s> candidate </s>`, with what
 * became of each token. The sentence before is cut from its start, a sentence that is too long from its end.
 */
export function pairOf(
  sentence: string,
  candidate: string,
  before: string,
  { begin, end, encode }: PairTokenizer,
): Pair {
  const short = encode(candidate).slice(0, MAX_TOKENS / 2 - 2);
  const given = encode(sentence).slice(0, MAX_TOKENS - 3 - short.length);
  let earlier = before === "" ? [] : encode(before).slice(-MAX_BEFORE);
  if (earlier.length + given.length + short.length + 4 > MAX_TOKENS) earlier = [];

  const places = align(given, short);
  const kept = new Set(places);
  const ids = [begin];
  const kinds = [CONTEXT];
  if (earlier.length > 0) {
    ids.push(...earlier, end);
    kinds.push(...Array<number>(earlier.length + 1).fill(CONTEXT));
  }
  ids.push(...given, end, ...short, end);
  kinds.push(...given.map((_, at) => (kept.has(at) ? KEPT : DROPPED)), CONTEXT);
  let last = -1;
  for (const place of places) {
    kinds.push(place < 0 ? NEW : place === last + 1 ? COPIED : SEAM);
    if (place >= 0) last = place;
  }
  kinds.push(CONTEXT);
  return { ids, kinds };
}

/**
 * For each token of the candidate its place in the sentence, or -1: the alignment in order that keeps most tokens,
 * neighbors counting extra; of equals the first. Takes time and memory of the product of both lengths.
 *
 * @example
 * align([7, 8, 9, 8], [7, 9, 8])   // [0, 2, 3]
 */
export function align(sentence: readonly number[], candidate: readonly number[]): number[] {
  const width = sentence.length + 1;
  const size = (candidate.length + 1) * width;
  // Of the best alignment that ends with this match, 0 for none; the best up to here, and its cell; the cell before.
  const worth = new Int32Array(size);
  const reach = new Int32Array(size);
  const where = new Int32Array(size);
  const back = new Int32Array(size);
  for (let i = 1; i <= candidate.length; i++) {
    let best = 0;
    let bestAt = 0;
    for (let j = 1; j < width; j++) {
      const cell = i * width + j;
      const diagonal = cell - width - 1;
      if (sentence[j - 1] === candidate[i - 1]) {
        let [value, origin] = [reach[diagonal] as number, where[diagonal] as number];
        const neighbor = worth[diagonal] as number;
        if (neighbor > 0 && neighbor + NEIGHBOR >= value) {
          value = neighbor + NEIGHBOR;
          origin = diagonal;
        }
        worth[cell] = value + MATCH;
        back[cell] = origin;
      }
      if ((worth[cell] as number) > best) {
        best = worth[cell] as number;
        bestAt = cell;
      }
      const above = cell - width;
      const isBetter = best > (reach[above] as number);
      reach[cell] = isBetter ? best : (reach[above] as number);
      where[cell] = isBetter ? bestAt : (where[above] as number);
    }
  }
  const places = Array<number>(candidate.length).fill(-1);
  for (let at = where[size - 1] as number; at > 0; at = back[at] as number) {
    places[Math.floor(at / width) - 1] = (at % width) - 1;
  }
  return places;
}
