import type { WrittenLanguage } from "../../contract/language.ts";
import { isVerb } from "./gaps/english-words.ts";

/** A connective before a sentence, which the sentence does not need without the one before it. */
const CONNECTIVE: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:however|but|yet|still|nevertheless|nonetheless),?\s+(?!for\b|to\b|if\b)(?=\S)/iu,
  zh: /^(?:然而|但是?|不过|可是)[，,]?\s?(?=\p{Script=Han})/u,
};
/** Openings that lead up to the subject of a text. */
const BACKGROUND: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:in recent (?:years|times|decades)|recently|over the (?:past|last)|in the (?:past|last)|for (?:many )?(?:years|decades)|traditionally)\b/iu,
  zh: /^(?:近年来|近些年来?|近几年来?|近期|随着|长期以来|多年来|过去)/u,
};

/** Longer sentences are left alone, since each place of a name is looked at from its beginning. */
const MAX_LENGTH = 800;

/**
 * A sentence that points back to the one before it, so that it stands alone: without its connective, and with what "these
 * models" are named by the one thing of that name before it, "large language models". Undefined if it cannot be said
 * with certainty; a pronoun such as "it" never can.
 *
 * @example
 * standingAlone("However, these models use much energy.", "Large language models write.", "en")
 * // "Large language models use much energy."
 */
export function standingAlone(
  sentence: string,
  before: string,
  language: WrittenLanguage,
): string | undefined {
  if (sentence.length > MAX_LENGTH || before.length > MAX_LENGTH) return undefined;
  const bare = sentence.replace(CONNECTIVE[language], "");
  const named = language === "zh" ? namedInChinese(bare, before) : namedInEnglish(bare, before);
  if (named === undefined || (named === bare && bare === sentence)) return undefined;
  return language === "zh" ? named : named.charAt(0).toUpperCase() + named.slice(1);
}

/** Whether a sentence only leads up to the next one, which takes it back: "In recent years … However, …". */
export const leadsUpTo = (sentence: string, next: string, language: WrittenLanguage): boolean =>
  BACKGROUND[language].test(sentence) && CONNECTIVE[language].test(next);

const POINTS_ENGLISH =
  /\b(?:it|its|he|she|they|them|his|her|hers|their|theirs|him|this|these|those|that one|such|the (?:former|latter|same|other)|another|both|also|too|instead|there|then|so)\b/iu;
const THESE = /^(these|this|those) (\p{Ll}{4,20})(?= \p{Ll})/iu;
const NO_MODIFIER =
  /^(?:the|an?|this|that|these|those|of|in|on|at|to|for|with|from|by|and|or|but|as|than|its|their|his|her|our|your|many|some|several|all|most|more|new|other|such|which|who|when|where|has|have|is|are|was|were|will|can|using|use|called|named|including|recent|recently|years)$/iu;

function namedInEnglish(sentence: string, before: string): string | undefined {
  const [whole, , noun = ""] = THESE.exec(sentence) ?? [];
  if (whole === undefined) return POINTS_ENGLISH.test(sentence) ? undefined : sentence;
  const rest = sentence.slice(whole.length);
  if (POINTS_ENGLISH.test(rest)) return undefined;
  const names = new Set<string>();
  for (const { index } of before.matchAll(new RegExp(`(?<=[\\p{L}\\p{N}] )${noun}\\b`, "giu"))) {
    const words = before.slice(0, index).trimEnd().split(/\s+/u);
    const name: string[] = [];
    for (let word = words.pop(); word !== undefined; word = words.pop()) {
      if (/[^\p{L}\p{N}-]/u.test(word) || NO_MODIFIER.test(word) || isVerb(word)) break;
      name.unshift(word);
    }
    if (name.length === 0 || name.length > 3) return undefined;
    names.add([...name, noun].join(" "));
  }
  const [name] = names;
  if (name === undefined || names.size > 1) return undefined;
  const isOpening = before.toLowerCase().startsWith(name.toLowerCase());
  const said = isOpening && !/^\p{Lu}\p{L}*\p{Lu}/u.test(name) ? name.toLowerCase() : name;
  return (noun.endsWith("s") ? said : `the ${said}`) + rest;
}

const POINTS_CHINESE =
  /这|那|该|上述|他|她|它|前者|后者|(?<![因彼如由])此(?!外)|(?<![及尤与和或极])其(?![他它中实次])/u;
const THESE_CHINESE = /^(?:这些|该|此类|这类|这种|这一|此)/u;
const NO_MODIFIER_CHINESE =
  /^(?:的|在|和|与|及|或|了|是|有|对|把|被|为|从|到|由|以|于|将|等|各|个|种|类|些|多|许多|不同|新|使用|利用|通过|基于|采用|随着|近年来|目前|发展|这|那)$/u;

let segmenter: Intl.Segmenter | undefined;
const wordsOf = (text: string): string[] => {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
};

function namedInChinese(sentence: string, before: string): string | undefined {
  const [these] = THESE_CHINESE.exec(sentence) ?? [];
  if (these === undefined) return POINTS_CHINESE.test(sentence) ? undefined : sentence;
  const rest = sentence.slice(these.length);
  const [noun = ""] = wordsOf(rest);
  if (!/^\p{Script=Han}{2,4}$/u.test(noun) || POINTS_CHINESE.test(rest)) return undefined;
  const words = wordsOf(before);
  const names = new Set<string>();
  for (const [at, word] of words.entries()) {
    if (word !== noun) continue;
    let start = at;
    while (start > 0 && isModifier(words[start - 1] as string)) start--;
    if (start === at || at - start > 3) return undefined;
    names.add(words.slice(start, at + 1).join(""));
  }
  const [name] = names;
  return name === undefined || names.size > 1 ? undefined : name + rest.slice(noun.length);
}

const isModifier = (word: string): boolean =>
  /^[\p{Script=Han}\p{Script=Latin}\p{N}-]+$/u.test(word) && !NO_MODIFIER_CHINESE.test(word);
