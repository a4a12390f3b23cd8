/** Rules of English grammar, and of Chinese, for phrases that might be dropped, judged only by their words. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that may begin a phrase that the rest of its clause can do without. */
const OPENERS = words(
  "after although amid amidst among as at because before between by despite during following for " +
    "from in including into like near on onto over since such through throughout toward towards " +
    "under until upon via when where whereas which while who whom whose with within",
);

/** After these words a phrase is not dropped, because they depend on it. */
const LEANING = words(
  "a an the is are was were be been being am has have had do does did will can of to and or but than " +
    "more less very most just also so as too such s at about by for from in into on with even now " +
    "take takes took taken taking run runs come comes go goes going went gone deal deals dealt focus " +
    "focuses based due likely able late early shortly soon",
);
/** "A plan focused on ships": a participle after a noun depends on the words after it. */
const PARTICIPLE =
  /^(?:\p{L}+ed|known|made|seen|held|given|drawn|driven|written|built|led|sent|set|put|found)$/u;
const AUXILIARY = words(
  "is are was were be been being am has have had get gets got he she it they we who i you not also",
);
const BEFORE_VERB = words(
  "is are was were be been being am has have had do does did will would can could shall should may might must to",
);
/** "A week after the vote" is a time, not a week. */
const SPAN = words(
  "second seconds minute minutes hour hours day days night nights week weeks month months year years",
);
const FROM_SPAN = words("after before since until");

/** Words whose loss changes the meaning of the sentence. */
const PROTECTED = words(
  "not no never nor neither none nobody nothing nowhere cannot without unless except if hardly " +
    "barely scarcely rarely seldom only few little less fewer fail fails failed failing deny denies " +
    "denied refuse refuses refused false fake alleged allegedly reportedly supposedly may might could " +
    "would should until instead rather than both either t perhaps maybe possibly probably likely",
);
const PROTECTED_HAN = /[不没無无未非否勿别莫若仅只]|除非|如果|假如|据说|可能|或许|尚|拒绝|禁止/;

/** After these words a comma separates two clauses or items, and stays when the part between them is dropped. */
const JOINERS = words(
  "and but or so yet nor who which whose whom where when while although because",
);

const PREDICATE =
  /^(?:is|are|was|were|has|have|had|will|would|can|could|does|did|says?|said|told)$/u;

const PAIRS: readonly [open: RegExp, close: RegExp][] = [
  [/[(（[]/g, /[)）\]]/g],
  [/[“「『]/g, /[”」』]/g],
  [/``/g, /''/g],
  [/(?<![\p{L}\p{N}'])'(?=[\p{L}\p{N}])/gu, /(?<=[\p{L}\p{N}.,!?])'(?![\p{L}\p{N}'])/gu],
];
const STRAIGHT_QUOTE = /"/g;

/** Words, besides openers, that may begin the end of a clause. */
const TAIL = words(
  "of to and but or nor so yet that whether if than about against around behind below beyond down off out " +
    "past per toward up across along ahead where today yesterday tomorrow tonight now then again " +
    "monday tuesday wednesday thursday friday saturday sunday last this next early earlier late later " +
    "says said according amid pending",
);
const TAIL_FORM = /^\p{L}{2,}(?:ing|ed|ly)$/u;

/** Words that are meaningless without the word after them, whether or not they modify it. */
const WANTING = words(
  "and or but nor & - – — almost nearly not no very more most less than as so too",
);

const PAUSE = /^[,;:，；：—–]$/;
const ENDING = /^[.!?。！？…"'`”’」』)）\]]+$/;

export const isPause = (word: string): boolean => PAUSE.test(word);
/** Whether it is a mark that ends a sentence. */
export const isEnding = (word: string): boolean => ENDING.test(word);
/** Whether it may begin a phrase. All words here are in lower case. */
export const opensPhrase = (word: string): boolean => OPENERS.has(word);
export const joins = (word: string): boolean => JOINERS.has(word);
/** Whether a clause that begins with it is a predicate of an earlier subject. */
export const opensPredicate = (word: string): boolean => PREDICATE.test(word);
export const isProtected = (word: string): boolean => PROTECTED.has(word);
export const isSubject = (word: string): boolean => /^(?:he|she|it|they|we|i|that)$/.test(word);
export const isDeterminer = (word: string): boolean =>
  /^(?:a|an|the|his|her|its|their|our|my|this|these|those)$/.test(word);
/** Whether it is a verb that needs an object. */
export const wantsObject = (word: string): boolean =>
  /^(?:feels?|felt|ask(?:s|ed|ing)|refer(?:s|red|ring)|seems?|becomes?|became|makes?|made|gives?|gave)$/.test(
    word,
  );
/** "A week after the vote" is a time, not a week. */
export const datesFrom = (word: string, next: string): boolean =>
  SPAN.has(word) && FROM_SPAN.has(next);
/** Whether an adverb belongs to a participle. */
export const qualifies = (adverb: string, word: string): boolean =>
  /^\p{L}{2,}ly$/u.test(adverb) && PARTICIPLE.test(word);
/** Whether it cannot be part of a prepositional phrase. */
export const isOutside = (word: string): boolean =>
  OPENERS.has(word) || BEFORE_VERB.has(word) || /^(?:instead|and|or|but|to)$/.test(word);
/** Whether a verb needs it as its object. */
export const isObject = (word: string): boolean => /^(?:him|her|them|it|me|us|per)$/.test(word);
/** Whether it is a verb form that needs a plural subject. */
export const isPlural = (word: string): boolean => /^(?:are|were|have)$/.test(word);
/** Whether the words after it are only conditionally true. */
export const isCondition = (word: string): boolean =>
  /^(?:if|unless|except|without|until|only)$/.test(word);
/** Whether it may open an independent clause. */
export const opensClause = (word: string): boolean => word === "and" || word === "but";
/** Whether a clause may end before it. */
export const opensTail = (word: string): boolean =>
  OPENERS.has(word) || TAIL.has(word) || TAIL_FORM.test(word);
export const wantsNext = (word: string): boolean => WANTING.has(word);
/** Whether it may attach a noun to the words before it. */
export const opensAdjunct = (word: string): boolean => word === "of" || OPENERS.has(word);
/** Whether a "that" after it may open reported speech. */
export const claims = (word: string): boolean =>
  /^(?:clear|told|found|find|shown?|know|known|knew|thought|\p{L}+(?:id|ed|s))$/u.test(word);
export const isRelative = (word: string): boolean => /^(?:who|whom|whose|which)$/.test(word);
/** "To call on someone": without "on" the verb has another meaning. */
export const calls = (word: string): boolean => /^call(?:s|ed|ing)?$/.test(word);
/** "Police said", "reports that": the words after it are an independent clause. */
export const opensClaim = (word: string): boolean => /^(?:that|said|says|say)$/.test(word);
/** Whether a verb must follow. */
export const isAuxiliary = (word: string): boolean => BEFORE_VERB.has(word);
/**
 * "An old man" must not become "an man". Judged by the letter, so "an hour" counts as wrong and then stays unchanged.
 */
export const mismatches = (article: string, word: string): boolean =>
  (article === "a" && /^[aeiou]/.test(word)) || (article === "an" && /^[^aeiou]/.test(word));
/** The same for a part in Chinese, which has no spaces between words. */
export const isProtectedHan = (part: string): boolean => PROTECTED_HAN.test(part);

/** Whether a word depends on the one after it. */
export function leans(before: string, word: string, after: string): boolean {
  if (LEANING.has(word) || PROTECTED.has(word)) return true;
  if (datesFrom(word, after)) return true;
  return PARTICIPLE.test(word) && !AUXILIARY.has(before);
}

/** Whether all brackets and quotation marks that open in a part close in it, and vice versa. */
export function isBalanced(part: string): boolean {
  const count = (mark: RegExp) => part.match(mark)?.length ?? 0;
  if (count(STRAIGHT_QUOTE) % 2 === 1) return false;
  return PAIRS.every(([open, close]) => count(open) === count(close));
}
