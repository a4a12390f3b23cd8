import type { WrittenLanguage } from "../../contract/language.ts";

/** Words of sentences about what has happened. */
const PAST: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /\b(?:was|were|had|said|told|did|won|made|took|became|began|went|came|gave|left|lost|met|held|kept|sent|brought|fell|rose|grew|saw|found|led|paid|spoke|got|agreed|decided|asked|announced|reported|approved)\b/i,
  zh: /了|表示|宣布|[说称](?=[，。：“])|昨[天日晚]|今[天晨早晚]|近日|日前|\p{Nd}{1,2}日|决定/u,
};
const LEAST: Readonly<Record<WrittenLanguage, number>> = { en: 0.2, zh: 0.4 };
/** A text that addresses its reader, or announces what it is about, explains. */
const EXPLAINS_CHINESE = /[您你]可以|本(?:文|主题|节|研究|教程)|结果表明|若要|请参阅/u;
const SENTENCE = /[^.!?。！？\n]{6,}/gu;
const READ = 20_000;

/** Whether a text tells what happened, such as news and minutes do, rather than explain or instruct. */
export function isNarrative(text: string, language: WrittenLanguage): boolean {
  const read = text.slice(0, READ);
  if (language === "zh" && EXPLAINS_CHINESE.test(read)) return false;
  const sentences = read.match(SENTENCE) ?? [];
  const past = sentences.filter((sentence) => PAST[language].test(sentence)).length;
  return past > 0 && past >= LEAST[language] * sentences.length;
}
