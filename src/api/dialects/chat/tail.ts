import { isBareWish } from "./english.ts";
import { ABOUT_TEXT, isQuestionLine, MAX_QUESTION } from "./head.ts";
import { ADDRESSES } from "./lead.ts";
import { type Rated, rated } from "./rated.ts";

/** The instructions behind a document. */
export interface Tail {
  /** The offset where they begin; the length of the text if there are none. */
  start: number;
  /** Whether they ask for a summary. */
  asks: boolean;
  /** The question that a summary should answer. */
  question?: string;
}

/** Instructions stand in the last characters of a message. The rest is never searched. */
const TAIL_LENGTH = 3_000;

/** The offset where the instructions at the back begin. */
export function tailOf(text: string, isAsked: boolean, isAskedElsewhere: boolean): Tail {
  const from = Math.max(0, text.length - TAIL_LENGTH);
  const passages = rated(text, from, text.length);
  if (from > 0) passages.shift();
  let first = samplesIn(passages);
  const last = first;
  let asks = false;
  let question: string | undefined;
  let at = last - 1;
  while (at >= 0) {
    const passage = passages[at] as Rated;
    const before = passages[at - 1];
    const beginsLine = before === undefined || before.endsLine;
    // "Q:" in the middle of a line is of the document.
    const isLabel =
      before?.kind === "question" &&
      (/\p{L}{2}/u.test(before.text) || (passages[at - 2]?.endsLine ?? true));
    if (isLabel && isQuestionLine(passage)) {
      question = passage.text;
      first = at - 1;
      at -= 2;
      continue;
    }
    const { kind } = passage;
    if (question === undefined && first === last && !isAsked && isQuestionAbove(passage, at)) {
      question = passage.text;
      first = at--;
      continue;
    }
    if (kind === "question" || (kind === "other" && !explainsRequest(passages, at))) break;
    // Documents may also end with requests of their own.
    const isOwn = kind === "ask" && isAsked && !beginsLine;
    if (isOwn || (kind === "imperative" && passage.endsParagraph && beginsLine && first === last))
      break;
    if (kind === "plain" || kind === "ask" || kind === "answer") {
      first = at;
      asks ||= kind !== "answer" || !isAsked;
    } else if (
      kind === "rule" ||
      kind === "label" ||
      (kind === "frame" && (asks || isAsked || question !== undefined))
    ) {
      if (first < last || kind !== "frame" || (isAskedElsewhere && beginsLine)) first = at;
    } else if (asks && kind === "wish") first = at;
    else if (isAsked && kind === "wish" && (beginsLine || isBareWish(passage.text))) first = at;
    at--;
  }
  const start = passages[first]?.start ?? text.length;
  if (!asks && !isAsked && question === undefined) return { start: text.length, asks: false };
  return {
    start,
    asks: asks || (question !== undefined && !isAsked),
    ...(question !== undefined && { question }),
  };
}

/** The most lines of samples, and the most characters of one. */
const SAMPLES = { lines: 12, length: 80 };
const SAMPLES_LABEL =
  /^(?:#{1,6} ?)?(?:(?:for )?examples?|samples?|例子|示例|例如)\b.{0,40}[:：]?$/i;

/** Where samples of an answer begin below the instructions: "Examples of titles:" and short lines; else the end. */
function samplesIn(passages: readonly Rated[]): number {
  const least = Math.max(0, passages.length - 1 - SAMPLES.lines);
  for (let at = passages.length - 1; at >= least; at--) {
    const { text } = passages[at] as Rated;
    if (SAMPLES_LABEL.test(text)) return at;
    if (text.length > SAMPLES.length || /[.。]$/.test(text)) break;
  }
  return passages.length;
}

/** "What did they agree on in this meeting?", on a line of its own under the document. */
const isQuestionAbove = ({ text, kind }: Rated, at: number): boolean =>
  at > 1 && kind === "other" && text.length <= MAX_QUESTION && ABOUT_TEXT.test(text);

/** "Summarize the above. I need it for my boss.": words of the user behind the request, in its line. */
function explainsRequest(passages: readonly Rated[], at: number): boolean {
  if (!ADDRESSES.test((passages[at] as Rated).text)) return false;
  for (let before = at - 1; before >= 0; before--) {
    const { kind, endsLine } = passages[before] as Rated;
    if (endsLine) return false;
    if (kind === "ask" || kind === "plain") {
      return before === 0 || (passages[before - 1] as Rated).endsLine;
    }
  }
  return false;
}
