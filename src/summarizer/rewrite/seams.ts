import type { WrittenLanguage } from "../../contract/language.ts";
import type { Word } from "../text/words.ts";
import { align } from "./align.ts";
import { ChineseGaps } from "./gaps-chinese.ts";
import { EnglishGaps } from "./gaps-english.ts";

/** Words that a candidate leaves out of a sentence between two that it keeps; -1 is before the first word. */
export interface Gap {
  left: number;
  right: number;
}

/**
 * The first place where a candidate leaves words out in a way that seldom leaves a good sentence, as those words; null
 * where each gap is one that grammar allows: an aside between marks, an opening up to its comma, an end from a comma,
 * preposition or conjunction on, an adverb. Words that the sentence lacks are another check's matter.
 */
export function badSeam(
  source: string,
  candidate: string,
  language: WrittenLanguage,
): string | null {
  const words = wordsOf(source, language);
  const kept = placesOf(source, words, candidate, language);
  const judge = judgeOf(source, words, language);
  for (const gap of gapsOf(kept, words.length)) {
    if (!allows(judge, gap)) return textOf(source, words, gap);
  }
  return null;
}

/** Whether a gap is one that may be, or two in a row that may. */
function allows(judge: GapJudge, { left, right }: Gap): boolean {
  if (judge.allows({ left, right })) return true;
  for (let middle = left + 2; middle < right; middle++) {
    if (judge.allows({ left, right: middle }) && judge.allows({ left: middle - 1, right }))
      return true;
  }
  return false;
}

/** An aside that makes a claim of its own, with who says it and on what terms. */
const ASIDE = /^(?:[,，]\s?(?:which|who|whom|whose|where)\b|[(（])/u;
/** A last clause of its own: what it denies or hedges is of it alone. */
const LAST_CLAUSE = /^(?:,\s(?:and|\p{Ll}{3,14}ing)\b|，)/u;

/**
 * The sentence without what the candidate leaves out and whose markers are its own: "alone" without asides, "denied"
 * without last clauses, too.
 */
export function withoutOwnClaims(
  source: string,
  candidate: string,
  language: WrittenLanguage,
): Readonly<Record<"alone" | "denied", string>> {
  const words = wordsOf(source, language);
  const gaps = gapsOf(placesOf(source, words, candidate, language), words.length);
  const isLast = ({ right }: Gap) => right >= words.length - 1;
  const less = (some: readonly Gap[]) =>
    some.reduce((rest, gap) => rest.replace(textOf(source, words, gap), " "), source);
  const asides = gaps.filter((gap) => ASIDE.test(textOf(source, words, gap)));
  const clauses = gaps.filter((gap) => isLast(gap) && LAST_CLAUSE.test(textOf(source, words, gap)));
  return { alone: less(asides), denied: less([...asides, ...clauses]) };
}

/** The sentence without each of the parts that grammar lets go, as they are joined: spaces and marks are to be tidied. */
export function formsWithout(source: string, language: WrittenLanguage): string[] {
  const words = wordsOf(source, language);
  const judge = judgeOf(source, words, language);
  const forms: string[] = [];
  for (let left = -1; left < words.length - 2; left++) {
    for (let right = left + 2; right < words.length; right++) {
      if (!judge.allows({ left, right })) continue;
      const [head, tail] = [
        source.slice(0, words[left + 1]?.start),
        source.slice(words[right]?.start),
      ];
      forms.push(
        language === "en" && /[\p{L}\p{N}]$/u.test(head) ? `${head} ${tail}` : head + tail,
      );
    }
  }
  return forms;
}

/** Says of a sentence which words it can do without. */
export interface GapJudge {
  allows(gap: Gap): boolean;
}

const judgeOf = (source: string, words: readonly Word[], language: WrittenLanguage): GapJudge =>
  language === "zh" ? new ChineseGaps(source, words) : new EnglishGaps(source, words);

const RUN = /\p{Nd}{1,9}(?:[.,:]\p{Nd}{1,9}){1,4}|[\p{L}\p{N}\p{M}]+|-{2,3}|\S/gu;
const HAN_RUN = /\p{Script=Han}|[^\s\p{Script=Han}\p{P}\p{S}]+|\S/gu;

/** Runs of letters and digits, and marks; in Chinese each character. */
const wordsOf = (text: string, language: WrittenLanguage): Word[] =>
  [...text.matchAll(language === "zh" ? HAN_RUN : RUN)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    tokens: 1,
  }));

/** The places in the sentence of the candidate's words, in order. */
function placesOf(
  source: string,
  words: readonly Word[],
  candidate: string,
  language: WrittenLanguage,
): number[] {
  const known = new Map<string, number>();
  const idOf = (text: string): number => {
    const word = text.toLowerCase();
    const id = known.get(word) ?? known.size;
    known.set(word, id);
    return id;
  };
  const idsOf = (text: string, some: readonly Word[]) =>
    some.map(({ start, end }) => idOf(text.slice(start, end)));
  return align(idsOf(source, words), idsOf(candidate, wordsOf(candidate, language))).filter(
    (place) => place >= 0,
  );
}

function gapsOf(kept: readonly number[], count: number): Gap[] {
  const gaps: Gap[] = [];
  let left = -1;
  for (const right of [...kept, count]) {
    if (right > left + 1) gaps.push({ left, right });
    left = right;
  }
  return gaps;
}

const textOf = (source: string, words: readonly Word[], { left, right }: Gap): string =>
  source.slice(words[left + 1]?.start, words[right - 1]?.end);
