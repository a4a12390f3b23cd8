import type { Word } from "../text/words.ts";
import {
  calls,
  claims,
  datesFrom,
  isAuxiliary,
  isBalanced,
  isCondition,
  isDeterminer,
  isEnding,
  isObject,
  isOutside,
  isPause,
  isPlural,
  isProtected,
  isRelative,
  isSubject,
  mismatches,
  opensAdjunct,
  opensClaim,
  opensClause,
  opensPhrase,
  opensTail,
  qualifies,
  wantsNext,
  wantsObject,
} from "./phrases.ts";

const LETTER = /[\p{L}\p{N}]/u;
const NAME = /^[\p{Lu}\p{N}]/u;
const PAIRED = /["“”‘’'`()[\]]/;
/** Maximum number of words that may be dropped between an auxiliary and its verb. */
const ADVERBS = 2;
/** Number of words before "and" that are searched for a word that requires it, such as "both". */
const REACH = 6;
/** A negation or hedge within this number of words from the start of a part affects the words before the part. */
const NEAR = 3;
/** Opening and closing quotation marks. */
const QUOTES = [
  ["``", "''"],
  ["“", "”"],
  ['"', '"'],
  ["'", "'"],
] as const;
/** Maximum number of words in a quotation that may lose its marks: a plan that is "dead" is a plan that is dead. */
const QUOTED_WORDS = 4;

/**
 * Judges by grammar and meaning whether two words of an English sentence may become neighbors in a shorter one. Words
 * are given by index; -1 is the beginning of the sentence, and the number of words its end.
 */
export class Grammar {
  readonly #sentence: string;
  readonly #words: readonly Word[];
  readonly #hasPairs: boolean;
  /** Marks of short quotations, which may be dropped together. */
  readonly quotes: ReadonlySet<number>;
  /** The sentence with spaces in place of these marks. */
  readonly #unquoted: string;
  /** From this index on, all words are marks that end the sentence, and stay. */
  readonly #ending: number;

  constructor(sentence: string, words: readonly Word[]) {
    this.#sentence = sentence;
    this.#words = words;
    this.#hasPairs = PAIRED.test(sentence);
    this.quotes = shortQuotes(sentence, words);
    this.#unquoted = without(sentence, words, this.quotes);
    let ending = words.length;
    while (ending > 0 && isEnding(this.#text(ending - 1))) ending--;
    this.#ending = ending;
  }

  /** Whether the seam cuts a number or a hyphenated name. */
  parts(left: number, right: number): boolean {
    if (right === left + 1) return false;
    return this.#isGlued(left, left + 1) || this.#isGlued(right - 1, right);
  }

  /** Whether a word may directly follow another. `quotes` are dropped in any case. */
  mayJoin(left: number, right: number, quotes: ReadonlySet<number>): boolean {
    let first = left + 1;
    let last = right - 1;
    while (quotes.has(first)) first++;
    while (quotes.has(last)) last--;
    if (first > last) return true;
    if (right > this.#ending) return false;
    if (left < 0 && !this.#mayBegin(right, last)) return false;
    if (left >= 0 && !this.#mayLeave(left, first, last, right)) return false;
    if (this.#isGlued(left, first) || this.#isGlued(last, right)) return false;
    if (this.#colours(left, first, last)) return false;
    if (left >= 0 && right < this.#ending && this.#losesOnePause(left, right)) return false;
    const text = quotes.size > 0 ? this.#unquoted : this.#sentence;
    return (
      !this.#hasPairs || isBalanced(text.slice(this.#words[first]?.start, this.#words[last]?.end))
    );
  }

  /**
   * "Lawyers for the singer X resigned" does not mean "X resigned", and "A cut in X hurts" must not become "in X
   * hurts".
   */
  #mayBegin(right: number, last: number): boolean {
    const word = this.#lower(right);
    if (this.#breaks(right) || opensPhrase(word) || isAuxiliary(word)) return false;
    if (this.#breaks(last)) return !this.#resumes(right);
    if (this.#endsClaim(last)) return true;
    if (this.#lower(last) === "that") return false;
    // "NTX, the maker of parts, plans" keeps both commas or neither.
    for (let index = 0; index <= last; index++)
      if (this.#breaks(index) || opensAdjunct(this.#lower(index))) return false;
    return true;
  }

  /** Whether the next comma is the second of an apposition: "One of the clubs, Ajax, has won". */
  #resumes(right: number): boolean {
    for (let index = right; index < this.#ending; index++)
      if (this.#breaks(index)) return isAuxiliary(this.#lower(index + 1));
    return false;
  }

  /** "Police said", "reports that"; not "a message on Monday that". */
  #endsClaim(last: number): boolean {
    const word = this.#lower(last);
    return opensClaim(word) && (word !== "that" || claims(this.#lower(last - 1)));
  }

  /** Whether the words before a gap are complete without the dropped part, and the gap begins where a phrase begins. */
  #mayLeave(left: number, first: number, last: number, right: number): boolean {
    const word = this.#lower(left);
    const next = this.#lower(right);
    // "The actor, best known for X, has died" loses both commas; before another noun one of them stays.
    if (this.#breaks(left) && (this.#breaks(last) || isAuxiliary(next))) return false;
    if (this.#breaks(first) && this.#breaks(right) && isAuxiliary(this.#lower(right + 1)))
      return false;
    // "Announced that over the years, it grew" loses the comma too.
    if (this.#breaks(right) && (word === "that" || opensClause(word))) return false;
    if (wantsNext(word) || mismatches(word, next)) return false;
    // "The rapidly growing start-up Mono": a name on its own takes no article.
    if (isDeterminer(word) && last - first > 1 && NAME.test(this.#text(right))) return false;
    if (first === last && isObject(this.#lower(first))) return false;
    if (this.#lower(first) === "and" && (isPlural(next) || this.#isOneOfTwo(left))) return false;
    // "A question from a reader, who asks".
    if (this.#breaks(right) && isRelative(this.#lower(right + 1))) return false;
    if (wantsObject(word) || (calls(word) && this.#lower(first) === "on")) return false;
    if (datesFrom(word, this.#lower(first))) return false;
    // "Cut recently acquired players", "on May 3": the word belongs to the next one; but not in "was recently cut".
    if (!isAuxiliary(word) && qualifies(this.#lower(last), next)) return false;
    if (/^\d/.test(next) && !this.#breaks(last)) return false;
    if (this.#cutsPhrase(first, last, right)) return false;
    if (this.#unclaims(left, first, last, right)) return false;
    // "Became the first state to join" must not become "became to join".
    if (isDeterminer(this.#lower(first)) && last > first && opensTail(next)) return false;
    // "Under review" completes the auxiliary.
    if (isAuxiliary(word) && opensAdjunct(this.#lower(first))) return false;
    if (word === "of" && !this.#breaks(first)) return false;
    // "Has now agreed" may become "has agreed"; a longer part may contain the verb.
    if (isAuxiliary(word) && last - first >= ADVERBS) return false;
    // "The research institute in Kandy." may lose the place, but not its last noun.
    const isTail = this.#breaks(right) || right >= this.#ending;
    // "Come after school instead of waiting" must not become "come after instead".
    if (opensAdjunct(word) && (isTail || isOutside(next))) return false;
    return !isTail || this.#breaks(left) || this.#breaks(first) || opensTail(this.#lower(first));
  }

  /** "Both the league and the cup": the words after "and" are required. */
  #isOneOfTwo(left: number): boolean {
    for (let index = Math.max(0, left - REACH); index < left; index++)
      if (/^(?:both|between)$/.test(this.#lower(index))) return true;
    return false;
  }

  /** "Took to a court in platform wedges": a word or two after a preposition are rarely the whole phrase. */
  #cutsPhrase(first: number, last: number, right: number): boolean {
    if (last > first + 1 || !opensAdjunct(this.#lower(first))) return false;
    const isName = last > first && NAME.test(this.#text(last));
    return (
      !isName && !this.#breaks(right) && right < this.#ending && !opensTail(this.#lower(right))
    );
  }

  /** Whether reported speech loses an essential part: its comma, its "that", or its subject. */
  #unclaims(left: number, first: number, last: number, right: number): boolean {
    const next = this.#lower(right);
    // "They had an argument at home, said the sheriff."
    if (this.#breaks(last) && opensClaim(next)) return true;
    // "The report that explains it" is not reported speech.
    if (first === last && this.#lower(first) === "that") return !claims(this.#lower(left));
    // "Banks says the case against him is led by others" must not become "Banks is led by others".
    return opensClaim(this.#lower(first)) && isAuxiliary(next) && !isSubject(this.#lower(last));
  }

  /** Whether no space or pause separates the words: "3-1", "$2.5", "night-time", "country's". */
  #isGlued(left: number, right: number): boolean {
    const [one, other] = [this.#words[left], this.#words[right]];
    return one !== undefined && one.end === other?.start && !this.#breaks(right);
  }

  /**
   * Whether the dropped part negates or hedges the words that stay. It does so from its beginning, or from within a
   * phrase.
   */
  #colours(left: number, first: number, last: number): boolean {
    const opening = this.#lower(this.#breaks(first) ? first + 1 : first);
    // "And may have ..." applies only to its own clause.
    const colours = left >= 0 && opensClause(opening) ? isCondition : isProtected;
    const isPhrase =
      left < 0 || this.#breaks(left) || this.#breaks(first) || opensPhrase(this.#lower(first));
    const until = isPhrase ? Math.min(last, first + NEAR - 1) : last;
    for (let index = first; index <= until; index++) if (colours(this.#lower(index))) return true;
    return false;
  }

  /** "This summer, singer Corgan said": without one of two commas the halves would run together. */
  #losesOnePause(left: number, right: number): boolean {
    if (this.#breaks(left) || this.#breaks(right)) return false;
    let pauses = 0;
    for (let index = left + 1; index < right; index++) if (this.#breaks(index)) pauses++;
    return pauses === 1;
  }

  /** Whether the result needs a clause that was dropped: "When the governor arrived." */
  hangs(path: readonly number[]): boolean {
    const [first = 0] = path;
    if (path.length === this.#words.length || !opensPhrase(this.#lower(first))) return false;
    return !path.some((index) => index < this.#ending && this.#breaks(index));
  }

  #text(index: number): string {
    const word = this.#words[index];
    return word ? this.#sentence.slice(word.start, word.end) : "";
  }

  #lower = (index: number): string => this.#text(index).toLowerCase();

  /** Whether a mark separates clauses or ends the sentence; the marks in "2.5" or "10:30" do not. */
  #breaks(index: number): boolean {
    const { start, end } = this.#words[index] ?? { start: 0, end: 0 };
    const text = this.#sentence.slice(start, end);
    const after = this.#sentence.charAt(end);
    if (text === "-") return /[\s-]/.test(this.#sentence.charAt(start - 1)) || /[\s-]/.test(after);
    // Before the end, a period belongs to an abbreviation such as "Nov." or "Corp.".
    if (text === "." && index < this.#ending) return false;
    return (isPause(text) || isEnding(text)) && /^(?:$|[\s"”'’)\]])/.test(after);
  }
}

/** The words that are marks of short quotations. */
function shortQuotes(sentence: string, words: readonly Word[]): Set<number> {
  const marks = new Set<number>();
  let from = 0;
  words.forEach((word) => {
    if (word.start < from) return;
    const [open, close] = QUOTES.find(([mark]) => opensAt(sentence, word.start, mark)) ?? [];
    if (!open) return;
    const end = closesAt(sentence, word.start + open.length, close);
    if (end < 0) return;
    from = end + close.length;
    const inside = words.filter(({ start }) => start >= word.start + open.length && start < end);
    const spoken = inside.filter(({ start, end }) => LETTER.test(sentence.slice(start, end)));
    if (spoken.length > QUOTED_WORDS) return;
    words.forEach(({ start }, at) => {
      const isOpening = start >= word.start && start < word.start + open.length;
      if (isOpening || (start >= end && start < from)) marks.add(at);
    });
  });
  return marks;
}

/** An apostrophe within a word neither opens nor closes a quotation. */
const opensAt = (sentence: string, at: number, mark: string): boolean =>
  sentence.startsWith(mark, at) && !(mark === "'" && LETTER.test(sentence.charAt(at - 1)));

function closesAt(sentence: string, from: number, mark: string): number {
  let at = sentence.indexOf(mark, from);
  while (at >= 0 && mark === "'" && LETTER.test(sentence.charAt(at + 1)))
    at = sentence.indexOf(mark, at + 1);
  return at;
}

/** The sentence with spaces in place of some of its words. */
const without = (sentence: string, words: readonly Word[], some: ReadonlySet<number>): string =>
  [...some].reduce((text, at) => {
    const { start, end } = words[at] as Word;
    return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  }, sentence);
