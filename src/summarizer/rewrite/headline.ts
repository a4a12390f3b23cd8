import { cutsWord, faultOf, type Rewriting, wordsOf } from "./checks.ts";
import { stopsShort } from "./headline-ends.ts";
import { newJoin } from "./headline-joins.ts";
import type { PieceKind } from "./headline-pieces.ts";

/**
 * The first fault of a headline that shows in its text and its source; null if there is none. A headline is about
 * several sentences, so a network can join what does not belong together; each word must count in so few.
 */
export function headlineFaultOf(rewriting: Rewriting): string | null {
  const { source, candidate, language } = rewriting;
  if (wordsOf(candidate, language).length < 2) return "it is a single word";
  const content = contentOf(candidate);
  if (new Set(content).size < content.length) return "it repeats a word";
  if (cutsWord(rewriting) || hasNewCompound(source, candidate)) return "it cuts a word";
  const isOpen = language === "zh" ? UNFINISHED.test(candidate) : isUnfinished(candidate);
  if (isOpen) return "it is not complete";
  if (language === "en" && POINTS.test(candidate)) return "it points outside";
  const fault = stopsShort(rewriting) ? "it is not complete" : faultOf(rewriting);
  if (fault !== null) return fault;
  const joined = newJoin(rewriting);
  return joined === null ? null : `the text does not have "${joined}"`;
}

/** The same for a part of a sentence, in which nothing was joined; a clause may say a word twice. */
export function pieceFaultOf(rewriting: Rewriting, kind: PieceKind): string | null {
  const { candidate, language } = rewriting;
  if (wordsOf(candidate, language).length < 2) return "it is a single word";
  const content = contentOf(candidate);
  if (kind !== "clause" && new Set(content).size < content.length) return "it repeats a word";
  const isOpen = language === "zh" ? UNFINISHED.test(candidate) : isUnfinished(candidate);
  return isOpen || stopsShort(rewriting) ? "it is not complete" : faultOf(rewriting);
}

/** Openings of what is said of someone, or depends on something, outside the headline. */
const POINTS =
  /^(?:to(?= \p{Ll})|i|it|he|she|they|we|this|these|those|there|until|when(?! to\b)|if|while|because|although|since|which|who|its|their|his|her|my|our)\b/iu;

/** Endings that wait for a noun or a main clause, or of a list. */
const UNFINISHED =
  /(?:时|初步|等|以及|进行|通过|表现出?|部署)$|(?<![存现所正潜实内外旨])在(?![线职校岗场建])[^中上下内里前后时间期，]{1,8}$|^已?对|^[将把性化率度者们受故则型式被由以]|和[^的和]{1,20}和/;

/** Whether a compound, such as "64-bit" or "__init__", is not in the source as it stands, or has lost its end. */
function hasNewCompound(source: string, candidate: string): boolean {
  const compounds = candidate.toLowerCase().match(COMPOUND) ?? [];
  if (compounds.length === 0) return false;
  const known = new Set(source.toLowerCase().match(COMPOUND));
  return compounds.some((one) => !known.has(one));
}

const COMPOUND = /(?<![\p{L}\p{N}_-])[\p{L}\p{N}]{0,40}[-_][\p{L}\p{N}_-]{0,60}/gu;

/** Words that a headline may repeat. */
const CONNECTS = /^(?:the|and|for|from|with|its|your)$/;

/** Words of three letters or more, and pairs of Han characters, since dictionaries split too few Chinese terms alike. */
function contentOf(text: string): string[] {
  const words = text.toLowerCase().match(/[^\P{L}\p{Script=Han}]{3,}/gu) ?? [];
  const pairs = [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = ""]) => pair);
  return [...words.filter((word) => !CONNECTS.test(word)), ...pairs];
}

/** Verbs that say little without what follows them. */
const WAITS =
  /^(?:votes?|voted|decides?|decided|agrees?|agreed|plans?|planned|wants?|wanted|aims?|aimed|seeks?|sought|hopes?|hoped|refuses?|refused|said|says?|announces?|announced|warns?|warned|urges?|urged|asks?|asked)$/;
const COMPLEMENT = /^(?:to|for|against|that|of|whether|how|why|not)$/;

/** Whether an English headline stops at a verb, or behind a time, before saying what was decided or said. */
function isUnfinished(candidate: string): boolean {
  const words = wordsOf(candidate, "en");
  const verb = words.findIndex((word, at) => at > 0 && WAITS.test(word));
  return verb > 0 && !words.slice(verb + 1).some((word) => COMPLEMENT.test(word));
}
