import type { WrittenLanguage } from "../../contract/language.ts";
import { withArticles } from "./articles.ts";
import { objectionTo } from "./checks.ts";
import { reworded } from "./rewording.ts";
import { formsWithout } from "./seams.ts";
import type { Subject } from "./subject.ts";

/** Longer sentences, in characters, stay whole: no writer reads them, and every part of them would have to be tried. */
export const MAX_SENTENCE = 800;
/** The minimum that a sentence keeps: this share of its characters, and this number of words (Chinese: characters). */
const LEAST = { share: 0.4, words: { en: 7, zh: 10 } };

/** A sentence that has lost a tail keeps this share of its characters. */
const LEAST_WITHOUT_TAIL = 0.6;

/** A shortened form that is longer than this share of the sentence is discarded. */
export const WORTHWHILE = 0.985;

/**
 * Shortens a sentence by rule without changing its meaning: shortens wordy phrases, then repeatedly drops the longest
 * part that grammar allows (seams.ts). Given the subject of its text, it loses no words that the text comes back to, and
 * may lose tails, which say more than a detail. Each step passes every hard check, so the result does too. Returns the sentence
 * unchanged if nothing can be dropped.
 */
export function shortened(sentence: string, language: WrittenLanguage, subject?: Subject): string {
  if (sentence.length > MAX_SENTENCE) return sentence;
  const stands = (candidate: string) =>
    objectionTo({ source: sentence, candidate, language }) === null;
  const brief = tidied(reworded(sentence, language), language, sentence);
  let text = brief !== sentence && stands(brief) ? brief : sentence;
  for (;;) {
    const shorter = formsWithout(text, language)
      .filter(({ isSpare }) => isSpare || subject !== undefined)
      .map((form) => ({ ...form, text: tidied(form.text, language, sentence) }))
      .filter(
        ({ text: form, isSpare }) =>
          form.length < text.length &&
          isLongEnough(form, sentence, language) &&
          (isSpare || form.length >= LEAST_WITHOUT_TAIL * sentence.length) &&
          (subject?.keeps(text, form, !isSpare) ?? true),
      )
      .map((form) => form.text)
      .sort((one, other) => one.length - other.length)
      .find(stands);
    // A change of a letter or two is not worthwhile.
    if (shorter === undefined) return text.length <= WORTHWHILE * sentence.length ? text : sentence;
    text = shorter;
  }
}

/** Whether enough of a sentence is left to say something. */
export const isLongEnough = (text: string, sentence: string, language: WrittenLanguage): boolean =>
  text.length >= LEAST.share * sentence.length && sizeOf(text, language) >= LEAST.words[language];

const sizeOf = (text: string, language: WrittenLanguage): number =>
  language === "zh"
    ? (text.match(/[\p{Script=Han}\p{N}]|\p{Script=Latin}+/gu)?.length ?? 0)
    : text.split(/\s+/).length;

const HAN_GAP = /\p{Script=Han} \p{Script=Han}/u;

/**
 * Repairs the edges of a cut: adjacent punctuation marks, a lower-case letter at the start, spaces before punctuation,
 * an article before another word.
 */
export function tidied(text: string, language: WrittenLanguage, sentence: string): string {
  const clean = text
    .replace(/[ \t]{2,}/gu, " ")
    .replace(/ (?=[,.;:?!](?:\s|$)|[，。；：、])/gu, "")
    // Removes spaces left around a deleted bracket. A text that has such spaces itself keeps them.
    .replace(/(?<=[\p{Script=Han}，、]) (?=\p{Script=Han})/gu, HAN_GAP.test(sentence) ? " " : "")
    .replace(/[,，、;；:：]\s?(?=[,，、;；:：.。!?！？])/gu, "")
    // "In the U.S., which …" has lost its end.
    .replace(/(?<=\p{Lu}\.\p{Lu}\.)\.$/u, "")
    .replace(/^[\s,，、;；:：]+/u, "")
    .trim();
  if (language !== "en") return clean;
  const fitting = withArticles(clean, sentence);
  if (!/^["'“‘]?\p{Lu}/u.test(sentence)) return fitting;
  // The name of a file or a function is not capitalized.
  if (/^\S{0,40}[._()\p{Nd}]\S/u.test(fitting)) return fitting;
  return fitting.replace(/^(["'“‘]?)(\p{Ll})/u, (_, open, letter) => open + letter.toUpperCase());
}
