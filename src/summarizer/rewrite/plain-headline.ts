import type { WrittenLanguage } from "../../contract/language.ts";
import { shortened } from "./shorten.ts";

/** A greeting before the first thing that a mail says: "Hi all, quick update: ". */
const GREETING: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|greetings)(?: [\p{L}.'’-]{1,20}){0,4}|thanks?(?: you)?(?: for [\p{L}' ]{3,40})?)\s?[,.!:–—-]{1,2}\s+(?:(?:just )?(?:a )?(?:quick|short|brief) (?:update|note|question|reminder|heads-up|one)(?: on [\p{L} ]{3,30})?\s?[:,–—-]{1,2}\s+)?(?=\S+ \S+)/iu,
  zh: /^(?:(?:各位|大家|尊敬的|亲爱的)?[\p{Script=Han}]{0,8}(?:您好|你们?好|大家好|同事们?|老师们?|朋友们?))[，,！!：:。]\s?(?=\p{Script=Han}{6})/u,
};

/** "Paris (CNN)Lawmakers are". */
const DATELINE = /^(?:\p{Lu}[\p{L}., ]{1,40} )?\(\p{Lu}{2,8}\)(?:\s?[-–—]{1,2})?\s?(?=\p{Lu})/u;

/** A sentence as a headline that no writer made: without a greeting, shortened by rule. */
export function plainHeadline(sentence: string, language: WrittenLanguage): string {
  const said = sentence.replace(GREETING[language], "").replace(DATELINE, "");
  const short = shortened(said, language).replace(/[；;，,、]\s*$/u, "");
  return said === sentence || language === "zh"
    ? short
    : short.charAt(0).toUpperCase() + short.slice(1);
}
