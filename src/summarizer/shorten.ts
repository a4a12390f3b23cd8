import type { Piece } from "./compress.ts";
import {
  isAuxiliary,
  isBalanced,
  isEnding,
  isPause,
  isProtected,
  mismatches,
  opensAdjunct,
  opensClaim,
  opensPhrase,
  opensTail,
  wantsNext,
} from "./phrases.ts";
import type { Word } from "./words.ts";

/** What small says of the tokens of a sentence; the vectors are rows of `SEAM` numbers. */
export interface Seams {
  /** What staying is worth to a token. */
  stay: Float32Array;
  /** What may follow a token, and what a token may follow: their product is what the seam is worth. */
  leaves: Float32Array;
  enters: Float32Array;
  /** What may come first, and what may come last. */
  begin: Float32Array;
  end: Float32Array;
}

export const SEAM = 64;

/** How bold shortening is. */
export const SHORTENING = {
  /** A way to shorten a sentence counts only if its logarithmic probability is no less. */
  surest: -1.5,
  /** At least this share of the words stays, and at least so many. */
  leastShare: 0.2,
  leastWords: 4,
};

const LETTER = /[\p{L}\p{N}]/u;
const PAIRED = /["“”‘’'`()[\]]/;
/** How many words between an auxiliary and its verb may go. */
const ADVERBS = 2;
/** A negation or hedge in so many words from where a part begins colours what stands before it. */
const NEAR = 3;

/**
 * The pieces of an English sentence that are its most probable shorter form; undefined where small is not
 * sure of one. What goes is never part of a number or of a name with a hyphen, one of a pair of brackets or
 * quotation marks, or a negation, condition or hedge of what stays.
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
  readonly #hasPairs: boolean;
  /** From here on all words are marks that end the sentence, and stay. */
  readonly #ending: number;

  constructor(sentence: string, words: readonly Word[], seams: Seams) {
    this.#sentence = sentence;
    this.#words = words.filter(({ tokens }) => tokens > 0);
    const { stay, leaves, enters } = pooled(this.#words, seams);
    this.#stay = stay;
    // Row 0 is the beginning; the last column is the end.
    this.#worth = [seams.begin, ...leaves].map((from) =>
      Float32Array.from([...enters, seams.end], (to) => dot(from, to)),
    );
    this.#hasPairs = PAIRED.test(sentence);
    let ending = this.#words.length;
    while (ending > 0 && isEnding(this.#text(ending - 1))) ending--;
    this.#ending = ending;
  }

  /** The best path that grammar lets pass, with its share of all paths. Viterbi's and the forward algorithm. */
  best(): { words: Word[]; pieces: Piece[]; logProbability: number } | undefined {
    const count = this.#words.length;
    const best = [0, ...Array<number>(count + 1).fill(Number.NEGATIVE_INFINITY)];
    const total = best.slice();
    const from = Array<number>(count + 2).fill(0);
    for (let to = 1; to <= count + 1; to++) {
      const own = this.#stay[to - 1] ?? 0;
      const ways: number[] = [];
      // A path has a word at least.
      for (let at = to > count ? 1 : 0; at < to; at++) {
        const seam = (this.#worth[at]?.[to - 1] ?? 0) + own;
        ways.push((total[at] as number) + seam);
        const value = (best[at] as number) + seam;
        if (value > (best[to] as number) && this.#mayJoin(at - 1, to - 1)) {
          best[to] = value;
          from[to] = at;
        }
      }
      total[to] = logSum(ways);
    }
    const value = best[count + 1] as number;
    if (!Number.isFinite(value)) return undefined;
    const path: number[] = [];
    for (let at = from[count + 1] as number; at > 0; at = from[at] as number) path.unshift(at - 1);
    return {
      words: path.map((index) => this.#words[index] as Word),
      pieces: this.#piecesOf(path),
      logProbability: value - (total[count + 1] as number),
    };
  }

  /** Whether a word may stand right after another, either of them the beginning (-1) or the end. */
  #mayJoin(left: number, right: number): boolean {
    if (right === left + 1) return true;
    const first = left + 1;
    const last = right - 1;
    if (right > this.#ending) return false;
    if (left < 0 && !this.#mayBegin(right)) return false;
    if (left >= 0 && !this.#mayLeave(left, first, right)) return false;
    if (this.#isGlued(left, first) || this.#isGlued(last, right)) return false;
    if (this.#colours(left, first, last)) return false;
    if (left >= 0 && right < this.#ending && this.#losesOnePause(left, right)) return false;
    const part = this.#sentence.slice(this.#words[first]?.start, this.#words[last]?.end);
    return !this.#hasPairs || isBalanced(part);
  }

  /** "Lawyers for the singer X resigned" is not "X resigned", nor "A cut in X hurts" "in X hurts". */
  #mayBegin(right: number): boolean {
    if (this.#breaks(right) || opensPhrase(this.#lower(right))) return false;
    if (this.#breaks(right - 1) || opensClaim(this.#lower(right - 1))) return true;
    for (let index = 0; index < right; index++) if (opensAdjunct(this.#lower(index))) return false;
    return true;
  }

  /** Whether what stands before a gap is whole without what goes, and the gap begins where a phrase does. */
  #mayLeave(left: number, first: number, right: number): boolean {
    // "The actor, best known for X, died" loses both commas, or the first.
    if (this.#breaks(left) && this.#breaks(right - 1)) return false;
    const word = this.#lower(left);
    if (wantsNext(word) || mismatches(word, this.#lower(right))) return false;
    // "Under review" is what it is.
    if (isAuxiliary(word) && opensAdjunct(this.#lower(first))) return false;
    if (word === "of" && !this.#breaks(first)) return false;
    // "Has now agreed" is "has agreed"; what is longer than that may hold the verb.
    if (isAuxiliary(word) && right - first > ADVERBS) return false;
    // "The research institute in Kandy." may lose where it stands, not its last noun.
    const isTail = this.#breaks(right) || right >= this.#ending;
    return !isTail || this.#breaks(left) || this.#breaks(first) || opensTail(this.#lower(first));
  }

  /** "3-1", "$2.5", "night-time", "country's": no space parts them, nor a pause. */
  #isGlued(left: number, right: number): boolean {
    const [one, other] = [this.#words[left], this.#words[right]];
    return one !== undefined && one.end === other?.start && !this.#breaks(right);
  }

  /** Whether what goes negates or hedges what stays: it does so from its beginning, or from within a phrase. */
  #colours(left: number, first: number, last: number): boolean {
    const isPhrase =
      left < 0 || this.#breaks(left) || this.#breaks(first) || opensPhrase(this.#lower(first));
    const until = isPhrase ? Math.min(last, first + NEAR - 1) : last;
    for (let index = first; index <= until; index++)
      if (isProtected(this.#lower(index))) return true;
    return false;
  }

  /** "This summer, singer Corgan said": with one comma of two the halves would run into each other. */
  #losesOnePause(left: number, right: number): boolean {
    if (this.#breaks(left) || this.#breaks(right)) return false;
    let pauses = 0;
    for (let index = left + 1; index < right; index++) if (this.#breaks(index)) pauses++;
    return pauses === 1;
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

  #text(index: number): string {
    const word = this.#words[index];
    return word ? this.#sentence.slice(word.start, word.end) : "";
  }

  #lower = (index: number): string => this.#text(index).toLowerCase();

  /** Whether a mark parts clauses or ends the sentence; that of "2.5" or "10:30" does not. */
  #breaks(index: number): boolean {
    const text = this.#text(index);
    if (!isPause(text) && !isEnding(text)) return false;
    return /^(?:$|[\s"”'’)\]])/.test(this.#sentence.slice(this.#words[index]?.end).charAt(0));
  }
}

const dot = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] as number), 0);

function logSum(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** A word's numbers are the means of its tokens'. */
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
