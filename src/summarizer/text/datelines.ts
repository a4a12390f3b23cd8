/** The openings that news agencies and papers put in front of a first sentence: place, date, agency, reporter, desk. */

/** A dateline, or the name of a desk, is within this number of characters. */
const READ = 110;
const READ_HAN = 64;

/** A mark after a dateline: a dash, a bracket that closes, or a colon. A hyphen inside a word is none: "SQL-Based". */
const MARK = /\s{0,2}(?:--|[–—_])\s{0,2}|\s{1,2}-\s{0,2}|-\s{1,2}|[)\]]\s{0,2}|:\s/g;
const AGENCY = /\(\p{L}[\p{L}.&' ]{1,24}\)|\/\p{Lu}[\p{L} ]{2,20}\//gu;
/** Agencies whose names are not in capitals, after which no dash is needed. */
const NAMED_AGENCY =
  /\((?:\p{Lu}[\p{Lu}.]{1,9}|Reuters|Bloomberg|Xinhua|Kyodo|Tass|TASS|Efe|Ansa|dpa)\)/u;
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\p{L}{0,6}\\.?";
const DATE = new RegExp(
  `(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\\d{1,2}(?:st|nd|rd|th)? ${MONTH}|${MONTH} \\d{1,2})(?:,? \\d{4})?`,
  "giu",
);
const YEAR = /\b(?:19|20)\d\d\b/;
/** Names of places with marks between them: "LONDON/PARIS", "Port Eddy, Vt.", "ST. LOUIS". */
const PLACES =
  /^[[\s,/–—_-]{0,3}(?:\p{Lu}[\p{L}.'’]{0,20}(?:[\s,/-]{1,2}(?:\p{Lu}[\p{L}.'’]{0,20}|of|de|la|le|del|and|on|upon|am|an der)){0,6})?[\]\s,/–—_-]{0,8}$/u;
const IN_CAPITALS = /^[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$/u;
const FIRST_IN_CAPITALS = /^\W{0,2}\p{Lu}[\p{Lu}.'’]{2}/u;
const NO_PLACE =
  /^\W{0,2}(?:NOTE|READ|WARNING|TIPS?|CAUTION|IMPORTANT|TODO|FACT|WATCH|MORE|QUESTION|ANSWER|SUMMARY|ABSTRACT|FAQ|Q|A|PS|P\.S|STEP|PART|CHAPTER|DANGER|TL)\b/u;
const BEGINS = /^["“'‘]?[\p{Lu}\p{N}\p{Lo}]/u;

/** "BREAKING: ", "UPDATE 2-", "EXCLUSIVE | ", "【快讯】": the label of a desk. */
const DESK =
  /^(?:(?:BREAKING(?: NEWS)?|EXCLUSIVE|JUST IN|Breaking News|DEVELOPING|ANALYSIS|OPINION|EXPLAINER|FACT ?CHECK|WATCH|LIVE|CORRECTED|REFILE|WRAPUP \d{1,2}|UPDATE(?: \d{1,2})?|URGENT|FLASH|NEWS ALERT|Breaking(?: news)?|Exclusive|Just in) {0,2}(?:[:|]|[-–—]{1,2}) {0,2}|(?:快讯|快訊|突发|突發|独家|獨家|最新|视频|视点|图集)[:：|｜丨] {0,2})(?=["“'‘]?[\p{Lu}\p{Lo}])/u;

/** "【本报讯】", "（记者 张伟）", "〔記者張偉／台北報導〕", "（中央社台北12日電）". */
const BRACKETED =
  /^(?:【[^】]{1,30}】|[（(〔][^（()）〔〕。]{0,24}(?:记者|記者|通讯员|通訊員|\d{1,2}日[电電讯訊])[^（()）〔〕]{0,40}[）)〕])\s{0,2}/u;
/** "讯", "电", "消息", "报道" end the part that names the source. */
const SAYS = /[讯訊电電]|消息|报道|報導|報道/g;
const SOURCE =
  /^(?:据|據)?(?:本[报報刊网網台]|.{0,12}(?:[报報社网網台闻聞刊视視]|客户端|科技|财经|財經|通讯|通訊))|记者|記者/u;
const DATED =
  /\d{1,2}日[电電讯訊]$|^(?:.{0,12}\d{1,2}\s?月\s?)?.{0,12}\d{1,2}\s?日(?:消息|报道|報導|報道)$/u;
const TELEGRAM = /(?:[报報社网網台]|^本[报報刊网網台].{0,12})[讯訊电電]$/u;
/** After it, the reporter in brackets, and a mark or a space. */
const AFTER =
  /^\s{0,2}(?:[（(][^（()）]{0,12}(?:记者|記者|通讯员|通訊員)[^（()）]{1,40}[）)])?\s{0,2}[，,：:—-]{0,2}\s{0,2}/u;

/**
 * The dateline at the beginning of a sentence: "LONDON, March 3 (Reuters) - ", "本报讯（记者王芳）"; "" if there is none.
 * `isFirst`: the sentence is the first one of its text, where a place in capitals and a colon are enough.
 */
export function datelineOf(sentence: string, isFirst: boolean): string {
  const desk = DESK.exec(sentence)?.[0] ?? "";
  const head = sentence.slice(desk.length);
  return desk + (ofHan(head.slice(0, READ_HAN)) || ofPlace(head.slice(0, READ), isFirst));
}

/** The longest beginning that consists of places, dates and agencies only. */
function ofPlace(head: string, isFirst: boolean): string {
  let longest = "";
  for (const { 0: mark, index } of head.matchAll(MARK)) {
    const end = index + mark.length;
    if (BEGINS.test(head.slice(end, end + 3)) && isDateline(head.slice(0, end), mark, isFirst)) {
      longest = head.slice(0, end);
    }
  }
  return longest;
}

function isDateline(part: string, mark: string, isFirst: boolean): boolean {
  const places = part
    .replace(AGENCY, " ")
    .replace(DATE, " ")
    .replace(YEAR, " ")
    .replace(/[:\]]\s*$/, " ");
  if (!PLACES.test(places.replace(/\s+/g, " ")) || NO_PLACE.test(part)) return false;
  const isBracket = /[)\]]/.test(mark);
  if (part.search(AGENCY) >= 0) return isBracket ? NAMED_AGENCY.test(part) : !mark.includes(":");
  const isDated = part.search(DATE) >= 0;
  const letters = places.replace(/[^\p{L}]/gu, "");
  if (isBracket) return isDated && part.startsWith("[");
  if (mark.includes(":")) return isFirst && letters.length >= 4 && IN_CAPITALS.test(places);
  return (isDated && letters !== "") || FIRST_IN_CAPITALS.test(places);
}

function ofHan(head: string): string {
  const bracketed = BRACKETED.exec(head)?.[0];
  if (bracketed) return bracketed;
  let longest = "";
  for (const { 0: mark, index } of head.matchAll(SAYS)) {
    const end = index + mark.length;
    const part = head.slice(0, end);
    if (/[。！？；，：“”《》]/.test(part)) break;
    const after = AFTER.exec(head.slice(end))?.[0] ?? "";
    const isSourced = SOURCE.test(part.slice(0, -mark.length)) && part.length <= 24;
    const isNews = mark.length > 1 || /[：:]/.test(after) ? isSourced : TELEGRAM.test(part);
    // "旅行社电话": without a date, a mark or a space must follow.
    if (DATED.test(part) || (isNews && after !== "")) {
      longest = part + after;
    }
  }
  return longest === head ? "" : longest;
}
