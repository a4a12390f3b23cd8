import type { WrittenLanguage } from "../../contract/language.ts";
import { BROKEN, newName, statedIn } from "../generation/faithfulness.ts";
import { isBalanced } from "./balance.ts";
import { changedMarker } from "./markers.ts";
import { newMeasure } from "./measures.ts";
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
    return kind === null ? null : `it changes a ${kind}`;
  },
  ({ candidate }) =>
    isBalanced(candidate) ? null : "its quotation marks or brackets are not balanced",
  (rewriting) => (cutsWord(rewriting) ? "it cuts a word" : null),
  (rewriting) => (repeats(rewriting) ? "it repeats itself" : null),
  ({ candidate, language }) => (DANGLING[language].test(candidate) ? "it is not complete" : null),
  ({ source, candidate, language }) => {
    const open = OPEN_END[language];
    return open.test(candidate) && !open.test(source) ? "its end is missing" : null;
  },
  (rewriting) => (onlyConcedes(rewriting) ? "it concedes, and says no more" : null),
  ({ source, candidate, language }) => {
    const cut = badSeam(source, candidate, language);
    return cut === null ? null : `it leaves out "${cut}", which belongs to what stays`;
  },
  ({ source, candidate }) => (END.test(source) && !END.test(candidate) ? "it has no end" : null),
];

const END = /[.!?…。！？][)"'”’」』）]*\s*$/u;

/** Endings that announce more: "mainly", "because", "校长说". Some sentences do end like this, such as a quotation's. */
const OPEN_END: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /\b(?:mainly|mostly|partly|largely|chiefly|primarily|especially|particularly|because|although|about|very|even|only|just|said|says|say|added|warned)[.!?]?$/iu,
  zh: /(?:说|表示|称|指出|认为|透露|介绍|强调|宣布|提到|觉得|相信|担心|要求|建议|承诺)[。！？]?$|(?:之?后|以后|时|之?前|以前|期间|情况下|同时)[。！？]?$/u,
};

/** Openings that refer to something outside the sentence, and endings that are incomplete. */
const DANGLING: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:and|but|or|so|however|which|who|that|whereas|,)\b|[\s,](?:and|or|but|of|the|an?|to|for|with|by|in|on|at|from|as|that|which|who|is|are|was|were|would|could|should|might|its|their|his|her|than|into)\s*[.!?]?$|,\s*[.!?]?$|\b(?:i\.e|e\.g|cf|viz)\.{0,3}$|\bfor (?:example|instance)[.!?]?$/iu,
  zh: /^(?:而且?|然后|接着|随后|其中|但是?|然而|因此|所以|以及|和|与|或|并且?|，)|(?:的|和|与|及|或|在|对|把|被|为|是|将|向|从|以|于|而|但|，|、)[。！？]?$/u,
};

/** Whether the candidate keeps an "although …" clause but drops the main clause. */
function onlyConcedes({ candidate, language }: Rewriting): boolean {
  const at = candidate.search(/虽|尽管/);
  return language === "zh" && at >= 0 && !/[但却仍也还]/.test(candidate.slice(at));
}

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

/** The first English word of the candidate that is not in the sentence; null if all of them are. */
function newWord({ source, candidate, language }: Rewriting): string | null {
  if (language === "zh") return null;
  const words = new Set(wordsOf(source, language));
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
