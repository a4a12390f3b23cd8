import type { WrittenLanguage } from "../../contract/language.ts";
import { hasWrongArticle } from "./articles.ts";
import { cutsWord, faultOf, type Rewriting, wordsOf } from "./checks.ts";
import { hasOpenEnd } from "./ends.ts";
import { isVerb } from "./gaps/english-words.ts";
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
  if (DATE.test(candidate)) return "it is a date or a measure";
  const content = contentOf(candidate);
  if (new Set(content).size < content.length) return "it repeats a word";
  if (cutsWord(rewriting) || hasNewCompound(source, candidate)) return "it cuts a word";
  if (isOpen(rewriting)) return "it is not complete";
  if (language === "en" && hasWrongArticle(candidate, source)) return "its article does not fit";
  if (pointsOutside(candidate, language)) return "it points outside";
  if (VAGUE[language].test(candidate)) return "it does not say of what";
  const fault = stopsShort(rewriting) ? "it is not complete" : faultOf(rewriting);
  if (fault !== null) return fault;
  const joined = newJoin(rewriting);
  return joined === null ? null : `the text does not have "${joined}"`;
}

/** The same for a part of a sentence, in which nothing was joined; a clause may say a word twice. */
export function pieceFaultOf(rewriting: Rewriting, kind: PieceKind): string | null {
  const { candidate, language } = rewriting;
  if (wordsOf(candidate, language).length < 2) return "it is a single word";
  if (DATE.test(candidate)) return "it is a date or a measure";
  const content = contentOf(candidate);
  if (language === "en" && POINTS_WITHIN.test(candidate)) return "it points outside";
  if (VAGUE[language].test(candidate)) return "it does not say of what";
  if (kind !== "clause" && new Set(content).size < content.length) return "it repeats a word";
  return isOpen(rewriting) || stopsShort(rewriting) ? "it is not complete" : faultOf(rewriting);
}

/** Whether it waits for more. */
const isOpen = (rewriting: Rewriting): boolean => {
  const { candidate, language } = rewriting;
  const isWaiting = language === "zh" ? UNFINISHED.test(candidate) : isUnfinished(candidate);
  return isWaiting || hasOpenEnd(rewriting);
};

/** Whether a text points to something outside it, by its opening or within. */
export const pointsOutside = (text: string, language: WrittenLanguage): boolean =>
  POINTS[language].test(text) || (language === "en" && POINTS_WITHIN.test(text));

/** Openings of what is said of someone, or depends on something, outside the headline. */
const POINTS: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:to(?= \p{Ll})|i|it|he|she|they|we|this|these|those|there|until|when(?! to\b)|if|while|because|although|since|which|who|its|their|his|her|my|our)\b/iu,
  zh: /^(?:它|他|她|该|此|其(?!他|它)|这|那|上述|以下|完成后|之后)/u,
};
/** "This would cost too much": but not "this week". */
const POINTS_WITHIN =
  /\b[Ss]uch (?!as\b|an?\b)|\b(?:[Tt]his|[Tt]hese|[Tt]hose)\b(?! (?:past |coming )?(?:\p{Lu}|week|weekend|month|year|day|morning|afternoon|evening|night|summer|winter|spring|autumn|fall|season|century|decade|time))/u;
/** "A new approach": a kind of thing, without what it is about. */
const VAGUE: Readonly<Record<WrittenLanguage, RegExp>> = {
  en: /^(?:an?|the|some|two|three|several|many)?\s?(?:(?:new|novel|simple|general|generic|efficient|effective|different|various|common|basic|alternative|unified|principled|theoretical|practical|proposed|empirical|optimization|learning|training|inference|generative|neural|proposed|deep|robust|scalable|flexible|fast|joint|hybrid)\s(?:and |but |yet )?){0,3}(?:approach|method|model|framework|algorithm|architecture|technique|system|strategy|solution|scheme|procedure|tool|feature|function|option|setting|way|idea|concept|problem|paper|study|work|result|experiment|example|step)s?$/iu,
  zh: /^(?:一[种个类])?(?:新的?|新型|简单|有效|通用|不同|主要|相关|各种|基本|常见)?的?(?:方法|模型|框架|算法|技术|系统|策略|方案|工具|功能|选项|设置|问题|研究|结果|示例|步骤|实验)(?:的?(?:研究|设计|分析|应用|实现))?$/u,
};

/** Endings that wait for a noun or a main clause, or of a list. */
const UNFINISHED =
  /(?<![面针相反应绝核校])对(?![象比策应话称外])[^的进有起产做作]{2,40}$|从[^，]{1,20}(?:角度|方面|层面|入手|出发)$|(?:时|初步|究竟|到底|是否|等|以及|为例|最佳|进行|通过|表现出?|部署)$|(?<![存现所正潜实内外旨])在(?![线职校岗场建])[^中上下内里前后时间期，]{1,8}$|时[或和]|^(?:已?对|针对|根据|按照|随着|鉴于|作为|参?见|请)|^[将把性化率度者们受故则型式被由以]|和[^的和]{1,20}和/;

/** Whether a compound, such as "64-bit" or "__init__", is not in the source as it stands, or has lost its end. */
function hasNewCompound(source: string, candidate: string): boolean {
  const compounds = candidate.toLowerCase().match(COMPOUND) ?? [];
  if (compounds.length === 0) return false;
  const known = new Set(source.toLowerCase().match(COMPOUND));
  return compounds.some((one) => !known.has(one));
}

const COMPOUND = /(?<![\p{L}\p{N}_-])[\p{L}\p{N}]{0,40}[-_][\p{L}\p{N}_-]{0,60}/gu;

const DATE =
  /^(?:(?:\p{Nd}{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \p{Nd}{1,2})?,?(?: \p{Nd}{4})?|[\p{Nd}年月日 ./-]{4,12}|\p{Nd}[\p{Nd}.,～~-]{0,12} ?[\p{Script=Latin}/%℃°²³]{1,8})$/iu;

/** Words that a headline may repeat. */
const CONNECTS = /^(?:the|and|for|from|with|its|your)$/;

/** Words of three letters or more, and pairs of Han characters, since dictionaries split too few Chinese terms alike. */
function contentOf(text: string): string[] {
  const words = text.toLowerCase().match(/[^\P{L}\p{Script=Han}]{3,}/gu) ?? [];
  const pairs = [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = ""]) => pair);
  return [...words.filter((word) => !CONNECTS.test(word)), ...pairs];
}

/** "She said: 'I like it": a quotation that goes on in the next sentence. */
export const OPEN_QUOTATION = /(?:^|[\s:(])'[\p{L}[](?!.*\p{L}[.,!?]?'(?:\W|$))/u;

/** A word that may be a verb. */
const VERB =
  "(?:\\p{Ll}+(?:ed|es|[^s]s)|is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|did|won|made|took|went|came|gave|left|lost|fell|rose|grew|ran|saw|felt|led|paid|hit|put|set|let|got)\\b";
/** Verbs that say little without what follows them. */
const WAITS =
  /^(?:votes?|voted|decides?|decided|agrees?|agreed|plans?|planned|wants?|wanted|aims?|aimed|seeks?|sought|hopes?|hoped|refuses?|refused|said|says?|announces?|announced|warns?|warned|urges?|urged|asks?|asked|declare[sd]?|reveal(?:s|ed)|confirm(?:s|ed)|tells?|told|tweet(?:s|ed)|wrote|claim(?:s|ed)|insist(?:s|ed)|admit(?:s|ted)|explain(?:s|ed)|state[sd]|argue[sd]?|suggest(?:s|ed)|believe[sd]?)$/;
/** ", the engineer told reporters": who says it, behind all that is said. */
const SAID_LAST =
  /, (?:[^,]{0,60} )?(?:said|says|told|reported|reports|announced|confirmed|warned|claimed|admitted)\b[^,]{0,40}$/u;
/** "Police said that Ann Lee", "showed that in May": what was said lacks its verb. */
const NO_CLAIM = new RegExp(
  `\\b(?:said|says|say|showed|shows?|revealed|reveals?|heard|found|claimed|claims|warned|reported|suggests?|told \\S+) that (?:(?!${VERB})\\S+ ?){1,9}$`,
  "u",
);
/** "Experiments indicating": its object is missing. */
const SHOWING =
  /^(?:indicat|show|suggest|demonstrat|reveal|prov|claim|say|mean|ensur|allow|enabl|requir|caus|includ|involv|contain|provid)ing$/;
/** "Inventors claim". */
const CLAIMS =
  /^(?:say|claim|believe|warn|announce|reveal|argue|insist|admit|suggest|hope|want|agree|decide|urge|confirm|allege|deny)$/;
const COMPLEMENT = /^(?:to|for|against|that|of|whether|how|why|not)$/;

/** Whether an English headline stops at a verb, or behind a time, before saying what was decided or said. */
function isUnfinished(candidate: string): boolean {
  const words = wordsOf(candidate.replace(SAID_LAST, ""), "en");
  // "In the bay": a circumstance without a statement.
  if (
    /^(?:in|at|on|by|with|from|of|under|over|during|after|before|within) /i.test(candidate) &&
    !words.some(isVerb)
  )
    return true;
  if (NO_CLAIM.test(candidate) || OPEN_QUOTATION.test(candidate)) return true;
  if (SHOWING.test(words.at(-1) ?? "") || CLAIMS.test(words.at(-1) ?? "")) return true;
  const verb = words.findIndex((word, at) => at > 0 && WAITS.test(word));
  return verb > 0 && !words.slice(verb + 1).some((word) => COMPLEMENT.test(word));
}
