import type { WrittenLanguage } from "../../contract/language.ts";
import type { Word } from "../text/words.ts";
import { align } from "./align.ts";
import { ChineseGaps } from "./gaps/chinese.ts";
import { EnglishGaps } from "./gaps/english.ts";
import type { Gap, GapJudge } from "./gaps/gap.ts";
import { isQuoted, quotationsIn } from "./quotations.ts";

/**
 * The words left out at the first place where an omission rarely leaves a good sentence; null if grammar allows every
 * gap: an aside between punctuation marks, an opening up to its comma, an ending from a comma, preposition or
 * conjunction, an adverb; of a text that the writer wrote, also a plain circumstance at the end. Words that are not in the sentence are covered by another check.
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

/** Whether a gap is allowed, either as a whole or as two adjacent allowed gaps. */
function allows(judge: GapJudge, { left, right }: Gap): boolean {
  const may = (gap: Gap) => judge.allows(gap) || judge.allowsTail(gap);
  if (may({ left, right })) return true;
  for (let middle = left + 2; middle < right; middle++) {
    if (may({ left, right: middle }) && may({ left: middle - 1, right })) return true;
  }
  return false;
}

/** An aside that makes its own claim, with its own attribution and conditions. */
const ASIDE = /^(?:(?:[,，—–]|-{2})\s?(?:which|who|whom|whose|where)\b|[(（])/u;
/** An independent last clause, whose denials and hedges apply to it alone. */
const LAST_CLAUSE =
  /^(?:,\s(?:and|as|so|while|after|before|where|when|\p{Ll}{3,14}ing)\b|(?:that|which|where|by|using|via|through)\b|\p{Ll}{2,6} which\b|，)/u;
/** One that also has its own speakers: "adding that", "as the mayor urged caution"; but not "as the mayor said". */
const OWN_SPEAKER_CLAUSE =
  /^,\s(?:so (?:that )?(?:you|users)|while|after|before|where|(?!according|assuming|considering|depending|pending|providing|barring|excluding|regarding|including)\p{Ll}{3,14}ing|as (?!(?:long|soon|far) as |if |though |(?:\S+ ){0,4}(?:said|says|reported|reports|claims?|claimed|announced|revealed|shown?|noted|wrote|found)\b))\b/u;

/**
 * The sentence without the parts that the candidate leaves out and that have their own markers: "alone" removes asides
 * and last clauses with their own speakers, "denied" also removes other last clauses.
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
  const spoken = clauses.filter((gap) => OWN_SPEAKER_CLAUSE.test(textOf(source, words, gap)));
  return { alone: less([...asides, ...spoken]), denied: less([...asides, ...clauses]) };
}

/** A sentence without a part: one that it can do without, or a tail that may matter to its text. */
export interface Form {
  text: string;
  isSpare: boolean;
}

/**
 * The sentence without each part that grammar allows to drop. The results still need their spaces and punctuation
 * tidied.
 */
export function formsWithout(source: string, language: WrittenLanguage): Form[] {
  const words = wordsOf(source, language);
  const judge = judgeOf(source, words, language);
  const quotations = quotationsIn(source);
  const forms: Form[] = [];
  for (let left = -1; left < words.length - 2; left++) {
    for (let right = left + 2; right < words.length; right++) {
      const [start, end] = [words[left + 1]?.start ?? 0, words[right - 1]?.end ?? 0];
      if (isQuoted(quotations, start, end)) continue;
      const isSpare = judge.allows({ left, right });
      if (!isSpare && !judge.allowsTail({ left, right })) continue;
      const [head, tail] = [
        source.slice(0, words[left + 1]?.start),
        source.slice(words[right]?.start),
      ];
      const isJoined = language === "en" && /[\p{L}\p{N}]$/u.test(head);
      forms.push({ text: isJoined ? `${head} ${tail}` : head + tail, isSpare });
    }
  }
  return forms;
}

const judgeOf = (source: string, words: readonly Word[], language: WrittenLanguage): GapJudge =>
  language === "zh" ? new ChineseGaps(source, words) : new EnglishGaps(source, words);

const RUN = /\p{Nd}{1,9}(?:[.,:]\p{Nd}{1,9}){1,4}|[\p{L}\p{N}\p{M}]+|-{2,3}|\S/gu;
const HAN_RUN = /\p{Script=Han}|[^\s\p{Script=Han}\p{P}\p{S}]+|\S/gu;

/** Runs of letters and digits, and punctuation marks; in Chinese each character. */
const wordsOf = (text: string, language: WrittenLanguage): Word[] =>
  [...text.matchAll(language === "zh" ? HAN_RUN : RUN)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    tokens: 1,
  }));

/** The positions in the sentence of the candidate's words, in order. */
function placesOf(
  source: string,
  words: readonly Word[],
  candidate: string,
  language: WrittenLanguage,
): number[] {
  const known = new Map<string, number>();
  const idOf = (text: string): number => {
    const word = text.toLowerCase().replace(/^an$/, "a");
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
