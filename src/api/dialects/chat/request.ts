import { kindOf } from "./kind.ts";
import { passagesOf } from "./passages.ts";
import { MAKES } from "./vocabulary.ts";
import { wordsIn } from "./words.ts";

/** A longer text is not checked: it certainly holds something to summarize. */
const MAX_LENGTH = 400;
const MAX_SENTENCES = 3;
const GREETING =
  /^(?:hi|hello|hey|thanks?|thank you|ok(?:ay)?|yes|no|good (?:morning|afternoon|evening)|go ahead|go on|continue|proceed|start|begin|do it|please do|run|test|ping|nice|great|good|cool|perfect)(?: there| all| everyone| you)?[\s!.,?]*$|^(?:你好|您好|谢谢|好的|嗨|在吗|测试)[！!。.，, ]*$/i;
const OTHER_TASKS = new Set(
  "translate help tell what who when where why how which is are do does did can could would should will calculate compute solve code play continue".split(
    " ",
  ),
);
const COURTESY = new Set(["please", "kindly", "now", "then"]);
const PAST = /\b(?:was|were|has|had)\b/i;
/** "<text></text>": tags with nothing between them. */
const TAGS = /<\/?[\p{L}_][\p{L}\p{N}_-]{0,40}>/gu;
/** The address of a page. */
const ADDRESS = /^<?(?:https?:\/\/|www\.)\S{3,300}$/;
const HAN = /[\u3400-\u9fff]/;
const HAN_REQUEST =
  /^(?:请|麻烦|帮|给我|告诉我|写|翻译|讲|你(?:能|会|可以)|能不能|可以|什么|为什么|怎么|如何|谁|哪)/;

/** Whether a text is only a question, a command or a greeting, so that there is nothing to summarize. */
export function isMereRequest(text: string): boolean {
  const trimmed = text.trim();
  // A chat reads no pages.
  if (trimmed.length > MAX_LENGTH) return false;
  if (!/[\p{L}\p{N}]/u.test(trimmed.replace(TAGS, ""))) return true;
  if (trimmed.split(/\s+/).every((one) => ADDRESS.test(one))) return true;
  const sentences = passagesOf(trimmed).map(({ start, end }) => trimmed.slice(start, end));
  if (sentences.length > MAX_SENTENCES) return false;
  // Advice consists of many commands; a single command is not a document.
  return sentences.every((one) => isRequest(one) || (sentences.length === 1 && isCommand(one)));
}

function isRequest(sentence: string): boolean {
  if (GREETING.test(sentence) || /[?？]["'”’)]*$/.test(sentence)) return true;
  const kind = kindOf(sentence);
  if (kind !== "other" && kind !== "imperative") return true;
  if (HAN.test(sentence)) return HAN_REQUEST.test(sentence) && sentence.length <= 40;
  const [first = "", ...rest] = wordsIn(sentence).filter((word) => !COURTESY.has(word));
  return rest.length < 14 && (MAKES.has(first) || OTHER_TASKS.has(first)) && !PAST.test(sentence);
}

const isCommand = (sentence: string): boolean => kindOf(sentence) === "imperative";
