/** A number that a text states. */
export interface Quantity {
  /** As written in the text. */
  text: string;
  /** A canonical form: equal for "1,000", "1000", "one thousand" and "一千". */
  value: string;
}

const BELOW_TWENTY =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen " +
  "sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const SMALL: Record<string, number> = Object.fromEntries([
  ...BELOW_TWENTY.split(" ").map((word, value) => [word, value]),
  ...TENS.split(" ").map((word, index) => [word, 20 + 10 * index]),
]);
const LARGE: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};
/** Magnitudes that directly follow digits. */
const SUFFIXES: Record<string, number> = { k: 1e3, m: 1e6, mn: 1e6, bn: 1e9, tn: 1e12 };
/** Words for quantities without an exact number. */
const OTHERS = ["dozen", "half", "twice", "double", "triple", "third", "quarter"];

const plural = (words: readonly string[]) => `(?:${words.join("|")})s?`;
const LETTERS = plural([...Object.keys(SMALL), ...Object.keys(LARGE), ...OTHERS]);
const HAN_DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8 };
const HAN = `[${[...Object.keys(HAN_DIGITS), ...Object.keys(HAN_UNITS)].join("")}]+`;

/** Digits with grouping and decimal marks, and the magnitude that follows. */
const DIGITS = `\\p{Nd}+(?:[.,]\\p{Nd}+)*`;
const MAGNITUDE = `(?:\\s?(?:${Object.keys(LARGE).join("|")})|${Object.keys(SUFFIXES).join("|")})\\b|[百千万亿]+`;
const NUMBER = new RegExp(
  `(${DIGITS})(${MAGNITUDE})?|(?<![\\p{L}\\p{M}])(${LETTERS}(?:[\\s-]+(?:and\\s+)?${LETTERS})*)(?![\\p{L}\\p{M}])|${HAN}`,
  "giu",
);

/** On their own, these are usually not numbers: "one of them", "一个". */
const UNCOUNTED = new Set(["one", "一"]);

/** Every number in a text, in digits of any script, English words or Han. Time is linear in its length. */
export function quantitiesIn(text: string): Quantity[] {
  const found: Quantity[] = [];
  for (const match of text.normalize("NFKC").matchAll(NUMBER)) {
    const [whole, digits, magnitude, words] = match;
    if (digits !== undefined) {
      found.push({ text: whole, value: ofDigits(digits, magnitude) });
    } else if (!UNCOUNTED.has(whole.toLowerCase())) {
      found.push({ text: whole, value: words ? ofWords(words.toLowerCase()) : ofHan(whole) });
    }
  }
  return found;
}

const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Without grouping, but with leading zeros, because a code is not a count. Only a magnitude needs arithmetic. */
function ofDigits(digits: string, magnitude: string | undefined): string {
  const plain = GROUPED.test(digits) ? digits.replaceAll(",", "") : digits;
  if (magnitude === undefined) return plain;
  const word = magnitude.trim().toLowerCase();
  const factor =
    LARGE[word] ??
    SUFFIXES[word] ??
    [...magnitude].reduce((product, unit) => product * (HAN_UNITS[unit] ?? Number.NaN), 1);
  const value = Number(plain) * factor;
  return Number.isFinite(value) ? decimal(value) : `${plain} ${magnitude}`;
}

/** 2.4 million is 2400000, not 2399999.9999999995. */
const decimal = (value: number): string => String(Number(value.toPrecision(12)));

/** The value of "two hundred and five thousand"; words that are not numbers are returned unchanged. */
function ofWords(words: string): string {
  let total = 0;
  let part = 0;
  for (const word of words.split(/[\s-]+/)) {
    if (word === "and") continue;
    const small = SMALL[word];
    const large = LARGE[word];
    if (small !== undefined) part += small;
    else if (large === 100) part = Math.max(1, part) * 100;
    else if (large !== undefined) {
      total += Math.max(1, part) * large;
      part = 0;
    } else return words.replace(/s$/, "");
  }
  return decimal(total + part);
}

/** Nobody writes longer numbers. */
const MOST_HAN = 40;

/** The value of "二百零五万", and of "二〇二六" digit by digit. */
function ofHan(han: string): string {
  if ([...han].every((character) => character in HAN_DIGITS)) {
    return [...han].map((character) => HAN_DIGITS[character]).join("");
  }
  return han.length > MOST_HAN ? han : decimal(countHan([...han]));
}

/** Splits at the largest unit into its multiple and the rest. */
function countHan(characters: readonly string[]): number {
  for (const [unit, value] of Object.entries(HAN_UNITS).reverse()) {
    const at = characters.lastIndexOf(unit);
    if (at === -1) continue;
    const count = at === 0 ? 1 : countHan(characters.slice(0, at));
    return count * value + countHan(characters.slice(at + 1));
  }
  return HAN_DIGITS[characters.at(-1) ?? ""] ?? 0;
}
