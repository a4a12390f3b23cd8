import type { WrittenLanguage } from "../../contract/language.ts";
import { objectionTo } from "./checks.ts";
import { isLongEnough, MAX_SENTENCE, shortened, tidied, WORTHWHILE } from "./shorten.ts";
import type { Subject } from "./subject.ts";

/** How the text of a written sentence was produced. */
export const ORIGINS = ["rewritten", "trimmed", "whole"] as const;
export type Origin = (typeof ORIGINS)[number];

export interface StandIn {
  text: string;
  how: Origin;
}

/**
 * The candidates to replace a sentence, shortest first, after Chen and Bansal (ACL 2018), whose abstractor rewrites one
 * chosen sentence at a time: the writer's beams that pass every hard check, as they are and shortened by rules; the
 * sentence shortened by rules; and always last the sentence itself.
 */
export function standIns(
  sentence: string,
  written: readonly string[],
  language: WrittenLanguage,
  subject?: Subject,
): StandIn[] {
  if (sentence.length > MAX_SENTENCE) return [{ text: sentence, how: "whole" }];
  const trimmed = shortened(sentence, language, subject);
  const forms = new Map<string, Origin>();
  if (trimmed !== sentence) forms.set(trimmed, "trimmed");
  for (const one of written) {
    const text = tidied(one, language, sentence);
    for (const form of new Set([text, shortened(text, language, subject)])) {
      if (inkOf(form) > WORTHWHILE * inkOf(sentence) || forms.has(form)) continue;
      if (!isLongEnough(form, sentence, language)) continue;
      if (objectionTo({ source: sentence, candidate: form, language }) === null) {
        forms.set(form, "rewritten");
      }
    }
  }
  const shorter = [...forms].sort(([one], [other]) => one.length - other.length);
  return [...shorter, [sentence, "whole"] as const].map(([text, how]) => ({ text, how }));
}

/** Characters without spaces. */
const inkOf = (text: string): number => text.replace(/\s/gu, "").length;
