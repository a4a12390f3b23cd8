import type { WrittenLanguage } from "../../contract/language.ts";

/** Words of a text, of three letters or more; and pairs of Han characters, since dictionaries split too few terms alike. */
const UNIT: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /[\p{L}\p{M}\p{N}]{3,}/gu,
  zh: /(?=(\p{Script=Han}{2}))|[\p{Script=Latin}\p{N}]{2,}/gu,
};

/** English words that say nothing about a subject. */
const EMPTY = new Set(
  (
    "the and for with from that this these those are was were has have had can will its their his her your our you they " +
    "not but which who when where also been more such than into other may use used using how what there"
  ).split(" "),
);

/** The subject of a text, measured by the words that recur in it. */
export class Subject {
  readonly #counts = new Map<string, number>();
  /** Short names that come again, such as "LNG": the text calls a thing so. */
  readonly #shortNames: ReadonlySet<string>;
  readonly #language: WrittenLanguage;

  constructor(text: string, language: WrittenLanguage) {
    this.#language = language;
    for (const unit of this.#unitsOf(text)) {
      this.#counts.set(unit, (this.#counts.get(unit) ?? 0) + 1);
    }
    const names: string[] = text.match(SHORT_NAME) ?? [];
    this.#shortNames = new Set(names.filter((name, at) => names.indexOf(name) < at));
  }

  /**
   * Whether a sentence keeps what its text is about: the words that it loses do not come again in the text more often
   * than those that stay, on average, a little more where the part is a detail by its grammar. A few words are always
   * let go of, unless they are a tail. A short name that comes again in the text stays.
   */
  keeps(sentence: string, shorter: string, isTail: boolean): boolean {
    const names: string[] = sentence.match(SHORT_NAME) ?? [];
    if (names.some((name) => this.#shortNames.has(name) && !shorter.includes(name))) return false;
    const kept = this.#unitsOf(shorter);
    const left = new Map<string, number>();
    for (const unit of kept) left.set(unit, (left.get(unit) ?? 0) + 1);
    const lost = this.#unitsOf(sentence).filter((unit) => {
      const count = left.get(unit) ?? 0;
      left.set(unit, count - 1);
      return count <= 0;
    });
    if (lost.length < (isTail ? 1 : FEW)) return true;
    const limit = isTail ? 1 : DETAIL[this.#language];
    return this.#weightOf(lost) <= limit * this.#weightOf(kept);
  }

  /** The mean of how often words come again, in logarithms. */
  #weightOf(units: readonly string[]): number {
    const sum = units.reduce((sum, unit) => sum + Math.log(this.#counts.get(unit) ?? 1), 0);
    return sum / Math.max(1, units.length);
  }

  #unitsOf(text: string): string[] {
    return [...text.toLowerCase().matchAll(UNIT[this.#language])]
      .map(([unit, pair]) => pair ?? unit)
      .filter((unit) => !EMPTY.has(unit));
  }
}

/**
 * How much heavier a lost detail may be, and the words that are few; chosen on 580 development documents, where no limit
 * made Chinese summaries better.
 */
const DETAIL: Readonly<Record<WrittenLanguage, number>> = { en: 1.5, zh: Number.POSITIVE_INFINITY };
const FEW = 5;
const SHORT_NAME = /(?<![\p{L}\p{N}-])\p{Lu}[\p{Lu}\p{Nd}]{1,9}(?![\p{Script=Latin}\p{N}-])/gu;
