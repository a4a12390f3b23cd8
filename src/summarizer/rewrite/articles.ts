/** "A old bridge", where words between have gone: an article, and the word that now follows it. */
const WITH_NEXT = /(?<![\p{L}\p{N}'’.-])(an?) (["“‘(]?[\p{L}\p{N}][\p{L}\p{N}.-]*)/giu;
/** Words whose first sound is not that of their first letter. */
const SILENT =
  /^(?:hours?|hourly|honest(?:ly|y)?|honou?r(?:s|ed|able)?|heirs?|heiress)(?![\p{L}])/iu;
const AS_YOU = /^(?:uni(?![mn])|us(?:e|u|a[bg])|eu|ewe|ubiq|uten|ura|one(?![a-z])|once)/iu;
/** Short names, numbers and single letters are spelled out, each in its own way. */
const SPELLED = /^(?:\p{Lu}(?:[\p{Lu}\p{Nd}.-]|$)|\p{N}|\p{L}(?!\p{L}))/u;

/** The text with "a" or "an" as the next word asks, where the source has another word behind the article. */
export const withArticles = (text: string, source: string): string => {
  const known = pairsIn(source);
  return text.replace(WITH_NEXT, (pair, article: string, word: string) => {
    const fitting = articleBefore(word);
    if (known.has(pair.toLowerCase()) || fitting === undefined) return pair;
    const isCapital = /^A/.test(article);
    return `${isCapital ? fitting.replace("a", "A") : fitting} ${word}`;
  });
};

/** Whether an article stands before a word that asks for the other one, and does not in the source. */
export const hasWrongArticle = (text: string, source: string): boolean =>
  withArticles(text, source) !== text;

/** The text without an article at its start that the source does not have before its next word. */
export const withoutNewArticle = (text: string, source: string): string => {
  const [opening, , next = ""] = /^(an?|the) (\S+)/iu.exec(text) ?? [];
  return opening === undefined || source.toLowerCase().includes(opening.toLowerCase())
    ? text
    : next + text.slice(opening.length);
};

const pairsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(WITH_NEXT)].map(([pair]) => pair.toLowerCase()));

/** "a" or "an"; undefined where it depends on how the word is said. */
function articleBefore(marked: string): "a" | "an" | undefined {
  const word = marked.replace(/^["“‘(]/u, "");
  if (SPELLED.test(word)) return undefined;
  if (SILENT.test(word)) return "an";
  if (AS_YOU.test(word)) return "a";
  return /^[aeiou]/iu.test(word.normalize("NFD")) ? "an" : "a";
}
