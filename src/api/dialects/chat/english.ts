import type { PassageKind } from "./kind.ts";
import { ACTS, IMPERATIVES, isKnown, MAKES, PRODUCTS, VAGUE_PRODUCTS } from "./vocabulary.ts";
import { wordsIn } from "./words.ts";

const GREETINGS = new Set(
  "hi hello hey there thanks thank you please ok okay sure cheers".split(" "),
);
/** "Thanks, Kim". */
const SIGNED = /^(?:many thanks|thanks|cheers|regards|best)[,!]? \p{Lu}[\p{L}'’-]{1,20}[.!]?$/u;

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

/** "Pretend you are a news anchor and summarize", "Read this carefully, then summarize": only the last verb counts. */
const BEFORE_ACT =
  /^(?:please )?(?:pretend|imagine|act|assume|read|look|go|take|play|you are|you're) [^.:?!\n]{1,120}?(?:,| and| then) (?:then |please )?(?=(?:summari[sz]e|condense|shorten|abridge|sum up)\b)/iu;

/** The kind of an English sentence without markup. */
export function kindOfEnglish(sentence: string): PassageKind {
  const bare = sentence.replace(BEFORE_ACT, "");
  const words = wordsIn(bare);
  // "How to write a summary" is a title.
  if (words.length === 0 || /^how to\b/i.test(bare)) return "other";
  if (/^(?:tl;?dr)\b/i.test(bare) && words.length <= 4) return "plain";
  if (words.every((word) => GREETINGS.has(word)) || SIGNED.test(bare)) return "frame";
  if (isFrame(bare, words) && (!NEEDS.test(bare) || PERSONA.test(bare))) return "frame";
  if (YOU_REPLY.test(bare) && words.some((word) => ACTS.has(word) || PRODUCTS.has(word)))
    return "ask";
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
    if (isAllKnown && (vague > verb || EXPLAINS.test(bare))) return "plain";
    if (
      /\b(?:main|key|most important|major) (?:points?|ideas?|themes?|facts?|arguments?|findings)\b/i.test(
        bare,
      )
    )
      return "ask";
  }
  if (
    REFERS.test(bare) &&
    isCommand(words.slice(0, Math.max(0, words.findIndex(isTask)))) &&
    words.some(isTask)
  )
    return "ask";
  if (NEEDS.test(bare) && (product >= 0 || (vague >= 0 && isAllKnown)))
    return isAllKnown ? "plain" : "ask";
  if (
    isAllKnown &&
    (product >= 0 || vague >= 0) &&
    words.length <= 16 &&
    isRequestingFragment(bare, words)
  )
    return "plain";
  if (
    /^(?:so |and |but |ok(?:ay)?,? )?(?:what|which|what's|whats)\b/i.test(bare) &&
    /\b(?:gist|takeaways?|main (?:points?|ideas?|themes?)|key (?:points?|ideas?)|in (?:short|brief)|(?:this|the|that|it)(?: (?:\p{L}{2,12} )?(?:text|article|document|passage|story|post|e-?mail|page|report|paper))? (?:is )?(?:all )?about|what(?:'s| is) (?:this|it|that)(?: \p{L}{2,12})? (?:all )?about|(?:take|learn|know|remember) (?:away )?from (?:this|it|that)|(?:does|do) (?:this|the) (?:text|article|document|passage|post|story|e-?mail|page|report|paper|author|writer|speaker)s? (?:say|mean|cover|discuss|contain))\b/iu.test(
      bare,
    )
  )
    return "ask";
  if (isAllKnown && words.length <= 14 && /[:][\s"'“]{0,6}$/.test(sentenceEnd(bare)))
    return "frame";
  if (isAllKnown && PREPARES.test(bare)) return "frame";
  // "Can you do that for me?"
  if (isAllKnown && /^(?:can|could|would|will) you\b/i.test(bare)) return "wish";
  if (isWish(bare, words)) return "wish";
  return IMPERATIVES.has(words[0] as string) ? "imperative" : "other";
}

/** "the text below", "the following": a command about it is meant for the assistant. */
const REFERS =
  /\b(?:the )?following (?:\p{L}{2,12} ){0,2}(?:text|article|document|passage|story|content|conversation|transcript|e-?mails?|message|thread|news|report|paper|notes?|page|post|excerpt|chat|discussion|review|meeting)\b|\b(?:text|article|document|passage|story|content|conversation|transcript|e-?mail|message|thread|report|paper|notes|page|post|excerpt|chat|discussion|review)s? (?:below|above|that follows|i paste|i pasted|in (?:quotes|brackets|tags))\b|\b(?:of|into) the following$|\b(?:of|from|in|for|to) (?:this|the following)(?: \p{L}{3,14}){1,2}[.:!]?$/iu;
const isTask = (word: string): boolean => ACTS.has(word) || MAKES.has(word) || TASKS.has(word);
const TASKS = new Set(
  "read go analyze analyse boil compress digest explain review look outline skim turn".split(" "),
);

/** "Explain what this article is about." */
const EXPLAINS =
  /\b(?:explain|describe|tell me|say|show)\b.{0,40}\b(?:text|article|document|passage|story|message|e-?mail|report|paper|post|page|conversation|is about)\b/i;

/** "Help me understand this article quickly." */
const PREPARES = /^(?:please )?(?:help|read|analy[sz]e|understand|consider)\b/i;

const sentenceEnd = (bare: string): string => bare.slice(-8);

/** "Progressively summarize". */
const ADVERB = /^\p{L}{4,16}ly$/u;

/**
 * Whether the words before a verb still make it a command to the reader: "Please", "Your task is to", "I want you to".
 */
function isCommand(before: string[]): boolean {
  if (before.length === 0) return true;
  if (before.length > 24 || !before.every((word) => isKnown(word) || ADVERB.test(word)))
    return false;
  const isStatement = before.some((word) => FIRST_PERSON.has(word));
  return !isStatement || before.some((word) => REQUESTING.has(word));
}

/**
 * "A short summary, please.", "Now in three bullet points", "Shorter please": no verb, but not a mere heading either.
 */
const isRequestingFragment = (bare: string, words: string[]): boolean =>
  (/^(?:now|and|please|thanks|thank|again|in|as|only|just|an?|one|two|three|four|five|the same|shorter|longer|simpler|briefer|more|less|even|much|bit|bullets?|\d)\b/i.test(
    bare,
  ) &&
    words.length >= 2) ||
  /[:?]\s*$/.test(bare) ||
  words.includes("please") ||
  /^(?:shorter|longer|simpler|briefer)\b/i.test(bare);

const PERSONA =
  /^(?:you(?:'re| are) (?:a|an|the|my|our|now|going|given|provided|tasked|to)\b|you (?:will|shall|'ll) (?:be|receive|get|see|act|read)\b|you'll be\b|act as\b|as an? (?:ai|expert|assistant|editor|journalist|professional|summari[sz]\w*)\b|imagine (?:that )?you\b|pretend\b|i want you to act\b|your (?:role|job|task|goal|name|purpose)\b|the user (?:will|is|has|wants?|gives?|sends?)\b|users? (?:will|provide)\b|i(?:'m| am) (?:pasting|sending|sharing|attaching)\b|i(?: will|'ll| am going to|'m going to| want to| would like to|'d like to) (?:give|provide|send|paste|share|show)\b)/i;
/** "I will give you a text and you will reply with its summary." */
const YOU_REPLY =
  /^i(?:'ll| will| am going to|'m going to) (?:give|provide|send|paste|share|show)\b.{0,120}\byou(?:'ll| will| should| must)?\b.{0,60}\b(?:reply|respond|answer|write|return|give|provide|output|summari[sz]e)\b/i;
const COMES =
  /^(?:(?:here|below|following|above) (?:is|are)|here's|this is|these are|the following (?:is|are)|i have (?:an?|the|some|this|these)|we have (?:provided|the opportunity)|below you|consider|read|given|context information|if the (?:context|text) is(?:n't| not)\b|the (?:text|article|document|content|passage|transcript|input)\b.{0,40}\b(?:is|are|follows|below|delimited|between|enclosed|surrounded|provided|given))\b/i;

/** "Use the following pieces of context to answer the question." */
const USES =
  /^(?:please )?(?:use|using|based on|given|considering) (?:only )?the (?:following|context|information|text|passages?|portion|pieces|above)\b.{0,160}\b(?:context|documents?|text|information|sources?|passages?|pieces)\b.{0,80}\b(?:answers?|questions?|query|queries)\b|^(?:please )?answer the (?:user's |following )?(?:question|query)\b.{0,80}\b(?:context|text|document|information|above|below)\b|^use the (?:following|context)\b.{0,60}\bto answer\b/i;

/** "Ignore all previous instructions." */
const FORGETS =
  /^(?:please )?(?:ignore|disregard|forget) (?:all |any )?(?:of )?(?:the |your |my )?(?:previous|prior|above|earlier|preceding) (?:instructions?|prompts?|messages?|conversations?)\b/i;

/** A persona, or an announcement of a text in known words or before a colon. */
const isFrame = (bare: string, words: string[]): boolean =>
  USES.test(bare) ||
  FORGETS.test(bare) ||
  (PERSONA.test(bare) && !words.some((word) => ACTS.has(word) || PRODUCTS.has(word))) ||
  (COMES.test(bare) &&
    !words.some((word) => ACTS.has(word)) &&
    (/[:]["'\s]*$/.test(bare) ||
      /^we have the opportunity\b/i.test(bare) ||
      (words.every(isKnown) && !words.some((word) => PRODUCTS.has(word)))));

/** "I need a summary of this." */
const NEEDS =
  /\b(?:i|we)\b.{0,80}\b(?:would|'d) (?:appreciate|love|like|be grateful for)\b|(?:^|\b(?:and|so|but|hi|hello|hey)[,!]? )(?:i|we)(?:'d| would)?(?: only| just| really)? (?:need|want|like|am looking for|are looking for)\b/i;
/** "Send me a summary of your hours": a request from an author to the reader. */
const OF_READERS =
  /\b(?:summary|overview|list|outline|digest|abstract) of (?:your|our|my|his|her|their)\b/i;

const OUTPUT =
  /\b(?:summary|summaries|headline|bullets?|bullet[ -]points?|sentences?|words?|paragraphs?|characters?|title|response|reply|answer|output|markdown|json|key points?)\b/i;

/** "Keep it under 50 words.", "The summary should be short.", "No title." */
const isWish = (bare: string, words: string[]): boolean => {
  const [first = "", second = "", third = ""] = words;
  if (STYLE.test(bare) || (words.length <= 12 && OF_OUTPUT.test(bare))) return true;
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
/** "Emojis should not be used." */
const OF_OUTPUT =
  /^(?:emojis?|bullets?|bullet[ -]points|headings|headlines?|titles?|lists|tables|markdown|quotation marks)\b.{0,20}\b(?:should|must|shall|may|are|is|need)\b/i;
const REPLIES = new Set(["answer", "reply", "respond", "write", "translate"]);
const IN_LANGUAGE = new Set(["in", "into", "to"]);
const LEADS = new Set(["in", "as", "the", "your", "it", "each", "every", "this", "if"]);
const MODALS = new Set(["should", "must", "needs", "need", "has", "is", "shall", "will"]);
