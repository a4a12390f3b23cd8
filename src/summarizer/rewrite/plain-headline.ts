import type { WrittenLanguage } from "../../contract/language.ts";
import { isBalanced } from "./balance.ts";
import type { SourceSentence } from "./choose-headline.ts";
import { OPEN_QUOTATION, pointsOutside } from "./headline.ts";
import { hasMainVerb } from "./pieces/english-clauses.ts";
import { MAX_SENTENCE, shortened } from "./shorten.ts";

/** A greeting before the first thing that a mail says: "Hi all, quick update: ". */
const GREETING: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings)(?: [\p{L}.'’-]{1,20}){0,4}|thanks?(?: you)?(?: for [\p{L}' ]{3,40})?)\s?[,.!:–—-]{1,2}\s+(?:(?:just )?(?:a )?(?:quick|short|brief) (?:update|note|question|reminder|heads-up|one)(?: on [\p{L} ]{3,30})?\s?[:,–—-]{1,2}\s+)?(?=\S+ \S+)/iu,
  zh: /^(?:(?:各位|大家|尊敬的|亲爱的)?[\p{Script=Han}]{0,8}(?:您好|你们?好|大家好|同事们?|老师们?|朋友们?))[，,！!：:。]\s?(?=\p{Script=Han}{6})/u,
};

/** "Paris (CNN)Lawmakers are". */
const DATELINE = /^(?:\p{Lu}[\p{L}., ]{1,40} )?\(\p{Lu}{2,8}\)(?:\s?[-–—]{1,2})?\s?(?=\p{Lu})/u;

/** Whether a sentence can be a headline by itself: it points to nothing outside it, and nothing is left open. */
export const standsAlone = (sentence: string, language: WrittenLanguage): boolean =>
  sentence.length <= MAX_SENTENCE &&
  !pointsOutside(plainHeadline(sentence, language), language) &&
  isBalanced(sentence) &&
  !OPEN_QUOTATION.test(sentence) &&
  (language === "zh" || isStatement(sentence.split(/\s+/u))) &&
  !/[:：]\s*$/u.test(sentence);

/** Whether words have a verb; without one, a few can be a title. */
const isStatement = (words: readonly string[]): boolean =>
  words.length <= LONGEST_TITLE || hasMainVerb(words);
const LONGEST_TITLE = 10;

/** The longest sentence, in characters, that stands in for another one. */
const LONGEST: Readonly<Record<WrittenLanguage, number>> = { en: 200, zh: 70 };

/** The first of some sentences that can be a headline by itself, if any can. */
export const standingIn = (
  sentences: readonly SourceSentence[],
  language: WrittenLanguage,
): SourceSentence | undefined =>
  sentences.find(({ text }) => text.length <= LONGEST[language] && standsAlone(text, language));

/** A sentence as a headline that no writer made: without a greeting, shortened by rule. */
export function plainHeadline(sentence: string, language: WrittenLanguage): string {
  const said = sentence.replace(GREETING[language], "").replace(DATELINE, "");
  const short = shortened(said, language).replace(/[；;，,、]\s*$/u, "");
  return said === sentence || language === "zh"
    ? short
    : short.charAt(0).toUpperCase() + short.slice(1);
}
