import type { Piece } from "../text/openings.ts";
import type { Word } from "../text/words.ts";
import { Grammar } from "./grammar.ts";

/** The scores that the model small gives the tokens of a sentence; the vectors are rows of `SEAM` numbers. */
export interface Seams {
  /** The score of keeping each token. */
  stay: Float32Array;
  /**
   * Vectors for what may follow a token, and for what it may follow. The product of the two is the score of the seam.
   */
  leaves: Float32Array;
  enters: Float32Array;
  /** Vectors for what may come first, and what may come last. */
  begin: Float32Array;
  end: Float32Array;
}

export const SEAM = 64;

/** Thresholds of shortening. */
export const SHORTENING = {
  /** The minimum log probability of an accepted way to shorten a sentence. */
  surest: -2,
  /** At least this share of the words stays, and at least `leastWords`. */
  leastShare: 0.2,
  leastWords: 4,
};

const LETTER = /[\p{L}\p{N}]/u;
const NONE: ReadonlySet<number> = new Set();

/**
 * The pieces of an English sentence that form its most probable shorter version; undefined if small is not confident in
 * any. It never drops a part of a number or of a hyphenated name, one of a pair of brackets or quotation marks, or a
 * negation, condition or hedge of the words that stay.
 */
export function shorten(
  sentence: string,
  words: readonly Word[],
  seams: Seams,
): Piece[] | undefined {
  const path = new Lattice(sentence, words, seams).best();
  if (!path || path.logProbability < SHORTENING.surest) return undefined;
  const spoken = (some: readonly Word[]) =>
    some.filter(({ start, end }) => LETTER.test(sentence.slice(start, end))).length;
  const least = Math.max(SHORTENING.leastWords, spoken(words) * SHORTENING.leastShare);
  return spoken(path.words) >= least ? path.pieces : undefined;
}

/** All ways to shorten a sentence: paths over its words. */
class Lattice {
  readonly #sentence: string;
  readonly #words: readonly Word[];
  readonly #stay: readonly number[];
  readonly #worth: readonly Float32Array[];
  readonly #grammar: Grammar;

  constructor(sentence: string, words: readonly Word[], seams: Seams) {
    this.#sentence = sentence;
    this.#words = words.filter(({ tokens }) => tokens > 0);
    this.#grammar = new Grammar(sentence, this.#words);
    const { stay, leaves, enters } = pooled(this.#words, seams);
    this.#stay = stay;
    // Row 0 is the beginning of the sentence; the last column is the end.
    this.#worth = [seams.begin, ...leaves].map((from) =>
      Float32Array.from([...enters, seams.end], (to) => dot(from, to)),
    );
  }

  /** The best path that grammar allows, with its share of the total score of all paths that split no word. */
  best(): { words: Word[]; pieces: Piece[]; logProbability: number } | undefined {
    const found = [this.#viterbi(NONE), this.#withoutQuotes()]
      .filter((one) => one !== undefined)
      .sort((one, other) => other.value - one.value)[0];
    if (!found || this.#grammar.hangs(found.path)) return undefined;
    return {
      words: found.path.map((index) => this.#words[index] as Word),
      pieces: this.#piecesOf(found.path),
      logProbability: found.value - this.#total(),
    };
  }

  /** The best path without the marks of short quotations. Dropping only the marks is not worthwhile. */
  #withoutQuotes() {
    const { quotes } = this.#grammar;
    const found = quotes.size > 0 ? this.#viterbi(quotes) : undefined;
    return found && found.path.length + quotes.size < this.#words.length ? found : undefined;
  }

  /** The best path without `dropped`, and its score. */
  #viterbi(dropped: ReadonlySet<number>) {
    const count = this.#words.length;
    const best = [0, ...Array<number>(count + 1).fill(Number.NEGATIVE_INFINITY)];
    const from = Array<number>(count + 2).fill(0);
    this.#eachSeam((at, to, seam) => {
      const value = (best[at] as number) + seam;
      if (value <= (best[to] as number) || dropped.has(to - 1)) return;
      if (!this.#grammar.mayJoin(at - 1, to - 1, dropped)) return;
      best[to] = value;
      from[to] = at;
    });
    const value = best[count + 1] as number;
    if (!Number.isFinite(value)) return undefined;
    const path: number[] = [];
    for (let at = from[count + 1] as number; at > 0; at = from[at] as number) path.unshift(at - 1);
    return { path, value };
  }

  /** The total score of all paths that split no word, by the forward algorithm. */
  #total(): number {
    const count = this.#words.length;
    const total = [0, ...Array<number>(count + 1).fill(Number.NEGATIVE_INFINITY)];
    this.#eachSeam((at, to, seam) => {
      if (this.#grammar.parts(at - 1, to - 1)) return;
      total[to] = logSum(total[to] as number, (total[at] as number) + seam);
    });
    return total[count + 1] as number;
  }

  /** Visits every seam in order, with the score of the seam and the word after it. A path has at least one word. */
  #eachSeam(visit: (from: number, to: number, worth: number) => void): void {
    const count = this.#words.length;
    for (let to = 1; to <= count + 1; to++)
      for (let at = to > count ? 1 : 0; at < to; at++)
        visit(at, to, (this.#worth[at]?.[to - 1] ?? 0) + (this.#stay[to - 1] ?? 0));
  }

  #piecesOf(path: readonly number[]): Piece[] {
    const pieces: Piece[] = [];
    path.forEach((index, step) => {
      const { start, end } = this.#words[index] as Word;
      const last = pieces.at(-1);
      if (last && path[step - 1] === index - 1) last[1] = end;
      else pieces.push([start, end]);
    });
    return path.length === this.#words.length ? [[0, this.#sentence.length]] : pieces;
  }
}

const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);

function logSum(one: number, other: number): number {
  const most = Math.max(one, other);
  return Number.isFinite(most)
    ? most + Math.log(Math.exp(one - most) + Math.exp(other - most))
    : most;
}

/** The scores of a word are the means of those of its tokens. */
function pooled(words: readonly Word[], { stay, leaves, enters }: Seams) {
  let token = 0;
  const found = {
    stay: [] as number[],
    leaves: [] as Float32Array[],
    enters: [] as Float32Array[],
  };
  for (const { tokens } of words) {
    found.stay.push(mean(stay, token, tokens, 1)[0] as number);
    found.leaves.push(mean(leaves, token, tokens, SEAM));
    found.enters.push(mean(enters, token, tokens, SEAM));
    token += tokens;
  }
  return found;
}

function mean(rows: Float32Array, from: number, count: number, width: number): Float32Array {
  const sum = new Float32Array(width);
  for (let row = from; row < from + count; row++)
    for (let at = 0; at < width; at++)
      sum[at] = (sum[at] as number) + (rows[row * width + at] as number) / count;
  return sum;
}
