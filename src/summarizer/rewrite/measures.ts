import { quantitiesIn } from "../text/quantities.ts";

/**
 * Punctuation that joins digits into one quantity. The parts of a score, a clock time, a date, a range or a ratio are
 * meaningless on their own.
 */
const NUMBER = String.raw`\p{Nd}{1,9}(?:[.,]\p{Nd}{1,9}){0,3}`;
const HAN_NUMBER = "[零〇一二两三四五六七八九十百]{1,4}";
const JOINED = new RegExp(
  String.raw`(?<!\p{Nd})(?:${NUMBER}(?:\s?[-–—:：/~～至比到]\s?${NUMBER}){1,6}(?!\p{Nd})|` +
    `${HAN_NUMBER}[比至到]${HAN_NUMBER}|` +
    String.raw`\p{Nd}{1,4}年(?:\p{Nd}{1,2}月)?(?:\p{Nd}{1,2}日)?|\p{Nd}{1,2}月\p{Nd}{1,2}日|\p{Nd}{1,2}[点时]\p{Nd}{1,2}分?)`,
  "gu",
);

/** Units that change the meaning of a number: "5%" differs from "5", and "$3" from "3 km". */
const UNIT =
  /^\s?(%|％|‰|per\s?cent|percent|percentage points?|个?百分点|°[CF]?|℃|km|kg|mg|g|m|cm|mm|GB|MB|TB|kWh|MWh|GWh|MW|GW|美元|欧元|英镑|日元|元|人民币|吨|公里|公斤|千米|米|亩|公顷|岁|年|月|日|天|小时|分钟|秒|人|名|家|个|次|倍|pounds?|dollars?|euros?|yen|yuan|tonnes?|tons?|miles?|metres?|meters?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|people|men|women|children|times)(?![\p{Script=Latin}])/iu;
const CURRENCY = /(?:[$€£¥￥₹]|US\$|USD|EUR|GBP|CNY|RMB)\s?$/u;

const MONTHS =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const ENGLISH_DATE = new RegExp(
  `\\b(?:\\p{Nd}{1,2}(?:st|nd|rd|th)?\\s(?:${MONTHS})|(?:${MONTHS})\\.?\\s\\p{Nd}{1,2}(?:st|nd|rd|th)?)(?:,?\\s\\p{Nd}{4})?\\b`,
  "giu",
);

/**
 * Every complete quantity in a text: scores, clocks, dates, ranges and ratios with all their parts, other numbers
 * with their unit or currency. Equal strings state the same quantity. Time is linear in the length of the text.
 *
 * @example
 * measuresIn("won 3-1 on 5 May for £2m")   // Set { "3-1", "5 may", "£2000000" }
 */
export function measuresIn(text: string): Set<string> {
  const plain = text.normalize("NFKC").toLowerCase();
  const found = new Set<string>();
  const taken: [start: number, end: number][] = [];
  for (const pattern of [JOINED, ENGLISH_DATE]) {
    for (const { 0: whole, index } of plain.matchAll(pattern)) {
      const measure = whole.replace(/\s+/g, " ").replace(/[–—]/g, "-");
      for (const part of [measure, ...partsOfDate(measure)]) found.add(part);
      taken.push([index, index + whole.length]);
    }
  }
  let from = 0;
  for (const { text: number, value } of quantitiesIn(plain)) {
    const at = plain.indexOf(number, from);
    if (at < 0) continue;
    from = at + number.length;
    if (taken.some(([start, end]) => at >= start && from <= end)) continue;
    const unit = UNIT.exec(plain.slice(from, from + 24))?.[1] ?? "";
    const currency = CURRENCY.exec(plain.slice(Math.max(0, at - 4), at))?.[0].trim() ?? "";
    found.add(`${currency}${value}${unit && ` ${singular(unit)}`}`);
  }
  return found;
}

/** The first complete quantity of `text` that is not in `source`; null if there is none. */
export function newMeasure(source: string, text: string): string | null {
  const stated = measuresIn(source);
  for (const measure of measuresIn(text)) if (!stated.has(measure)) return measure;
  return null;
}

/** The coarser dates that a date implies: for 2026年5月3日 its month, its year, and 5月3日; for "3 may 2026" "3 may". */
function partsOfDate(date: string): string[] {
  const itsYear = ENGLISH_YEAR.exec(date)?.[0];
  if (itsYear && LETTER.test(date)) {
    return [date.slice(0, -itsYear.length).replace(/,$/, ""), itsYear.trim()];
  }
  const [, year = "", month = "", day = ""] =
    /^(\p{Nd}+年)(\p{Nd}+月)?(\p{Nd}+日)?$/u.exec(date) ?? [];
  return [year, month && year + month, day && month + day].filter(Boolean);
}

const ENGLISH_YEAR = /\s\p{Nd}{4}$/u;
const LETTER = /\p{Script=Latin}/u;

const singular = (unit: string): string =>
  unit.replace(/^(%|％|per\s?cent)$/u, "percent").replace(/(?<=\p{Script=Latin}{3})s$/u, "");
