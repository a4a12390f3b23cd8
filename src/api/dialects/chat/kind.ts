import { toSimplified } from "../../../summarizer/text/simplified.ts";
import {
  ACTS,
  ANSWER_LABELS,
  DOCUMENT_LABELS,
  FOREIGN_ASKS,
  HAN_ACTS,
  HAN_OTHERS,
  IMPERATIVES,
  isKnown,
  MAKES,
  PRODUCTS,
  QUESTION_LABELS,
  VAGUE_PRODUCTS,
  WISH_LABELS,
} from "./vocabulary.ts";

/**
 * The kind of a sentence in a message:
 * - `ask`: it asks for a summary; `plain` if it contains only words that instructions use
 * - `wish`: it describes the summary ("No more than 50 words.")
 * - `frame`: it describes the assistant, or announces a text
 * - `label`: it names the text that follows ("Text:") or the expected output ("CONCISE SUMMARY:", `answer`)
 * - `imperative`: it is a command, which may be part of the document
 * - `other`: it is part of the document
 */
export type PassageKind =
  | "ask"
  | "plain"
  | "wish"
  | "frame"
  | "label"
  | "answer"
  | "question"
  | "imperative"
  | "other";

/** A longer sentence is never an instruction. */
export const MAX_SENTENCE = 600;

const HAN = /[\u3400-\u9fff]/;
const WORD = /[\p{L}\p{N}]+(?:['’;-][\p{L}\p{N}]+)*/gu;
const MARKUP = /[#*_>`~\s-]/;

/** Words in lower case, from at most `MAX_SENTENCE` characters. */
export const wordsIn = (sentence: string): string[] =>
  sentence.slice(0, MAX_SENTENCE).toLowerCase().replaceAll("’", "'").match(WORD) ?? [];

/** Classifies a sentence. Reads at most `MAX_SENTENCE` characters of it. */
export function kindOf(sentence: string): PassageKind {
  if (sentence.length > MAX_SENTENCE) return "other";
  const bare = withoutMarkup(sentence);
  const label = labelKind(bare, HEADING.test(sentence));
  if (label) return label;
  if (isForeignAsk(bare)) return "ask";
  return HAN.test(bare) ? kindOfHan(toSimplified(bare)) : kindOfEnglish(bare);
}

/** Requests in other languages are recognized only if they are as short as most are. */
const MAX_FOREIGN = 140;
const QUOTES = /["“”«»„「」]/;

const isForeignAsk = (bare: string): boolean =>
  bare.length <= MAX_FOREIGN && !QUOTES.test(bare) && FOREIGN_ASKS.some((ask) => ask.test(bare));

function withoutMarkup(given: string): string {
  const sentence = given.replace(TAGS, " ");
  let start = 0;
  let end = sentence.length;
  while (start < end && MARKUP.test(sentence[start] as string)) start++;
  while (end > start && MARKUP.test(sentence[end - 1] as string)) end--;
  return sentence.slice(start, end).replace(IN_ROLE, "");
}
/** "<instructions>", in front of the words of an instruction. */
const TAGS = /<\/?[A-Za-z_][\w-]{0,30}>/g;
/** "As an expert editor, summarize": the role says nothing about the request. */
const IN_ROLE = /^as an? [^,.:]{1,60}, (?=\p{L})/iu;

/** A line of Markdown that is a heading. */
const HEADING = /^#{1,6} /;

function labelKind(bare: string, isHeading: boolean): PassageKind | undefined {
  const name = bare.replace(/[:：*_"“\s]{1,12}$/, "").toLowerCase();
  const hasColon =
    isHeading || (name.length < bare.length && /[:：]/.test(bare.slice(name.length)));
  if (!hasColon || name.length > 60) return undefined;
  const last = HAN.test(name) ? name : (wordsIn(name).at(-1) ?? "");
  if (HAN.test(name) ? false : wordsIn(name).length > 3) return undefined;
  // "Summarize this text:" asks.
  if (ACTS.has(wordsIn(name)[0] ?? "")) return undefined;
  if (QUESTION_LABELS.has(last)) return "question";
  if (DOCUMENT_LABELS.has(last)) return "label";
  if (ANSWER_LABELS.has(last)) return "answer";
  if (WISH_LABELS.has(last)) return "wish";
  return undefined;
}

const GREETINGS = new Set("hi hello hey there thanks thank you please ok okay sure".split(" "));

/**
 * Words that may come before the verb, as in "Could you please, in one sentence, summarize". A statement has its
 * subject there.
 */
const FIRST_PERSON = new Set(["i", "i'll", "we'll", "we", "he", "she", "they", "it"]);
const REQUESTING = new Set([
  "i'd",
  "want",
  "need",
  "like",
  "help",
  "you",
  "let",
  "task",
  "job",
  "goal",
  "role",
  "objective",
]);

function kindOfEnglish(bare: string): PassageKind {
  const words = wordsIn(bare);
  if (words.length === 0) return "other";
  if (/^(?:tl;?dr)\b/i.test(bare) && words.length <= 4) return "plain";
  if (words.every((word) => GREETINGS.has(word))) return "frame";
  if (isFrame(bare, words)) return "frame";
  if (OF_READERS.test(bare)) return "imperative";
  const isAllKnown = words.every(isKnown);
  const product = words.findIndex((word) => PRODUCTS.has(word));
  const vague = words.findIndex((word) => VAGUE_PRODUCTS.has(word));
  const verb = words.findIndex((word) => ACTS.has(word) || MAKES.has(word));
  if (verb >= 0 && isCommand(words.slice(0, verb))) {
    const isAct = words.some(
      (word, at) =>
        at >= verb &&
        ACTS.has(word) &&
        !(word === "sum" && !words.slice(at + 1, at + 4).includes("up")),
    );
    if (isAct && (ACTS.has(words[verb] as string) || isAllKnown))
      return isAllKnown ? "plain" : "ask";
    if (product > verb || (isAct && product >= 0)) return isAllKnown ? "plain" : "ask";
    if (isAct) return "ask";
    if (vague > verb && isAllKnown) return "plain";
    if (
      /\b(?:main|key|most important|major) (?:points?|ideas?|themes?|facts?|arguments?|findings)\b/i.test(
        bare,
      )
    )
      return "ask";
  }
  if (NEEDS.test(bare) && product >= 0) return isAllKnown ? "plain" : "ask";
  if (
    isAllKnown &&
    (product >= 0 || vague >= 0) &&
    words.length <= 16 &&
    isRequestingFragment(bare, words)
  )
    return "plain";
  if (
    /^(?:what|which)\b/i.test(bare) &&
    /\b(?:gist|takeaways?|main (?:points?|ideas?|themes?)|key (?:points?|ideas?)|in (?:short|brief)|this (?:text|article|document|passage) (?:is )?about|(?:does|do) (?:this|the) (?:text|article|document|passage|post|story|e-?mail|page|report|paper)s? (?:say|mean|cover|discuss|contain))\b/i.test(
      bare,
    )
  )
    return "ask";
  if (isAllKnown && words.length <= 14 && /[:][\s"'“]{0,6}$/.test(sentenceEnd(bare)))
    return "frame";
  if (isAllKnown && PREPARES.test(bare)) return "frame";
  if (isWish(bare, words)) return "wish";
  return IMPERATIVES.has(words[0] as string) ? "imperative" : "other";
}

/** "Help me understand this article quickly." */
const PREPARES = /^(?:please )?(?:help|read|analy[sz]e|understand|consider)\b/i;

const sentenceEnd = (bare: string): string => bare.slice(-8);

/**
 * Whether the words before a verb still make it a command to the reader: "Please", "Your task is to", "I want you to".
 */
function isCommand(before: string[]): boolean {
  if (before.length === 0) return true;
  if (before.length > 24 || !before.every(isKnown)) return false;
  const isStatement = before.some((word) => FIRST_PERSON.has(word));
  return !isStatement || before.some((word) => REQUESTING.has(word));
}

/**
 * "A short summary, please.", "Now in three bullet points", "Shorter please": no verb, but not a mere heading either.
 */
const isRequestingFragment = (bare: string, words: string[]): boolean =>
  (/^(?:now|and|please|again|in|as|only|just|an?|one|two|three|four|five|the same|shorter|longer|simpler|briefer|more|less|even|much|bit|bullets?|\d)\b/i.test(
    bare,
  ) &&
    words.length >= 2) ||
  /[:?]\s*$/.test(bare) ||
  words.includes("please") ||
  /^(?:shorter|longer|simpler|briefer)\b/i.test(bare);

const PERSONA =
  /^(?:you(?:'re| are) (?:a|an|the|my|our|now|going|given|provided|tasked|to)\b|you (?:will|shall|'ll) (?:be|receive|get|see|act|read)\b|you'll be\b|act as\b|as an? (?:ai|expert|assistant|editor|journalist|professional|summari[sz]\w*)\b|imagine (?:that )?you\b|pretend\b|i want you to act\b|your (?:role|job|task|goal|name|purpose)\b|the user (?:will|is|has|wants?|gives?|sends?)\b|users? (?:will|provide)\b|i(?: will|'ll| am going to) (?:give|provide|send|paste|share|show)\b)/i;
const COMES =
  /^(?:(?:here|below|following|above) (?:is|are)|here's|this is|these are|the following (?:is|are)|i have (?:an?|the|some|this|these)|we have (?:provided|the opportunity)|below you|consider|read|given|context information|if the (?:context|text) is(?:n't| not)\b|the (?:text|article|document|content|passage|transcript|input)\b.{0,40}\b(?:is|are|follows|below|delimited|between|enclosed|surrounded|provided|given))\b/i;

/** "Use the following pieces of context to answer the question." */
const USES =
  /^(?:please )?(?:use|using|based on|given|considering) (?:only )?the (?:following|context|information|text|passages?|portion|pieces|above)\b.{0,160}\b(?:context|documents?|text|information|sources?|passages?|pieces)\b.{0,80}\b(?:answers?|questions?|query|queries)\b|^use the (?:following|context)\b.{0,60}\bto answer\b/i;

/** A persona, or an announcement of a text in known words or before a colon. */
const isFrame = (bare: string, words: string[]): boolean =>
  USES.test(bare) ||
  (PERSONA.test(bare) && !words.some((word) => ACTS.has(word) || PRODUCTS.has(word))) ||
  (COMES.test(bare) &&
    !words.some((word) => ACTS.has(word)) &&
    (/[:]["'\s]*$/.test(bare) || /^we have the opportunity\b/i.test(bare) || words.every(isKnown)));

/** "I need a summary of this." */
const NEEDS =
  /^(?:(?:hi|hello|hey)[,!]? )?(?:i|we)(?:'d| would)? (?:need|want|like|am looking for|are looking for)\b/i;
/** "Send me a summary of your hours": a request from an author to the reader. */
const OF_READERS =
  /\b(?:summary|overview|list|outline|digest|abstract) of (?:your|our|my|his|her|their)\b/i;

const OUTPUT =
  /\b(?:summary|summaries|headline|bullets?|bullet[ -]points?|sentences?|words?|paragraphs?|characters?|title|response|reply|answer|output|markdown|json|key points?)\b/i;

/** "Keep it under 50 words.", "The summary should be short.", "No title." */
const isWish = (bare: string, words: string[]): boolean => {
  const [first = "", second = "", third = ""] = words;
  if (STYLE.test(bare)) return true;
  const last = words.at(-1) ?? "";
  if (REPLIES.has(first) && IN_LANGUAGE.has(words.at(-2) ?? "") && words.length <= 10) {
    return /^\p{Lu}/u.test(bare.slice(bare.toLowerCase().lastIndexOf(last)));
  }
  if (!OUTPUT.test(bare)) return false;
  if (IMPERATIVES.has(first)) return true;
  // "Fewer than three sentences."
  if (isBareWish(bare)) return true;
  if (!LEADS.has(first)) return false;
  if (words.every(isKnown)) return true;
  const modal = first === "it" ? second : OUTPUT.test(second) ? third : (words[3] ?? "");
  return MODALS.has(modal);
};
/** "At most two sentences.", "Keep it to one sentence.": a number of units, in words that only instructions use. */
export function isBareWish(sentence: string): boolean {
  const words = wordsIn(sentence);
  return (
    words.length <= MAX_BARE_WISH &&
    OUTPUT.test(sentence) &&
    COUNTED.test(sentence) &&
    words.every(isKnown)
  );
}

const MAX_BARE_WISH = 10;
const COUNTED =
  /\b(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|single|fewer|less|more|longer|shorter|most|least|limit|max(?:imum)?)\b/i;
const STYLE =
  /^(?:please )?(?:be|keep it|make it|stay) (?:as |very )?(?:short|brief|concise|succinct|clear|accurate|factual|objective|neutral|simple|detailed|thorough|comprehensive)\b|^in (?:plain |simple )?(?:english|french|german|spanish|italian|chinese|japanese|korean|russian|portuguese|dutch|arabic)\b/i;
const REPLIES = new Set(["answer", "reply", "respond", "write", "translate"]);
const IN_LANGUAGE = new Set(["in", "into", "to"]);
const LEADS = new Set(["in", "as", "the", "your", "it", "each", "every", "this", "if"]);
const MODALS = new Set(["should", "must", "needs", "need", "has", "is", "shall", "will"]);

const HAN_START =
  /^(?:请|麻烦|帮|给我|把|将|你|您|能|可否|可以|我(?:想|要|需|希)|用|以|根据|基于|对|为|任务|阅读|现在|再|然后|列出|写|生成|提取|提炼|总结|概括|归纳|概述|缩写|简述|精简|摘要|换成|改成|只|仅|针对|从|按|下面|以下|上面|上述|以上|更|简|详)/;
const HAN_STATEMENT =
  /(?:总结|概括|归纳|概述|提炼)(?:了|过|会|道|说|表示|指出|大会|报告|经验|表彰)/;
const HAN_WISH =
  /^(?:不要|不得|不能|不用|不必|不超过|别|勿|无需|避免|禁止|用|以|控制|限|字数|每|要求|最多|至少|语言|保持|只|仅|请|输出|回答|要|使用|采用|篇幅|长度|格式|全文不|答案)/;
const HAN_OUTPUT =
  /列表|标题|要点|句|字|段|条|简短|简洁|简明|详细|语言|中文|英文|英语|法语|Markdown|格式|摘要|总结|输出|回答|篇幅/i;
const HAN_FRAME =
  /^(?:你是|您是|你将|作为|扮演|我会|我将|用户(?:会|将)|假设你|(?:以下|下面|下列|上面|上述)(?:是|为)|这是|有一(?:篇|段))/;

/** "这篇文章讲了什么？" */
const HAN_QUESTION =
  /^(?:请问)?(?:这|该|本|此|上面|以上|下面|以下)[^，。]{0,8}(?:讲|说|写|谈|介绍)(?:了|的是|述了?)?(?:些)?(?:什么|啥)[？?]?$/;

function kindOfHan(bare: string): PassageKind {
  const share = knownShare(bare);
  if (HAN_QUESTION.test(bare)) return "plain";
  const hasAct = HAN_ACTS.some((act) => bare.includes(act)) || /tl;?dr|summari[sz]e/i.test(bare);
  if (hasAct && !HAN_STATEMENT.test(bare) && bare.length <= 200) {
    if (share >= 0.95) return "plain";
    if (HAN_START.test(bare) && (share >= 0.6 || /^(?:请|麻烦|帮|你的任务)/.test(bare)))
      return "ask";
    if (/[:：]$/.test(bare) && share >= 0.6) return "ask";
  }
  if (
    HAN_FRAME.test(bare) &&
    (/[:：]$/.test(bare) || share >= 0.6 || /^(?:你|您|作为|扮演|我|用户|假设)/.test(bare))
  )
    return "frame";
  if (
    HAN_WISH.test(bare) &&
    HAN_OUTPUT.test(bare) &&
    bare.length <= 120 &&
    (share >= 0.5 || /^(?:不要|不得|别|请勿|避免|禁止|字数|控制)/.test(bare))
  )
    return "wish";
  return HAN_WISH.test(bare) && bare.length <= 60 ? "imperative" : "other";
}

/** Share of the letters of a sentence that belong to words of instructions. */
function knownShare(bare: string): number {
  let known = 0;
  let letters = 0;
  for (let at = 0; at < bare.length; ) {
    const rest = bare.slice(at, at + 6);
    const term = HAN_TERMS.find((one) => rest.startsWith(one));
    if (term) {
      known += term.length;
      letters += term.length;
      at += term.length;
      continue;
    }
    if (/\d/.test(bare[at] as string)) {
      known++;
      letters++;
    } else if (/\p{L}/u.test(bare[at] as string)) letters++;
    at++;
  }
  return letters === 0 ? 0 : known / letters;
}
const HAN_TERMS = [...HAN_ACTS, ...HAN_OTHERS].sort((a, b) => b.length - a.length);
