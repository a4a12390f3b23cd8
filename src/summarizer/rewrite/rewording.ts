import type { WrittenLanguage } from "../../contract/language.ts";
import { isQuoted, quotationsIn } from "./quotations.ts";
import type { Change } from "./rewording/change.ts";
import { CHINESE_CHANGES } from "./rewording/chinese.ts";
import { ENGLISH_CLAUSES } from "./rewording/english-clauses.ts";
import { ENGLISH_FRAMES } from "./rewording/english-frames.ts";
import { ENGLISH_PHRASES } from "./rewording/english-phrases.ts";

const CHANGES: Readonly<Record<WrittenLanguage, readonly Change[]>> = {
  en: [...ENGLISH_PHRASES, ...ENGLISH_CLAUSES, ...ENGLISH_FRAMES],
  zh: CHINESE_CHANGES,
};

/**
 * The sentence with wordy phrases shortened where that does not change its claims: "in order to" becomes "to", "is used
 * to store" becomes "stores", 对数据进行分析 becomes 分析数据. Returns the sentence unchanged if it has no such phrase.
 */
export function reworded(sentence: string, language: WrittenLanguage): string {
  let text = sentence;
  for (const [pattern, put] of CHANGES[language]) text = replaced(text, pattern, put);
  return language === "en" ? withCapital(text, sentence) : text;
}

/** Replaces what matches outside quotations; whoever is quoted chose the words. */
function replaced(text: string, pattern: RegExp, put: Change[1]): string {
  const quotations = quotationsIn(text);
  if (quotations.length === 0) return text.replace(pattern, put as string);
  return text.replace(pattern, (...found) => {
    const [whole, ...rest] = found as [string, ...string[]];
    const at = Number(rest.findLast((one) => typeof one === "number"));
    if (isQuoted(quotations, at, at + whole.length)) return whole;
    return typeof put === "string" ? whole.replace(pattern, put) : put(whole, ...rest);
  });
}

/** Capitalizes the replacement of a phrase at the start of a sentence. */
const withCapital = (text: string, sentence: string): string =>
  /^\p{Lu}/u.test(sentence) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
