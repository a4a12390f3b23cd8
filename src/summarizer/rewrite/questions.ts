import type { WrittenLanguage } from "../../contract/language.ts";

/** Words that ask; in English also a verb before its subject, at the start or behind a comma. */
const ASKS: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /\b(?:who|whom|whose|what|when|where|why|how|which)\b|(?:^\W{0,3}(?:(?:and|but|so|then|well),? )?|[,:;—–] ?)(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n['’]t)? \p{L}/iu,
  zh: /[吗呢吧么]["”’」』）)]{0,3}[？?]|谁|什么|怎|如何|哪|几(?!乎)|多少|多[久长大远高]|为何|何[时地处]|是否|能否|可否|有没有|[是会能要好对]不[是会能要好对]|难道|岂/u,
};
const QUESTION = /[?？]["'”’」』）)]{0,3}\s{0,3}$/u;

/** Whether a candidate for a question has lost its mark or the words that ask. */
export const asksNoMore = (source: string, candidate: string, language: WrittenLanguage): boolean =>
  QUESTION.test(source) &&
  (!QUESTION.test(candidate) || (ASKS[language].test(source) && !ASKS[language].test(candidate)));
