/** A requested number of units of a summary. */
export interface Count {
  unit: "sentences" | "points" | "words" | "characters" | "paragraphs";
  most?: number;
  least?: number;
  /** "About". */
  isRough: boolean;
}

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

const UNITS: Readonly<Record<string, Count["unit"]>> = {
  sentence: "sentences",
  sentences: "sentences",
  line: "sentences",
  lines: "sentences",
  liner: "sentences",
  bullet: "points",
  bullets: "points",
  point: "points",
  points: "points",
  takeaway: "points",
  takeaways: "points",
  item: "points",
  items: "points",
  word: "words",
  words: "words",
  character: "characters",
  characters: "characters",
  chars: "characters",
  paragraph: "paragraphs",
  paragraphs: "paragraphs",
};
/** Words that are not adjectives: a number before them counts something else. */
const FUNCTION_WORDS = new Set(
  "the of in and that is are was to a an for with or on by per each every user text article at as from it this".split(
    " ",
  ),
);
const MOST = { sentences: 100, points: 100, words: 5_000, characters: 20_000, paragraphs: 20 };
const TOKEN = /\d+(?:[.:,]\d+)*|\p{L}+(?:'\p{L}+)?/gu;

/** Numbers with units in English: "at most 20 words", "two short sentences", "3-5 bullet points". */
export function englishCounts(text: string): Count[] {
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  const counts: Count[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = numberAt(tokens, at);
    if (!first) continue;
    let after = at + first.length;
    let high = first.value;
    const isJoined = ["to", "or", "and"].includes(tokens[after] ?? "");
    const second = numberAt(tokens, isJoined ? after + 1 : after);
    if (second && second.value > first.value) {
      high = second.value;
      after += second.length + (isJoined ? 1 : 0);
    }
    const found = unitAfter(tokens, after);
    // "A sentence" counts as one; "a few words" and "an article in points" do not.
    if (!found || (first.isArticle && found.at > after + 1)) continue;
    if (first.isArticle && found.unit !== "sentences" && found.unit !== "paragraphs") continue;
    if (high > MOST[found.unit] || first.value < 1) continue;
    const isEach =
      /^(?:each|per|every)$/.test(tokens[found.at + 1] ?? "") ||
      tokens.slice(Math.max(0, at - 3), at).some((one) => /^(?:each|every|per)$/.test(one));
    if (!isEach) counts.push(bounded(tokens, at, found.at, first.value, high, found.unit));
    at = found.at;
  }
  // "Word limit: 20."
  const [, unit, most] = LIMITED.exec(text) ?? [];
  if (unit && most && counts.length === 0) {
    const plural = `${unit.toLowerCase()}s` as "words" | "characters" | "sentences";
    if (Number(most) <= MOST[plural])
      counts.push({ unit: plural, most: Number(most), isRough: false });
  }
  return counts;
}
const LIMITED =
  /\b(word|character|sentence)s?[ -](?:limit|count|maximum|max)\b[^\d.]{0,12}(\d{1,5})/i;

function numberAt(
  tokens: string[],
  at: number,
): { value: number; length: number; isArticle: boolean } | undefined {
  const token = tokens[at] ?? "";
  const digits = /^\d+(?:,\d{3})*$/.test(token) ? Number(token.replaceAll(",", "")) : undefined;
  if (digits !== undefined) return { value: digits, length: 1, isArticle: false };
  if (token === "single") return { value: 1, length: 1, isArticle: false };
  if (token === "dozen") return { value: 12, length: 1, isArticle: false };
  if (token === "half" && tokens[at + 1] === "a" && tokens[at + 2] === "dozen")
    return { value: 6, length: 3, isArticle: false };
  if (token === "couple")
    return { value: 2, length: tokens[at + 1] === "of" ? 2 : 1, isArticle: false };
  if (token === "a" || token === "an") {
    if (tokens[at + 1] === "dozen") return { value: 12, length: 2, isArticle: false };
    if (tokens[at + 1] === "hundred") return { value: 100, length: 2, isArticle: false };
    return { value: 1, length: 1, isArticle: true };
  }
  const small = SMALL.indexOf(token);
  if (small > 0) {
    const isHundred = tokens[at + 1] === "hundred";
    return { value: isHundred ? small * 100 : small, length: isHundred ? 2 : 1, isArticle: false };
  }
  const tens = TENS.indexOf(token);
  if (tens < 0) return undefined;
  const ones = SMALL.indexOf(tokens[at + 1] ?? "");
  const hasOnes = ones > 0 && ones < 10;
  return {
    value: (tens + 2) * 10 + (hasOnes ? ones : 0),
    length: hasOnes ? 2 : 1,
    isArticle: false,
  };
}

/** The unit after a number, with adjectives skipped: "5 most important points". */
function unitAfter(
  tokens: string[],
  from: number,
): { unit: Count["unit"]; at: number } | undefined {
  for (let at = from; at < from + 4; at++) {
    const token = tokens[at];
    if (token === undefined || FUNCTION_WORDS.has(token) || /^\d/.test(token)) return undefined;
    const unit = Object.hasOwn(UNITS, token) ? UNITS[token] : undefined;
    if (!unit) continue;
    // "bullet points" and "sentence summary" are one unit each.
    const next = UNITS[tokens[at + 1] ?? ""];
    return { unit, at: next === "points" ? at + 1 : at };
  }
  return undefined;
}

function bounded(
  tokens: string[],
  at: number,
  unitAt: number,
  low: number,
  high: number,
  unit: Count["unit"],
): Count {
  const before = tokens.slice(Math.max(0, at - 3), at).join(" ");
  const after = tokens.slice(unitAt + 1, unitAt + 4).join(" ");
  const isRough = /\b(?:about|around|approximately|roughly|circa|some|nearly)$/.test(before);
  if (/\b(?:fewer than|less than|under|below|shorter than)$/.test(before)) {
    return { unit, most: Math.max(1, high - 1), isRough };
  }
  if (/\b(?:more than|over|longer than|above)$/.test(before))
    return { unit, least: low + 1, isRough };
  if (
    /\b(?:at least|minimum(?: of)?|min)$/.test(before) ||
    /^(?:or more|at least|minimum|or longer)/.test(after)
  ) {
    return { unit, least: low, isRough };
  }
  if (low < high) return { unit, least: low, most: high, isRough };
  return { unit, most: high, isRough };
}

const HAN_DIGITS = "零一二三四五六七八九";

/** 12, 三, 两, 十五, 二十, 一百, 两百五十. */
function hanNumber(written: string): number | undefined {
  if (/^\d+$/.test(written)) return Number(written);
  let total = 0;
  let digit = 0;
  for (const char of written.replaceAll("两", "二")) {
    if (char === "十") total += (digit || 1) * 10;
    else if (char === "百") total += (digit || 1) * 100;
    else if (HAN_DIGITS.includes(char)) {
      digit = HAN_DIGITS.indexOf(char);
      continue;
    } else return undefined;
    digit = 0;
  }
  return total + digit || undefined;
}

const HAN_NUMBER = "\\d{1,5}|[一二两三四五六七八九十百]{1,5}";
const HAN_COUNT = new RegExp(
  `(最多|至多|少于|不到|小于|低于|至少|多于|超过|大于|约|大约|大概)?(?:为|用|在|写)?(${HAN_NUMBER})(?:\\s?[-~～—到至]\\s?(${HAN_NUMBER}))?\\s?(?:多)?(个要点|条要点|个重点|要点|个?汉字|个字|字符|字|个词|词|个?句子|句话|句|段话|个?段落|段|条|点)(以内|之内|以下|内|左右|上下|以上)?`,
  "g",
);
/** "下午3点", "3点前", "第三条", "3点30分": a time, or a position in a list. */
const HAN_NO_COUNT =
  /(?:第|上午|下午|早上|晚上|中午|凌晨|今天|明天|昨天|周[一二三四五六日]|[日号])\s?$/;
const HAN_CLOCK = /^(?:前|钟|半|整|之前|之后|后|开|到|出|\d|[一二三四五]?[十刻分]|，?前)/;
const HAN_POINT_VERB =
  /(?:列出|列|分成|分为|分|给出|给|提炼出?|总结出?|总结成|总结为|概括出?|概括成|概括为|归纳出?|归纳成|归纳为|提取|写出?|用|最多|至少|为|成|输出|整理出?)\s?$/;
const HAN_EACH = /(?:每|各)[^，。；]{0,8}$/;

const HAN_UNITS: readonly [RegExp, Count["unit"]][] = [
  [/点|条/, "points"],
  [/字/, "characters"],
  [/词/, "words"],
  [/句/, "sentences"],
  [/段/, "paragraphs"],
];

/** Numbers with units in Chinese: 不超过30字, 三个要点, 两句话. */
export function hanCounts(text: string): Count[] {
  const counts: Count[] = [];
  for (const match of text.matchAll(HAN_COUNT)) {
    const [whole, bound = "", low = "", high, unitText = "", tail = ""] = match;
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const after = text.slice(match.index + whole.length);
    const unit = /要点|重点/.test(unitText)
      ? "points"
      : HAN_UNITS.find(([unit]) => unit.test(unitText))?.[1];
    const least = hanNumber(low);
    if (!unit || least === undefined || HAN_NO_COUNT.test(before) || HAN_EACH.test(before))
      continue;
    if (
      unitText === "点" &&
      (HAN_CLOCK.test(tail + after) || (bound === "" && !HAN_POINT_VERB.test(before)))
    )
      continue;
    const most = (high !== undefined && hanNumber(high)) || least;
    if (most > MOST[unit]) continue;
    counts.push({
      unit,
      ...hanBounds(bound, tail, least, most),
      isRough: /约|大概/.test(bound) || /左右|上下/.test(tail),
    });
  }
  const total =
    /(?:字数|篇幅|长度)[^\d一二两三四五六七八九十百]{0,8}(\d{1,5}|[一二两三四五六七八九十百]{1,5})(?!\s?[字句段条点个词\d])/.exec(
      text,
    );
  const most = total && hanNumber(total[1] as string);
  if (most) counts.push({ unit: "characters", most, isRough: false });
  return counts;
}

function hanBounds(
  bound: string,
  tail: string,
  low: number,
  high: number,
): Pick<Count, "most" | "least"> {
  if (/少于|不到|小于|低于/.test(bound)) return { most: Math.max(1, high - 1) };
  if (/多于|超过|大于/.test(bound)) return { least: low + 1 };
  if (bound === "至少" || tail === "以上") return { least: low };
  return low < high ? { least: low, most: high } : { most: high };
}
