/** What a prompt plainly says of the summary's length and form. */
export interface Wishes {
  length?: "short" | "long";
  sentences?: number;
  format?: "key-points" | "headline";
}

const ENGLISH = "one two three four five six seven eight nine ten".split(" ");
const CHINESE = "一二三四五六七八九十";

/** "two sentences", "5 key points": how many, and of what. */
const COUNTED = new RegExp(
  `(?<![\\w.])(single|\\d{1,2}|${ENGLISH.join("|")})[ -]?(?:[a-z]{1,12}[ -]){0,2}` +
    "(sentences?|bullets?|points?|takeaways?|items?)\\b",
  "i",
);
/** "三个要点", "用两句话". */
const COUNTED_ZH = new RegExp(
  `(\\d{1,2}|[${CHINESE}两])\\s?(?:个|条|点|句)?\\s?(句|要点|点|条|项)`,
);
const ONE_SENTENCE = /\ba (?:short |brief |concise )?sentence\b/i;
const HEADLINE = /\b(?:headline|title)\b|标题/i;
const KEY_POINTS = /\b(?:bullet|bulleted|key[ -]points?|takeaways?|list)\b|要点|列表|列出/i;
const SHORT = /\b(?:short|brief|briefly|concise|concisely|terse|tl;?dr)\b|简短|简要|简洁|精简/i;
const LONG =
  /(?<!\b(?:as|how|too) )\blong\b|\b(?:detailed|in detail|thorough|comprehensive)\b|详细|详尽|全面/i;

/**
 * Reads a prompt by plain rules: a headline or title; bullets, key points, takeaways or a list; a
 * number of sentences or points; short, brief, concise or long, detailed, thorough. A number wins
 * over an adjective, and what it does not know it passes over.
 *
 *     wishesOf("Summarize in three bullet points.")   // { sentences: 3, format: "key-points" }
 *     wishesOf("用一句话概括")                          // { sentences: 1 }
 */
export function wishesOf(prompt: string): Wishes {
  const [, count = "", things = ""] = COUNTED.exec(prompt) ?? COUNTED_ZH.exec(prompt) ?? [];
  const sentences = ONE_SENTENCE.test(prompt) ? 1 : numberOf(count);
  const isHeadline = HEADLINE.test(prompt);
  const isList = KEY_POINTS.test(prompt) || (things !== "" && !/^(?:sentence|句)/i.test(things));
  const length = SHORT.test(prompt) ? "short" : LONG.test(prompt) ? "long" : undefined;
  return {
    ...(sentences ? { sentences } : length && { length }),
    ...(isHeadline ? { format: "headline" } : isList && { format: "key-points" }),
  };
}

/** 0 where it is no number. */
function numberOf(word: string): number {
  const small = word.toLowerCase();
  if (small === "single") return 1;
  if (small === "两") return 2;
  if (small === "") return 0;
  return Number.parseInt(small, 10) || ENGLISH.indexOf(small) + 1 || CHINESE.indexOf(small) + 1;
}

/** How much of a message's first line may be an instruction. */
const MAX_INSTRUCTION = 200;
const INSTRUCTION =
  /^(?:please |can you |could you )?(?:summari[sz]e|give|write|condense|shorten|tl;?dr|extract|list)\b|^(?:请|帮我|请帮我|麻烦)?.{0,8}(?:总结|概括|摘要|归纳|概述)/i;

/**
 * Parts a message that begins with its instruction, such as "Summarize this in one sentence:", from
 * the document that follows; the instruction ends with the colon or the line.
 */
export function splitInstruction(message: string): { instruction: string; document: string } {
  const text = message.trimStart();
  const line = text.split("\n", 1)[0] as string;
  const colon = /[:：](?=\s|$)|：/.exec(line.slice(0, MAX_INSTRUCTION));
  const end = colon ? colon.index + 1 : line.length;
  const document = text.slice(end);
  const isInstruction =
    end <= MAX_INSTRUCTION && INSTRUCTION.test(text.slice(0, end)) && document.trim() !== "";
  return isInstruction
    ? { instruction: text.slice(0, end), document: document.trimStart() }
    : { instruction: "", document: message };
}
