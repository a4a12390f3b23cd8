import { opensPhrase } from "../../compress/phrases.ts";
import type { Word } from "../../text/words.ts";
import {
  COMMA,
  COMMAND,
  DETERMINER,
  isVerb,
  LEADS_UP,
  PAST_VERB,
  SPEAKS,
  STOP,
} from "./english-words.ts";

/** The words of an English sentence, by index, and what can be said of the parts between them without a parser. */
export class EnglishSentence {
  readonly source: string;
  readonly words: readonly Word[];
  readonly #texts: readonly string[];
  readonly #lowers: readonly string[];

  constructor(source: string, words: readonly Word[]) {
    this.source = source;
    this.words = words;
    this.#texts = words.map(({ start, end }) => source.slice(start, end));
    this.#lowers = this.#texts.map((text) => text.toLowerCase());
  }

  /** A word as it stands; "" outside the sentence. */
  text = (at: number): string => this.#texts[at] ?? "";
  lower = (at: number): string => this.#lowers[at] ?? "";
  /** Words from..to (exclusive) in lower case. */
  part = (from: number, to: number): string[] => this.#lowers.slice(from, to);

  /** Whether only marks are left from `at` on, with a stop; the stop of "vs." within the sentence is none. */
  endsAt(at: number): boolean {
    if (at >= this.words.length) return true;
    return (
      STOP.test(this.text(at)) && !this.#texts.slice(at).some((text) => /[\p{L}\p{N}]/u.test(text))
    );
  }

  isVerb(at: number): boolean {
    // "Windows", "James": a word in -s with a capital is a name.
    if (/^\p{Lu}/u.test(this.text(at))) return at === 0 && COMMAND.test(this.lower(at));
    return isVerb(this.lower(at)) || this.#followsPronoun(at);
  }

  /** "We propose", "they often sail": a verb in its base form. */
  #followsPronoun(at: number): boolean {
    const word = this.lower(at);
    if (!/^\p{Ll}{3,16}$/u.test(word) || ADVERB.test(word) || opensPhrase(word)) return false;
    const before = ADVERB.test(this.lower(at - 1)) ? at - 2 : at - 1;
    return /^(?:we|you|they|i)$/.test(this.lower(before));
  }

  isSubject(at: number): boolean {
    return (
      /^(?:the|an?|he|she|it|they|we|you|i|his|her|its|their|this|these|there)$/.test(
        this.lower(at),
      ) || /^\p{Lu}/u.test(this.text(at))
    );
  }

  /** "In a video, a boy shoots" is a claim of the video; "In a statement, the mayor said" names who claims. */
  speaks(from: number): boolean {
    return this.#lowers.slice(from).some((word) => SPEAKS.test(word));
  }

  /** Whether a verb is among the words before `end`; a word in -s behind a determiner is a noun. */
  hasVerb(end: number): boolean {
    return this.words
      .slice(0, end)
      .some((_, at) => this.isVerb(at) && !(at > 0 && DETERMINER.test(this.lower(at - 1))));
  }

  /** Whether a verb comes before the next comma, or there is no comma. */
  hasVerbBeforePause(from: number): boolean {
    for (let at = from; at < this.words.length; at++) {
      if (this.isPause(at)) return false;
      if (at > from && this.isVerb(at) && !DETERMINER.test(this.lower(at - 1))) return true;
    }
    return true;
  }

  /** Whether the words before `end` have a verb that is not of a relative clause. */
  hasPredicate(end: number): boolean {
    const before = this.part(0, end);
    if (before.some((word) => /^(?:who|which|that|whose|whom)$/.test(word))) return false;
    return before.some(
      (word, at) => at > 0 && PAST_VERB.test(word) && !DETERMINER.test(before[at - 1] as string),
    );
  }

  /** "The funds, part of a budget, which": whether a comma before `end` is still open, whose partner is the next one. */
  isInAside(end: number): boolean {
    const before = this.part(0, end);
    const [opener = ""] = before;
    // The comma of "…," she said, ends a quotation.
    const commas = before.filter(
      (word, at) => word === "," && !/^["”’]$/.test(this.text(at + 1)),
    ).length;
    return commas % 2 === 1 && !opensPhrase(opener) && !LEADS_UP.test(opener);
  }

  /** Whether a dash before `end` is still open. */
  isInDashes(end: number): boolean {
    const dashes = this.part(0, end).filter((word) => /^[—–]$|^-{2,3}$/.test(word));
    return dashes.length % 2 === 1;
  }

  /** "Suspected, but never charged, in the death": whether the comma at `at` ends a contrast. */
  endsContrast(at: number): boolean {
    for (let before = at - 1; before > Math.max(0, at - 8); before--)
      if (this.isPause(before))
        return /^(?:but|and|or|if|though|although|not|yet|however)$/.test(this.lower(before + 1));
    return false;
  }

  /** Whether only an introductory clause comes before: "If it rains". */
  isFirstPause(at: number): boolean {
    const before = this.part(0, at);
    const [first = ""] = before;
    return (
      (LEADS_UP.test(first) || opensPhrase(first)) &&
      !before.some((_, place) => this.isPause(place))
    );
  }

  /** Whether a comma, semicolon or dash stands there; a hyphen within a word is none. */
  isPause = (at: number): boolean => COMMA.test(this.text(at)) && !this.isGlued(at);

  /** Whether a hyphen or dash joins its neighbors into one word. */
  isGlued(at: number): boolean {
    const { start = 0, end = 0 } = this.words[at] ?? {};
    return (
      /^[-–]$/.test(this.text(at)) &&
      /\S/.test(this.source.charAt(start - 1)) &&
      /\S/.test(this.source.charAt(end))
    );
  }
}

const ADVERB =
  /^(?:\p{Ll}{2,14}ly|also|then|often|now|still|first|all|both|just|even|never|always)$/u;
