import { toSimplified } from "../../../summarizer/text/simplified.ts";
import { type Count, englishCounts, hanCounts } from "./counts.ts";
import { type AskedLanguage, languageIn } from "./language.ts";
import { type Segment, segmentsOf } from "./segments.ts";

/** The explicit requests of a prompt for its summary. */
export interface Wishes {
  length?: "short" | "medium" | "long";
  sentences?: number;
  format?: "paragraph" | "key-points" | "headline";
  /** In words, or in characters. */
  size?: { unit: "words" | "characters"; most?: number; least?: number; isRough: boolean };
  language?: AskedLanguage;
  /** The subject that the summary should focus on. */
  query?: string;
}

const HAN = /[\u3400-\u9fff]/;
/** Adjectives that describe the document, not the summary: "this long article". */
const INPUT =
  "(?! ?(?:stor(?:y|ies)|articles?|texts?|documents?|reports?|conversations?|transcripts?|passages?|messages?|posts?|papers?|e-?mails?|threads?|films?|notes?|content|term|hand|run|ago)\\b|[- ]term)";
const SHORT = new RegExp(
  `\\b(?:short(?:er|est)?|brief(?:er|ly)?|concise(?:ly)?|succinct(?:ly)?|terse(?:ly)?|compact|quick|tl;?dr|in a nutshell)\\b${INPUT}|简短|简要|简洁|精简|简明|更短|再短|短一?[点些]|扼要|太短`,
  "i",
);
const LONG = new RegExp(
  `(?<!\\b(?:as|how|no|any) )\\blong(?:er)?\\b${INPUT}|\\b(?:detailed|in[- ]detail|more detail(?:ed|s)?|in[- ]depth|thorough(?:ly)?|comprehensive(?:ly)?|extensive|elaborate|lengthy|verbose)\\b${INPUT}|详细|详尽|全面|太长|过长|冗长|长一?[点些]|更长`,
  "i",
);
const TOO = /\btoo\b|太|过[长短]/i;

const PARAGRAPH =
  /\b(?:paragraphs?|prose|plain text|full sentences|running text)\b|一段话|成一段|段落形式|连贯/i;
const BULLETS =
  /\bbullet(?:s|ed)?\b|\b(?:numbered|dashed|ordered|unordered) lists?\b|\b(?:as|in|into) (?:an? )?(?:list|points)\b|\b(?:as|into) an? \w{1,12} list\b|\blist of\b|要点|列表|条目|项目符号|分点|逐条|列出/i;
/** Counts only if the summary is called this, not if the summary mentions it. */
const POINTS =
  /(?<!\b(?:focus(?:ing|es)? on|cover(?:ing|s)?|captur(?:e|es|ing)|highlight(?:ing|s)?|includ(?:e|es|ing)|convey(?:ing|s)?|preserv(?:e|es|ing)|on|of|with|about|keep(?:ing)?|all)(?: all)?(?: of)? (?:the |its |their )?)\b(?:key[- ]points|main[- ]points|most important points|takeaways?|key[- ]takeaways|highlights)\b|^list (?:the|all|key|main|out|\d|two|three|four|five)\b/i;
const LISTS = /\blists?\b|\bbullets?\b|\bpoints\b/i;

const HEADLINE =
  /\bonly the (?:headline|title)\b|(?<!\b(?:the|its|this|that|whose|my|article's|page|job) )\b(?:headlines?|titles?)\b/i;
const HEADLINE_ZH =
  /(?:写|拟|起|取|给|生成|想|作|做|输出|一个|一句|个|作为)[^，。；]{0,8}标题|^标题$/;
const ANY_HEADLINE = /\b(?:headlines?|titles?|headings?)\b|标题/i;
const SUMMARY = /\b(?:summary|summaries|overview|synopsis|abstract)\b|摘要|总结/i;
/** "Summarize what users send in one sentence." */
const ASKS = /^(?:please )?summari[sz]e\b|^(?:请)?总结/i;
const WITH_TITLE =
  /\b(?:with|and|including|plus) (?:a |an )?(?:short |brief )?(?:headline|title)|[加带附配]上?标题/i;
/** The sentence describes the input, so its numbers and adjectives are not wishes. */
const OF_INPUT =
  /\b(?:users?|customers?|i will|i'll|you will (?:be|receive|get)|you'll (?:be|get)|you are given|here (?:is|are)|below (?:is|are)|following (?:is|are))\b|^(?:用户|我将|我会|以下是|下面是)/i;

const FOCUS =
  /\b(?:focus(?:ing|ed)?|concentrat(?:e|ing)|emphasis|attention)(?: (?:only|mainly|especially|primarily))? (?:on|to) |重点关注|着重|侧重于?|聚焦于?|围绕/i;
const FOCUS_LENGTH = { least: 2, most: 200 };
/** A focus on one of these words is not a focus on anything in particular. */
const GENERIC = new Set(
  `the its all most any only main key major important relevant essential central core point points idea ideas
  information fact facts detail details theme themes topic topics argument arguments content aspect aspects part parts
  takeaways message concepts elements insights of in from and or text article document passage this about result results
  findings conclusions event events what matters`.split(/\s+/),
);
const GENERIC_ZH = /主要|核心|关键|重要|内容|信息|观点|要点|重点|思想|事实|的|和/g;

/**
 * Reads the requests of a prompt for its summary by simple rules that handle negation and units. Text that matches no
 * rule is ignored. A number of sentences or points wins over an adjective, and a wanted property over an unwanted one.
 *
 *     wishesOf("Three bullet points, no title.")  // { sentences: 3, format: "key-points" }
 *     wishesOf("不超过30字")                        // { size: { unit: "characters", most: 30, isRough: false } }
 */
export function wishesOf(prompt: string): Wishes {
  const words = withoutJson(prompt);
  const segments = segmentsOf(HAN.test(words) ? toSimplified(words) : words).filter(
    ({ text, sentence }) => !OF_INPUT.test(text) || SUMMARY.test(sentence) || ASKS.test(sentence),
  );
  const wanted = segments.filter(({ negated }) => !negated).map(({ text }) => text);
  const counts = wanted.flatMap((text) => (HAN.test(text) ? hanCounts(text) : englishCounts(text)));
  const count = sentencesOf(counts);
  const size = sizeOf(counts);
  const length = lengthOf(segments, counts);
  const format = formatOf(segments, counts);
  const language = wanted.map(languageIn).findLast(Boolean);
  const query = wanted.map(focusOf).findLast(Boolean);
  return {
    ...(count !== undefined ? { sentences: count } : length && !size && { length }),
    ...(format && { format }),
    ...(size && { size }),
    ...(language && { language }),
    ...(query && { query }),
  };
}

/** A prompt without the schema or sample of JSON in it, whose "title" and "sentences" are names of members. */
function withoutJson(prompt: string): string {
  const [from, to] = [prompt.indexOf("{"), prompt.lastIndexOf("}") + 1];
  const isJson = from >= 0 && /"\s{0,9}:/.test(prompt.slice(from, to));
  return isJson ? `${prompt.slice(0, from)} ${prompt.slice(to)}` : prompt;
}

/** Later wishes win; a wish about length replaces any earlier one, whatever its unit. */
export function mergeWishes(earlier: Wishes, later: Wishes): Wishes {
  const { length, sentences, size, format, ...rest } = earlier;
  const saysLength = later.length || later.sentences !== undefined || later.size;
  return {
    ...rest,
    // "In one sentence" cancels an earlier list.
    ...(format && !(format === "key-points" && later.sentences !== undefined) && { format }),
    ...(!saysLength && {
      ...(length && { length }),
      ...(sentences && { sentences }),
      ...(size && { size }),
    }),
    ...later,
  };
}

/** Points win over sentences, as in "three bullets of one sentence". */
function sentencesOf(counts: Count[]): number | undefined {
  const found =
    counts.findLast(({ unit }) => unit === "points") ??
    counts.findLast(({ unit }) => unit === "sentences");
  return found?.most ?? found?.least;
}

function sizeOf(counts: Count[]): Wishes["size"] {
  const found = counts.findLast(({ unit }) => unit === "words" || unit === "characters");
  if (!found) return undefined;
  const { unit, ...bounds } = found;
  return { unit: unit as "words" | "characters", ...bounds };
}

function lengthOf(segments: Segment[], counts: Count[]): Wishes["length"] {
  let length: Wishes["length"];
  for (const { text, negated } of segments) {
    const isShort = SHORT.test(text);
    const isLong = LONG.test(text);
    if (isShort === isLong) continue;
    if (!negated)
      length = isShort ? (TOO.test(text) ? "long" : "short") : TOO.test(text) ? length : "long";
    else length = isShort ? "medium" : "short";
  }
  const paragraphs = counts.findLast(({ unit }) => unit === "paragraphs");
  return length ?? ((paragraphs?.most ?? paragraphs?.least ?? 1) > 1 ? "long" : undefined);
}

function formatOf(segments: Segment[], counts: Count[]): Wishes["format"] {
  let format: Wishes["format"];
  let isRefused = false;
  for (const { text, negated, sentence } of segments) {
    if (negated) {
      isRefused ||= BULLETS.test(text) || LISTS.test(text) || ANY_HEADLINE.test(text);
      continue;
    }
    const title = HEADLINE.exec(text) ?? HEADLINE_ZH.exec(text);
    const summary = SUMMARY.exec(text);
    const isBeside = WITH_TITLE.test(text) && !/\b(?:title|headline)s? only\b|\bonly\b/i.test(text);
    const isTitle = title && !isBeside && !(summary && summary.index < title.index);
    if (isTitle) format = "headline";
    else if (BULLETS.test(text)) format = "key-points";
    else if (POINTS.test(text) && !/\bsentences?\b|\bparagraph\b|句|段/i.test(sentence))
      format = "key-points";
    else if (PARAGRAPH.test(text)) format = "paragraph";
  }
  if (counts.some(({ unit }) => unit === "points"))
    return format === "headline" ? format : "key-points";
  return format ?? (isRefused ? "paragraph" : undefined);
}

function focusOf(text: string): string | undefined {
  const found = FOCUS.exec(text);
  if (!found) return undefined;
  const focus = text.slice(found.index + found[0].length).trim();
  if (focus.length < FOCUS_LENGTH.least || focus.length > FOCUS_LENGTH.most) return undefined;
  const words = focus
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const isGeneric = HAN.test(focus)
    ? focus.replace(GENERIC_ZH, "").trim() === ""
    : words.every((word) => GENERIC.has(word));
  return isGeneric ? undefined : focus;
}
