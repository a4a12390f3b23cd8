import type { Piece } from "../text/openings.ts";
import { hasHan } from "../text/scripts.ts";
import {
  isAuxiliary,
  isBalanced,
  isEnding,
  isPause,
  isProtected,
  isProtectedHan,
  isRelative,
  joins,
  leans,
  opensClaim,
  opensPhrase,
  opensPredicate,
} from "./phrases.ts";

/** A word or punctuation mark of a sentence, with the probability that it stays in a shorter version. */
export interface RatedWord {
  start: number;
  end: number;
  /** 0 to 1. */
  keep: number;
}

/** Thresholds of trimming. */
export const COMPRESSION = {
  /** A phrase is dropped if the mean probability that its words stay is below this. */
  keep: 0.4,
  /** The same for a phrase of one word, because one word often carries the meaning of the rest. */
  keepSingle: 0.2,
  /** A phrase with a word of at least this probability stays, because it may be the verb of the sentence. */
  keepWord: 0.7,
  /** At least this share of the words stays. */
  leastShare: 1 / 3,
  /** And at least this number of words. */
  leastWords: 4,
};

const LETTER = /[\p{L}\p{N}]/u;
const STOP = /^[.!?。！？…]$/;
const QUOTED = /^["“'`]/;
/**
 * The start of a part that may follow a gap. A name or a number after a gap may be the rest of a list, or of a date.
 */
const GOES_ON = /^(?:[\p{Ll}\p{Script=Han}]|["'“‘(]\p{Ll})/u;

interface Clause {
  /** Words from..to (exclusive) between two pauses. */
  from: number;
  to: number;
  /** Whether it is the last clause. If not, the word at `to` is the pause that ends it. */
  isLast: boolean;
}

const mean = (rated: readonly RatedWord[]) =>
  rated.reduce((sum, { keep }) => sum + keep, 0) / Math.max(1, rated.length);

/**
 * The pieces of a sentence that stay when it is trimmed; one piece, the whole sentence, if nothing can be dropped. Only
 * parts with clear boundaries are dropped: a clause between pauses, or the end of a clause from a preposition or
 * conjunction on. Negations, conditions and hedges always stay, as do text inside a quotation and brackets with only
 * one end in the dropped part.
 */
export function compress(sentence: string, rated: readonly RatedWord[]): Piece[] {
  const reading = new ParsedSentence(sentence, rated);
  if (reading.countWords(0, reading.end) > COMPRESSION.leastWords) {
    reading.trim();
    const least = Math.max(
      COMPRESSION.leastWords,
      Math.ceil(reading.countWords(0, rated.length) * COMPRESSION.leastShare),
    );
    if (reading.countStaying() >= least) return piecesOf(rated, reading.stays);
  }
  return [[0, sentence.length]];
}

/** A sentence, split into words and clauses, with the words that stay. */
class ParsedSentence {
  readonly stays: boolean[];
  /** From this index on, the words end the sentence and always stay. */
  readonly end: number;
  readonly #sentence: string;
  readonly #rated: readonly RatedWord[];
  readonly #clauses: readonly Clause[];

  constructor(sentence: string, rated: readonly RatedWord[]) {
    this.#sentence = sentence;
    this.#rated = rated;
    this.stays = rated.map(() => true);
    let end = rated.length;
    while (end > 0 && isEnding(this.#text(end - 1))) end--;
    this.end = end;
    this.#clauses = this.#split();
  }

  countWords(from: number, to: number): number {
    let count = 0;
    for (let index = from; index < to; index++) if (this.#isWord(index)) count++;
    return count;
  }

  countStaying = (): number =>
    this.stays.filter((isStaying, index) => isStaying && this.#isWord(index)).length;

  /** Drops every clause that can be dropped, or else its end. */
  trim(): void {
    const clauses = this.#clauses;
    const weight = ({ from, to }: Clause) => mean(this.#rated.slice(from, to));
    const strongest = clauses.reduce((best, one) => (weight(one) > weight(best) ? one : best));
    clauses.forEach((clause, position) => {
      const isDroppable =
        clauses.length > 1 && clause !== strongest && this.#isSpare(clause, position);
      if (isDroppable && this.#mayGo(clause.from, clause.to)) this.#dropClause(clause, position);
      else this.#dropTail(clause);
    });
  }

  #dropClause({ from, to, isLast }: Clause, position: number): void {
    const isFirst = position === 0;
    // "The mayor, a teacher, resigned" loses both commas; before "and" one of them stays.
    const next = this.#lower(to + 1);
    const keepsPause = !isFirst && !isLast && (joins(next) || opensClaim(next));
    this.stays.fill(
      false,
      isFirst || this.stays[from - 1] === false ? from : from - 1,
      isLast || keepsPause ? to : to + 1,
    );
  }

  #dropTail({ from, to, isLast }: Clause): void {
    if (!isLast && !GOES_ON.test(this.#text(to + 1))) return;
    // "A question from a reader, who asks".
    if (!isLast && isRelative(this.#lower(to + 1))) return;
    for (let opener = from + 2; opener < to; opener++) {
      if (!opensPhrase(this.#lower(opener)) || this.#leans(opener - 1)) continue;
      // "Confirmed that after the review, it left": the comma would remain.
      if (!isLast && this.#lower(opener - 1) === "that") continue;
      if (!this.#mayGo(opener, to)) continue;
      this.stays.fill(false, opener, to);
      return;
    }
  }

  /** Whether the sentence is complete without a clause. */
  #isSpare(clause: Clause, position: number): boolean {
    const { from, to, isLast } = clause;
    if (from === to || this.#isPart(clause) || this.#waits(this.#clauses[position - 1]))
      return false;
    // "One of the clubs, Ajax, has won" keeps both commas or neither.
    const next = this.#clauses[position + 1];
    if (position === 0 && next && !next.isLast && isAuxiliary(this.#lower(next.to + 1)))
      return false;
    // The name of the speaker follows a quotation.
    if (QUOTED.test(this.#sentence) && /^\p{Lu}/u.test(this.#text(from))) return false;
    return isLast || (position === 0 ? /^\p{L}/u : GOES_ON).test(this.#text(to + 1));
  }

  /** Whether it is a predicate, the end of a list, or "today announced that", which the next clause completes. */
  #isPart({ from, to, isLast }: Clause): boolean {
    if (opensPredicate(this.#lower(from))) return true;
    if (isLast) return /^(?:and|or)$/.test(this.#lower(from)) && this.countWords(from, to) <= 3;
    return from > 0 && this.#has("that", from + 1, to);
  }

  /** "After the vote, they left": the first clause depends on the second; so does a condition. */
  #waits(clause: Clause | undefined): boolean {
    if (!clause || this.stays[clause.from] === false) return false;
    const opens = clause.from === 0 && opensPhrase(this.#lower(0));
    return opens || this.#has("if", clause.from, clause.to);
  }

  /** Whether the model would drop the part, and nothing in it changes the meaning of the sentence. */
  #mayGo(from: number, to: number): boolean {
    const own = this.#rated.slice(from, to).filter((_, offset) => this.#isWord(from + offset));
    const limit = own.length > 1 ? COMPRESSION.keep : COMPRESSION.keepSingle;
    if (mean(own) >= limit || own.some(({ keep }) => keep >= COMPRESSION.keepWord)) return false;
    for (let index = from; index < to; index++) if (isProtected(this.#lower(index))) return false;
    const start = this.#rated[from]?.start ?? 0;
    const part = this.#sentence.slice(start, this.#rated[to - 1]?.end ?? 0);
    if (isProtectedHan(part)) return false;
    return isBalanced(part) && isBalanced(this.#sentence.slice(0, start));
  }

  #split(): Clause[] {
    const clauses: Clause[] = [];
    for (let from = 0, index = 0; index <= this.end; index++) {
      if (index < this.end && !this.#isPause(index)) continue;
      clauses.push({ from, to: index, isLast: index === this.end });
      from = index + 1;
    }
    return clauses;
  }

  #text(index: number): string {
    const word = this.#rated[index];
    return word ? this.#sentence.slice(word.start, word.end) : "";
  }

  #lower = (index: number): string => this.#text(index).toLowerCase();
  #isWord = (index: number): boolean => LETTER.test(this.#text(index));
  #leans = (index: number): boolean =>
    leans(this.#lower(index - 1), this.#lower(index), this.#lower(index + 1));

  #has(word: string, from: number, to: number): boolean {
    for (let index = from; index < to; index++) if (this.#lower(index) === word) return true;
    return false;
  }

  #isPause(index: number): boolean {
    const text = this.#text(index);
    if (!isPause(text)) return false;
    // "1,204" and "10:30" have no space after the mark.
    const next = this.#sentence.charAt(this.#rated[index]?.end ?? 0);
    return (
      hasHan(this.#text(index - 1)) ||
      hasHan(next) ||
      /[\s”"’」』，；：]|^$/.test(next) ||
      /[，；：]/.test(text)
    );
  }
}

/** The words that stay, with adjacent ones joined into pieces. */
function piecesOf(rated: readonly RatedWord[], stays: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [];
  rated.forEach(({ start, end }, index) => {
    if (!stays[index]) return;
    const last = pieces.at(-1);
    if (last && stays[index - 1]) last[1] = end;
    else pieces.push([start, end]);
  });
  return pieces;
}

const WHITE_SPACE = /\s+/g;
const SPACE_BEFORE_MARK = / ([,.;:!?，。；：！？”』」）)])/g;
const DOUBLE_PAUSE = /([,;:，；：])\s*(?=[,;:.!?，；：。！？])/g;
const LEADING_PAUSE = /^(?:[\s,;:，；：]|[-–—]+\s)+/;

/** The text of the pieces, with spaces, commas and the first capital letter corrected. */
export function trimmedText(sentence: string, pieces: readonly Piece[]): string {
  const parts = pieces.map(([start, end]) => sentence.slice(start, end));
  const joined = parts.reduce((text, part) =>
    hasHan(text.slice(-1)) || hasHan(part.charAt(0)) || STOP.test(part.charAt(0))
      ? text + part
      : `${text} ${part}`,
  );
  if (parts.length === 1 && pieces[0]?.[0] === 0) return joined;
  const clean = joined
    .replace(WHITE_SPACE, " ")
    .replace(SPACE_BEFORE_MARK, "$1")
    .replace(DOUBLE_PAUSE, "")
    .replace(LEADING_PAUSE, "");
  const isCapital = /^["'“‘(]?\p{Lu}/u.test(sentence);
  return isCapital
    ? clean.replace(/^(["'“‘(]?)(\p{Ll})/u, (_, open, letter) => open + letter.toUpperCase())
    : clean;
}
