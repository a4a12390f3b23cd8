import { datelineOf } from "./datelines.ts";

/**
 * Text that news agencies and speakers put before and after a sentence, and words that refer back to an earlier one.
 */

/** Part of a sentence, as offsets into it. */
export type Piece = [start: number, end: number];

/** "（记者李明）", "(Reporting by Ann Lee; editing by Bo Chen)", "（完）" at the end. */
const CREDIT =
  /\s{0,2}(?:[（(](?:(?:本报|本网|本台)?(?:特约|实习)?(?:记者|通讯员|記者|责任?编辑?|责编|编辑)[^（()）]{1,40}|完|来源[^（()）]{1,30}|(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Aa]dditional reporting) by [^()]{1,120})[）)]|【(?:完|[责编][^】]{1,20})】)[。.]?$/;
/** Every credit ends so. */
const MAY_BE_CREDIT = /[）)】]/;
const READ = 160;

const CONNECTIVE =
  /^["'“‘(]?(?:(?:however|but|yet|and|or|nor|so|also|moreover|furthermore|in addition|additionally|therefore|thus|hence|consequently|as a result|accordingly|instead|nevertheless|nonetheless|even so|still|otherwise|after all|for example|for instance|that said|having said that|in contrast|by contrast|on the other hand|on the contrary|conversely|besides|similarly|likewise|indeed|in fact|in turn|in other words|that is|then|afterwards|after that|later|since then|by then|at the same time|meanwhile|despite this|because of this|for this reason|to this end|too|again|secondly|thirdly|finally|lastly|another|the (?:latter|former|second|third|other|same)|both(?= of them| are| were| have| had| will| say| said)|neither(?= of them| is| was| has| will)|either way|others|such(?= an?\b))\b(?![-'’]| (?:of|to|with|from)\b)|(?:但是?|然而|可是|不过|而且|并且|因此|所以|于是|此外|另外|同时|与此同时|其中|例如|比如|譬如|相反|反之|否则|那么|接着|随后|后来|其次|再次|再者|最后|尽管如此|换句话说|也就是说|对此|为此|由此|从而|而(?=[^且今])|还|也|又|并(?=[^非])|他|她|它|该(?=[^文项刊])|此(?=[^致文])|这(?![篇份本次期里项])|那(?!些年)|其(?=[^实次他]))(?!\p{Script=Latin}))/iu;
const PRONOUN =
  /^["'“‘(]?(?:he|she|they|it|his|her|hers|their|theirs|its|him|them|(?:this|these|those|that) (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|means?|shows?|makes?|allows?|leads?|gives?|lets|helps?|enables?|requires?|includes?|also|alone|\p{Ll}{3,12}ed)\b|this(?= (?:in turn)\b|,))\b(?!['’]s (?:time|worth|clear|possible|important|hard|easy|been)\b)/iu;
/** Phrases that only seem to refer back: "It is clear that", "This article". */
const EXPLETIVE =
  /^["'“‘(]?(?:it(?:'s| is| was| has been| will be| may be| seems| appears| takes)(?: (?:also|not|often|now|very|quite|always))? (?:important|possible|clear|likely|unlikely|known|believed|thought|hoped|expected|estimated|hard|easy|difficult|necessary|essential|best|worth|time|recommended|said|reported|understood|unclear|difficult|impossible|that|to)\b|(?:this|these) (?:article|paper|document|guide|page|tutorial|section|chapter|book|report|study|work|post|release|version|package|library|module|repository|project|tool|plugin|topic|example|quickstart|reference|agreement|policy|contract|issue|bug|change|patch|week|weekend|month|year|morning|afternoon|evening|summer|winter|spring|autumn|fall|season|time|is an?)\b|that (?:day|night|year)\b|those who\b|such as\b)/i;
/** "This PEP", "This EIP": the text itself. */
const ITSELF = /^[Tt]h(?:is|ese) (?:\p{Lu}[\p{Lu}\p{N}-]|[A-Z]\p{Ll}+-\p{Lu})/u;

/**
 * Connectives that add to or follow from the previous sentence, and can be removed: "Furthermore, ", "To this end, ",
 * "此外，".
 */
const ADDITIVE =
  /^(?:furthermore|moreover|in addition|additionally|also|besides|likewise|similarly|indeed|in fact|accordingly|to this end|as a result|therefore|thus|hence|consequently|finally|lastly|for this reason|in turn|此外|另外|而且|并且|同时|与此同时|其中|因此|所以|为此|由此|最后)\s?[,，]\s{0,2}/i;
/** "However, here we show": a claim of authors about their own work is understandable by itself. */
const OWN_CLAIM =
  /^(?:however|but|by contrast|in contrast|instead|yet)\s?,?\s(?=(?:here,? |in this (?:paper|work|article),? )?we (?:\p{Ll}{3,12}ly )?(?:show|propose|present|introduce|demonstrate|develop|find|study|measure|prove|describe)\b)/iu;
/** "…, for example:", "…, as follows:", "…，如下所示：" at the end of a sentence that is complete without it. */
const LEAD_IN =
  /(?:[,，;；]?\s{0,2}(?:for example|for instance|e\.g\.|such as|as follows|like (?:this|so)|as shown(?: below| here)?|例如|比如|如下(?:所示)?|如下图所示|示例如下|包括|具体如下))?(?:\s{0,2}[:：]|(?<!\s)[:：]["'”’」』）)\]*_]{1,4})$/i;
/** Every lead-in has one of these among its last five characters. */
const MAY_BE_LEAD_IN = /[:：]/;
/** Not ":)". */
const ANNOUNCES = /(?:(?<!\s)[:：]["'”’」』）)\]*_]{1,4}|[:：])$/;
/** Phrases that only refer to a list, table or block below. */
const POINTS_BELOW =
  /\b(?:the following|as follows|below|these (?:steps|values|options|commands|examples|fields|settings))\b|以下|如下|下列|下面|下表|下图/i;
/** A lead-in makes a statement of its own from this number of words on; a Han character is half a word. */
const LEAST_WORDS = 5;

/**
 * The completeness of a sentence that ends in a colon: "bare" if it is too short to make a statement itself; "list" if
 * it only names the text below. Undefined if it is complete without its colon, or has none.
 */
export function announcementOf(sentence: string): "bare" | "list" | undefined {
  const tail = sentence.slice(-READ);
  if (!ANNOUNCES.test(tail)) return undefined;
  const said = sentence.slice(0, sentence.length - (LEAD_IN.exec(tail)?.[0].length ?? 0));
  const han = said.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = said.split(/\s+/).length;
  if (words + han / 2 < LEAST_WORDS) return "bare";
  return POINTS_BELOW.test(said) ? "list" : undefined;
}

/** Whether a sentence opens with a connective or a pronoun, which means little without the previous sentence. */
export function leans(sentence: string): boolean {
  const head = sentence.slice(0, 80).replace(ADDITIVE, "").replace(OWN_CLAIM, "").slice(0, 60);
  return (
    CONNECTIVE.test(head) || (PRONOUN.test(head) && !EXPLETIVE.test(head) && !ITSELF.test(head))
  );
}

/**
 * The parts of a sentence that a summary shows, without its dateline, agency, reporter and speaker; undefined if that
 * is the whole sentence. `said`: the offset of its words after the name of the speaker.
 */
export function trimmedParts(
  text: string,
  said: number,
  start: number,
  end: number,
): Piece[] | undefined {
  const head = text.slice(said, Math.min(end, said + READ));
  const isFirst = said < READ && text.slice(0, said).trim() === "";
  const from = said + openingOf(head, isFirst).length;
  const tailStart = Math.max(from, end - READ);
  let tail = text.slice(tailStart, end);
  if (MAY_BE_CREDIT.test(tail.slice(-2))) tail = tail.replace(CREDIT, "");
  if (MAY_BE_LEAD_IN.test(tail.slice(-5))) tail = tail.replace(LEAD_IN, "");
  const to = tailStart + tail.length;
  if ((from === start && to === end) || from >= to) return undefined;
  return [[from, to]];
}

const openingOf = (head: string, isFirst: boolean): string =>
  datelineOf(head, isFirst) || ((ADDITIVE.exec(head) ?? OWN_CLAIM.exec(head))?.[0] ?? "");
