import type { WrittenLanguage } from "../../contract/language.ts";
import type { Rewriting } from "./checks.ts";

/** The end of a sentence. */
export const END = /[.!?…。！？][)"'”’」』）]*\s*$/u;

/**
 * Endings that announce more: "mainly", "because", "but without", "校长说". Some sentences do end like this, such as a
 * quotation's.
 */
const OPEN_END: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /\b(?:mainly|mostly|partly|largely|chiefly|primarily|especially|particularly|because|although|about|very|even|only|just|said|says|say|added|warned|without|through|via|between|under|over|among|against|during|towards?|within|upon|per|like|unlike|nor|if|when|while|where|whether|though|since|until|unless|after|before|be|been|being|has|have|had|do|does|did|more|less|most|such|each|every|this|these|those|using|including|based)[.!?]?$/iu,
  zh: /(?:说|表示|称|指出|认为|透露|介绍|强调|宣布|提到|觉得|相信|担心|要求|建议|承诺)[。！？]?$|(?:之?后|以后|时|之?前|以前|期间|情况下|同时)[。！？]?$/u,
};

/** Whether the candidate ends in a word that announces more, and the sentence does not. */
export const hasOpenEnd = ({ source, candidate, language }: Rewriting): boolean =>
  OPEN_END[language].test(candidate) && !OPEN_END[language].test(source);

/** Openings that refer to something outside the sentence, and endings that are incomplete. */
export const DANGLING: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:and|but|or|so|however|which|who|that|whereas|,)\b|[\s,](?:and|or|but|of|the|an?|to|for|with|by|in|on|at|from|as|that|which|who|is|are|was|were|would|could|should|might|its|their|his|her|than|into)\s*[.!?]?$|,\s*[.!?]?$|\b(?:i\.e|e\.g|cf|viz)\.{0,3}$|\bfor (?:example|instance)[.!?]?$/iu,
  zh: /^(?:而且?|然后|接着|随后|其中|但是?|然而|因此|所以|以及|和|与|或|并且?|，)|(?:的|和|与|及|或|在|对|把|被|为|是|将|向|从|以|于|而|但|，|、)[。！？]?$/u,
};

/** Whether the candidate keeps an "although …" clause but drops the main clause. */
export function onlyConcedes({ candidate, language }: Rewriting): boolean {
  const at = candidate.search(/虽|尽管/);
  return language === "zh" && at >= 0 && !/[但却仍也还]/.test(candidate.slice(at));
}
