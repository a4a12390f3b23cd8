import type { WrittenLanguage } from "../../contract/language.ts";
import { objectionTo } from "./checks.ts";
import { reworded } from "./rewording.ts";
import { formsWithout } from "./seams.ts";

/** A sentence keeps at least this share of its characters, and at least so many words (Chinese: characters). */
/** What is longer, in characters, stays whole: no writer reads it, and every part of it would have to be tried. */
export const MAX_SENTENCE = 800;
const LEAST = { share: 0.35, words: { en: 7, zh: 10 } };

/** What is longer, as a share of the sentence, stays as it was. */
export const WORTHWHILE = 0.96;

/**
 * A true shortening of a sentence by rule: put briefly, then without the longest part that grammar lets go (seams.ts),
 * again and again. Each step passes every hard check, so the result does; the sentence itself where nothing can go.
 */
export function shortened(sentence: string, language: WrittenLanguage): string {
  if (sentence.length > MAX_SENTENCE) return sentence;
  const stands = (candidate: string) =>
    objectionTo({ source: sentence, candidate, language }) === null;
  const isLongEnough = (text: string) =>
    text.length >= LEAST.share * sentence.length && sizeOf(text, language) >= LEAST.words[language];
  const brief = tidied(reworded(sentence, language), language, sentence);
  let text = brief !== sentence && stands(brief) ? brief : sentence;
  for (;;) {
    const shorter = formsWithout(text, language)
      .map((form) => tidied(form, language, sentence))
      .filter((form) => form.length < text.length && isLongEnough(form))
      .sort((one, other) => one.length - other.length)
      .find(stands);
    // A letter or two are not worth a change.
    if (shorter === undefined) return text.length <= WORTHWHILE * sentence.length ? text : sentence;
    text = shorter;
  }
}

const sizeOf = (text: string, language: WrittenLanguage): number =>
  language === "zh"
    ? (text.match(/[\p{Script=Han}\p{N}]|\p{Script=Latin}+/gu)?.length ?? 0)
    : text.split(/\s+/).length;

const HAN_GAP = /\p{Script=Han} \p{Script=Han}/u;

/** Repairs what a cut leaves at its edges: signs side by side, a small letter that opens, spaces before marks. */
export function tidied(text: string, language: WrittenLanguage, sentence: string): string {
  const clean = text
    .replace(/[ \t]{2,}/gu, " ")
    .replace(/ (?=[,.;:?!](?:\s|$)|[，。；：、])/gu, "")
    // What stood around a bracket; a text that has such spaces of its own keeps them.
    .replace(/(?<=[\p{Script=Han}，、]) (?=\p{Script=Han})/gu, HAN_GAP.test(sentence) ? " " : "")
    .replace(/[,，、;；:：]\s?(?=[,，、;；:：.。!?！？])/gu, "")
    .replace(/^[\s,，、;；:：]+/u, "")
    .trim();
  if (language !== "en" || !/^["'“‘]?\p{Lu}/u.test(sentence)) return clean;
  // A file or a function keeps its name.
  if (/^\S{0,40}[._()\p{Nd}]\S/u.test(clean)) return clean;
  return clean.replace(/^(["'“‘]?)(\p{Ll})/u, (_, open, letter) => open + letter.toUpperCase());
}
