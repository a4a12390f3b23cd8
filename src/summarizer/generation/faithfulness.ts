import { isBalanced } from "../rewrite/balance.ts";
import { newMeasure } from "../rewrite/measures.ts";
import { quantitiesIn } from "../text/quantities.ts";
import { hasHan } from "../text/scripts.ts";

/** The minimum confidence that is required of a writer. */
export interface Confidence {
  minMeanLogProbability: number;
  minCopyRate: number;
}

/**
 * Characters that a byte-level tokenizer leaves where tokens do not form a character. They never occur in normal text.
 */
export const BROKEN = /[\uFFFD\p{Cn}\p{Co}]|(?![\n\t])\p{Cc}/u;

/** A generated text and its source. */
export interface TextClaim {
  source: string;
  summary: string;
  /** Mean natural logarithm of the probability over the summary's tokens. */
  meanLogProbability: number;
}

/**
 * The reason why a generated summary must not be shown, worded as the end of a sentence, or null if nothing is wrong. A
 * number or a name that is not in the source is an invention, regardless of the writer's confidence. This finds new
 * facts, not facts that are combined wrongly: "5 boats and 7 men" for "7 boats and 5 men" passes. So does a new Chinese
 * name, because Chinese has no capital letters to mark it.
 */
export function whyUnfaithful(claim: TextClaim, confidence: Confidence): string | null {
  const { source, summary, meanLogProbability } = claim;
  if (!/[\p{L}\p{N}]/u.test(summary)) return "it wrote no words";
  if (BROKEN.test(summary)) return "it wrote broken characters";
  const stated = statedIn(source);
  const number = newNumber(stated, summary);
  if (number !== null) return `it wrote the number ${number}, which is not in the text`;
  const measure = newMeasure(source, summary);
  if (measure !== null) return `it wrote ${measure}, which the text does not state as a whole`;
  const name = newName(stated, summary);
  if (name !== null) return `it wrote ${name}, which is not in the text`;
  if (!isBalanced(summary)) return "its quotation marks or brackets are not balanced";
  if (!(meanLogProbability >= confidence.minMeanLogProbability)) return "it was not sure enough";
  const rate = copyRate(source, summary);
  if (rate < confidence.minCopyRate) {
    return `only ${Math.floor(100 * rate)}% of its words are in the text`;
  }
  return null;
}

/** The facts stated in a text, to check a summary against. */
export interface Stated {
  numbers: ReadonlySet<string>;
  /** Words, folded: all of them, those with a capital, those without. */
  words: ReadonlySet<string>;
  capitalized: ReadonlySet<string>;
  common: ReadonlySet<string>;
}

export function statedIn(source: string): Stated {
  const words = wordsOf(source);
  return {
    numbers: new Set(quantitiesIn(source).map(({ value }) => value)),
    words: foldedOf(words),
    capitalized: foldedOf(words.filter(isCapitalized)),
    common: foldedOf(words.filter((word) => !isCapitalized(word))),
  };
}

/** The first number of the summary, as it is written there, that is not in the source; null if there is none. */
export const newNumber = ({ numbers }: Stated, summary: string): string | null =>
  quantitiesIn(summary).find(({ value }) => !numbers.has(value))?.text ?? null;

/** A word with all that can be part of a name: letters, their marks, digits, apostrophes. */
const WORD = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*/gu;
const CAPITAL = /\p{Lu}/u;
/** The text before a word that opens a sentence or a quotation. */
const OPENS = /(?:(?:[.!?:…。！？：\n]["'”’)]*|^)\s*["'“‘(]*|["“])$/u;

/** Words that may open a sentence without being a name or a new word. */
const OPENERS = new Set(
  (
    "a about after again all also although an and another any are as at be because before both but by can could " +
    "despite during each even every few first following for from further had has have he her here his how however " +
    "i if in instead is it its last later many meanwhile more most much my neither new next no none nor not now of " +
    "off on once one only or other others our out over people several she since so some such than that the their " +
    "them then there these they this those though through thus to too under until up was we were what when where " +
    "whether which while who whose why will with within without would yet you your"
  ).split(" "),
);

/** The first name of the summary that is not in the source; null if there is none. */
export function newName(stated: Stated, summary: string): string | null {
  const isAmongHan = hasHan(summary);
  for (const word of wordsOf(summary)) {
    const { text, folded, isFirst } = word;
    const isName = isCapitalized(word) && !isFirst;
    // In Chinese text, any Latin word is a name or a term.
    if (!isCapitalized(word) && !isAmongHan) continue;
    if (isName ? stated.capitalized.has(folded) : stated.words.has(folded)) continue;
    if (!isName && (OPENERS.has(folded) || hasVariant(folded, stated.common))) continue;
    return text;
  }
  return null;
}

interface CheckedWord {
  text: string;
  folded: string;
  /** Whether its capital may come from its position at the start of a sentence. */
  isFirst: boolean;
}

const isCapitalized = ({ text }: CheckedWord): boolean => CAPITAL.test(text);

/** The words in non-Han letters. A possessive ending is not part of a name. */
function wordsOf(text: string): CheckedWord[] {
  const normal = text
    .normalize("NFKC")
    .replace(/\p{Script=Han}+/gu, (run) => " ".repeat(run.length));
  return [...normal.matchAll(WORD)].map(({ 0: word, index }) => {
    const bare = word.replace(/['’]s$/iu, "");
    return {
      text: bare,
      folded: bare.toLowerCase(),
      isFirst: OPENS.test(normal.slice(Math.max(0, index - 20), index)),
    };
  });
}

const foldedOf = (words: readonly CheckedWord[]): ReadonlySet<string> =>
  new Set(words.map(({ folded }) => folded));

/** Whether a common word differs from it only in its ending: "Officials" and "official". */
function hasVariant(folded: string, common: ReadonlySet<string>): boolean {
  if (folded.length < 5) return false;
  const stem = folded.slice(0, Math.max(4, folded.length - 3));
  for (const word of common) {
    if (word.startsWith(stem) && word.length <= folded.length + 3) return true;
  }
  return false;
}

/** Share of the summary's words (each Han character is one) that are also in the source; 1 if it has no words. */
export function copyRate(source: string, summary: string): number {
  const known = new Set(unitsOf(source));
  const written = unitsOf(summary);
  if (written.length === 0) return 1;
  return written.filter((unit) => known.has(unit)).length / written.length;
}

/** The words of a text, folded; each Han character is one. */
export const unitsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{M}\p{N}]|$)/gu) ?? [];
