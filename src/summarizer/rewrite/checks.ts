import type { WrittenLanguage } from "../../contract/language.ts";
import { BROKEN, newName, statedIn } from "../generation/faithfulness.ts";
import { hasWrongArticle } from "./articles.ts";
import { isBalanced } from "./balance.ts";
import { DANGLING, END, hasOpenEnd, onlyConcedes } from "./ends.ts";
import { changedMarker } from "./markers.ts";
import { newMeasure } from "./measures.ts";
import { hasChinesePredicate } from "./predicates.ts";
import { asksNoMore } from "./questions.ts";
import { reworded } from "./rewording.ts";
import { badSeam, withoutOwnClaims } from "./seams.ts";

/** A sentence of the source, and a candidate to replace it. */
export interface Rewriting {
  source: string;
  candidate: string;
  language: WrittenLanguage;
}

type Check = (rewriting: Rewriting) => string | null;

/**
 * The first reason to reject a candidate, worded as the end of a sentence; null if it passes every hard check. A
 * candidate that passes may still be wrong, so the verifier judges it next.
 */
export function objectionTo(rewriting: Rewriting): string | null {
  const { source, language } = rewriting;
  const brief = reworded(source, language);
  const objection = firstObjection(rewriting);
  // "In order to" may have become "to". A text that follows from the shortened phrasing also follows from the sentence.
  if (objection === null || brief === source) return objection;
  return firstObjection({ ...rewriting, source: brief }) === null ? null : objection;
}

/**
 * The first fault of a text about several sentences that shows in the text alone, regardless of its claims; null if
 * there is none.
 */
export function faultOf(rewriting: Rewriting): string | null {
  if (repeats(rewriting)) return "it repeats itself";
  if (splices(rewriting)) return "it cuts a word";
  if (DANGLING[rewriting.language].test(rewriting.candidate)) return "it is not complete";
  return null;
}

function firstObjection(rewriting: Rewriting): string | null {
  for (const check of CHECKS) {
    const objection = check(rewriting);
    if (objection !== null) return objection;
  }
  return null;
}

const CHECKS: readonly Check[] = [
  ({ candidate }) => (/[\p{L}\p{N}]/u.test(candidate) ? null : "it has no words"),
  ({ candidate }) => (BROKEN.test(candidate) ? "it has broken characters" : null),
  ({ source, candidate }) =>
    candidate.length > source.length ? "it is longer than the sentence" : null,
  ({ source, candidate }) => {
    const measure = newMeasure(source, candidate);
    return measure === null ? null : `the sentence does not state ${measure}`;
  },
  ({ source, candidate }) => {
    const name = newName(statedIn(source), candidate);
    return name === null ? null : `the sentence does not have ${name}`;
  },
  (rewriting) => {
    const word = newWord(rewriting);
    return word === null ? null : `the sentence does not have "${word}"`;
  },
  ({ source, candidate, language }) => {
    const { alone, denied } = withoutOwnClaims(source, candidate, language);
    const kind =
      changedMarker(denied, candidate, language, ["negation", "modality"]) ??
      changedMarker(alone, candidate, language, ["condition", "attribution"]);
    return kind === null ? null : `its ${kind} changed`;
  },
  ({ candidate }) =>
    isBalanced(candidate) ? null : "its quotation marks or brackets are not balanced",
  (rewriting) => (cutsWord(rewriting) ? "it cuts a word" : null),
  (rewriting) => (repeats(rewriting) ? "it repeats itself" : null),
  ({ candidate, language }) => (DANGLING[language].test(candidate) ? "it is not complete" : null),
  (rewriting) => (hasOpenEnd(rewriting) ? "its end is missing" : null),
  ({ source, candidate, language }) =>
    language === "en" && hasWrongArticle(candidate, source) ? "its article does not fit" : null,
  ({ source, candidate, language }) =>
    asksNoMore(source, candidate, language) ? "it no longer asks what the sentence asks" : null,
  ({ source, candidate, language }) =>
    language === "zh" && hasChinesePredicate(source) && !hasChinesePredicate(candidate)
      ? "it has no predicate"
      : null,
  (rewriting) => (onlyConcedes(rewriting) ? "it concedes, and says no more" : null),
  ({ source, candidate, language }) => {
    const cut = badSeam(source, candidate, language);
    return cut === null ? null : `it leaves out "${cut}", which belongs to what stays`;
  },
  ({ source, candidate }) => (END.test(source) && !END.test(candidate) ? "it has no end" : null),
];

const segmenters: Partial<Record<WrittenLanguage, Intl.Segmenter>> = {};

/**
 * The words of a text. English is split at spaces, so that hyphens and dots stay inside words; Chinese is split by
 * dictionary.
 */
export function wordsOf(text: string, language: WrittenLanguage): string[] {
  if (language !== "zh") {
    return text
      .toLowerCase()
      .split(/\s+/u)
      .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
      .filter(Boolean);
  }
  segmenters.zh ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenters.zh.segment(text)].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  );
}

/** The first English word of the candidate that is not in the sentence; null if all of them are. "An" may become "a". */
function newWord({ source, candidate, language }: Rewriting): string | null {
  if (language === "zh") return null;
  const words = new Set(wordsOf(source, language));
  if (words.has("a") || words.has("an")) words.add("a").add("an");
  return wordsOf(candidate, language).find((word) => !words.has(word)) ?? null;
}

/** Whether a word of the candidate occurs in the sentence only as part of a longer word. */
export function cutsWord({ source, candidate, language }: Rewriting): boolean {
  const words = new Set(wordsOf(source, language));
  const all = [...words];
  return wordsOf(candidate, language).some((word) => {
    if (words.has(word)) return false;
    // A changed ending ("announce" for "announced") counts as a new word, not as a cut one.
    if (language !== "zh")
      return all.some((whole) => /[-./@_]/.test(whole) && whole.includes(word));
    return all.some((whole) => whole.includes(word)) || isSplice(word, all);
  });
}

/** Whether a Chinese word joins the end of one word and the beginning of another. */
const isSplice = (word: string, words: readonly string[]): boolean =>
  word.length > 1 &&
  [...word].some((_, at) => {
    const [head, tail] = [word.slice(0, at + 1), word.slice(at + 1)];
    return (
      tail !== "" &&
      words.some((one) => one !== head && one.endsWith(head)) &&
      words.some((one) => one !== tail && one.startsWith(tail))
    );
  });

/** Whether a Chinese text has a word that joins parts of two others. */
function splices({ source, candidate, language }: Rewriting): boolean {
  if (language !== "zh") return false;
  const words = new Set(wordsOf(source, language));
  const all = [...words];
  return wordsOf(candidate, language).some((word) => !words.has(word) && isSplice(word, all));
}

/** Length of a repeated run that reads like a stutter, in words. */
const RUN = { en: 3, zh: 2 } as const;

function repeats({ source, candidate, language }: Rewriting): boolean {
  const runs = (text: string): string[] => {
    const words = wordsOf(text, language);
    const size = RUN[language];
    return words.slice(size - 1).map((_, at) => words.slice(at, at + size).join(" "));
  };
  const twice = (all: string[]) => all.filter((run, at) => all.indexOf(run) !== at).length;
  const words = wordsOf(candidate, language);
  const stutters = words.some((word, at) => at > 0 && word === words[at - 1] && word.length > 1);
  return stutters || twice(runs(candidate)) > twice(runs(source));
}
