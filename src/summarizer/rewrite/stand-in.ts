import type { WrittenLanguage } from "../../contract/language.ts";
import { objectionTo } from "./checks.ts";
import { MAX_SENTENCE, shortened, tidied, WORTHWHILE } from "./shorten.ts";

/** How the text of a written sentence was produced. */
export const ORIGINS = ["rewritten", "trimmed", "whole"] as const;
export type Origin = (typeof ORIGINS)[number];

export interface StandIn {
  text: string;
  how: Origin;
}

/**
 * The candidates to replace a sentence, best first, after Chen and Bansal (ACL 2018), whose abstractor rewrites one
 * chosen sentence at a time: the writer's beams, in order, that pass every hard check; the form shortened by rules; and
 * always last the sentence itself.
 */
export function standIns(
  sentence: string,
  written: readonly string[],
  language: WrittenLanguage,
): StandIn[] {
  if (sentence.length > MAX_SENTENCE) return [{ text: sentence, how: "whole" }];
  const trimmed = shortened(sentence, language);
  const forms = new Map<string, Origin>();
  for (const text of written.map((one) => tidied(one, language, sentence))) {
    if (text.length > WORTHWHILE * sentence.length) continue;
    if (objectionTo({ source: sentence, candidate: text, language }) === null) {
      forms.set(text, "rewritten");
    }
  }
  if (trimmed !== sentence && !forms.has(trimmed)) forms.set(trimmed, "trimmed");
  forms.set(sentence, "whole");
  return [...forms].map(([text, how]) => ({ text, how }));
}
