import { isBoilerplate } from "./boilerplate.ts";
import { courtesiesIn } from "./courtesies.ts";
import { issueRoles } from "./genres/issues.ts";
import { isNotice, Mail } from "./genres/mail.ts";
import { isAside, isContactLine, isOfMachine, isTrace } from "./genres/reports.ts";
import { verdictWeights } from "./genres/reviews.ts";
import { acts, asks, decides, isFiller, isOfSystem, type Talk } from "./genres/talk.ts";
import type { LanguageRules } from "./languages/rules.ts";
import { announcementOf, leans, type Piece, trimmedParts } from "./openings.ts";
import type { SentenceSpan } from "./sentences.ts";

/** The role of a sentence, independent of its content. */
export interface SentenceRole {
  /**
   * Belongs to the page around the text, is code, or announces the following text: never chosen while there is anything
   * else.
   */
  boilerplate: boolean;
  /** Factor of its salience in a text of this kind; 1 in ordinary texts. */
  weight: number;
  /** Opens with a word that refers to the previous sentence. */
  leans: boolean;
  /** The parts that a summary shows of it, as offsets into the text; undefined if that is the whole sentence. */
  kept: Piece[] | undefined;
}

/** Factors for kinds of sentences in texts where people talk, decide and answer each other. */
const WEIGHTS = { decision: 3.5, action: 2.25, question: 0.5, old: 0.2, announcement: 0.75 };
/** A heading has at most this number of characters, and the text below it has more. */
const HEADING = { en: 80, zh: 30 };
const BOLD = /^(?:\*\*[^*\n]{0,78}[^*\n.!。！]\*\*|__[^_\n]{0,78}[^_\n.!。！]__)[:：]?$/;
const HAN = /\p{Script=Han}/u;
const ENDS = /[.!?。！？…．؟।]["'”’」』）)\]*_]*$/;
const MINUTES =
  /(?:^|\n)[ \t#*]{0,4}(?:[^\n]{0,60}\bminutes(?: of\b[^\n]{0,60})?[ *]{0,3}(?=\n)|minutes of\b|(?:present|attendees|in attendance|apologies)\s?:|[^\n]{0,30}会议(?:纪要|记录)|(?:出席|列席|参会|与会)(?:人员|者)?\s?[:：])/i;

/**
 * The role of every sentence of a text. `talk` is set if the text is a conversation, `isRecorded` if it had times of a
 * recording. Linear in the length of the text.
 */
export function rolesOf(
  text: string,
  spans: readonly SentenceSpan[],
  talk: Talk | undefined,
  rules: LanguageRules,
  isRecorded = false,
): SentenceRole[] {
  const mail = talk ? undefined : Mail.read(text);
  const isMinutes = MINUTES.test(text.slice(0, 600));
  const isSpoken = talk !== undefined || isMinutes || mail !== undefined;
  const verdicts = isSpoken ? undefined : verdictWeights(text, spans);
  const issue = isSpoken ? undefined : issueRoles(text, spans);
  const courtesies = courtesiesIn(text, spans, rules);
  let isPunctuated: boolean | undefined;
  const isHeadingOfProse = (index: number): boolean => {
    if (!isHeading(text, spans, index)) return false;
    isPunctuated ??= endsWithStops(text, spans);
    return isPunctuated;
  };
  return spans.map((span, index): SentenceRole => {
    const { start, end } = span;
    const said = talk?.saidFrom(start, end) ?? start;
    const sentence = text.slice(said, end).trim();
    const part = mail?.partAt(start);
    let apart =
      span.code ||
      said === end ||
      part === "apart" ||
      // A newer message that says something stands for the thread; if it only agrees, the older ones say to what.
      (part === "old" && (mail?.isNewTelling || asks(sentence))) ||
      issue?.[index]?.isApart === true ||
      courtesies[index] === true ||
      isBoilerplate(sentence) ||
      isOfMachine(sentence) ||
      goesOnFromTrace(text, spans, index) ||
      isAside(sentence) ||
      (isWholeLine(spans, index) && isContactLine(sentence)) ||
      isNotice(sentence) ||
      (talk !== undefined && isOfSystem(sentence)) ||
      ((isSpoken || isRecorded) && isFiller(sentence)) ||
      isMarkedHeading(text, span) ||
      isHeadingOfProse(index);
    let weight = issue?.[index]?.weight ?? verdicts?.[index] ?? 1;
    const announcing = talk ? undefined : announcementOf(sentence);
    if (announcing === "bare") apart = true;
    else if (announcing === "list") weight *= WEIGHTS.announcement;
    if (isSpoken) {
      if (decides(sentence)) weight = WEIGHTS.decision;
      else if (acts(sentence)) weight = WEIGHTS.action;
      else if (talk && asks(sentence)) weight = WEIGHTS.question;
    }
    if (part === "old") weight *= WEIGHTS.old;
    return {
      boilerplate: apart,
      weight,
      // A verdict is understood by itself: "But it broke, so I returned it."
      leans:
        talk === undefined && !issue && index > 0 && !(verdicts && weight > 1) && leans(sentence),
      kept: trimmedParts(text, said, start, end),
    };
  });
}

/** Whether no other sentence is in the same paragraph or list item. */
const isWholeLine = (spans: readonly SentenceSpan[], index: number): boolean =>
  spans[index]?.opens === true && spans[index + 1]?.opens !== false;

/** Whether a line without the form of a sentence follows the trace of an error directly. */
function goesOnFromTrace(text: string, spans: readonly SentenceSpan[], index: number): boolean {
  const before = spans[index - 1];
  const { start, end } = spans[index] as SentenceSpan;
  if (!before || !/^[^\n]?\r?\n[ \t]*$/.test(text.slice(before.end, start))) return false;
  if (/^\p{Lu}/u.test(text.charAt(start)) && ENDS.test(text.slice(end - 6, end))) return false;
  const line = text.slice(text.lastIndexOf("\n", before.start) + 1, before.end);
  return isTrace(line.trim());
}

/** Whether sentences with a stop at their end make up half of the text; headings are short. */
function endsWithStops(text: string, spans: readonly SentenceSpan[]): boolean {
  let stopped = 0;
  let all = 0;
  for (const { start, end, code } of spans) {
    if (code || isOfMachine(text.slice(start, end))) continue;
    all += end - start;
    if (ENDS.test(text.slice(Math.max(start, end - 6), end))) stopped += end - start;
  }
  return stopped * 2 >= all;
}

/** At most this number of headings stand above one another. */
const HEADINGS = 3;

/** A heading: short, without a stop, before longer text or before headings of such text. */
function isHeading(text: string, spans: readonly SentenceSpan[], index: number): boolean {
  const endsHere = ({ start, end }: SentenceSpan) =>
    ENDS.test(text.slice(Math.max(start, end - 6), end));
  const { start, end } = spans[index] as SentenceSpan;
  const length = end - start;
  for (let at = index; at < index + HEADINGS; at++) {
    const span = spans[at] as SentenceSpan;
    const next = spans[at + 1];
    const head = text.slice(span.start, Math.min(span.end, span.start + HEADING.en));
    const isShort = span.end - span.start <= (HAN.test(head) ? HEADING.zh : HEADING.en);
    if (!span.opens || span.item || endsHere(span) || !next?.opens || !isShort) return false;
    if (next.item || (endsHere(next) && next.end - next.start > length / 2)) {
      return at === index || isRunShort(index, at + 1);
    }
  }
  return false;

  /** Whether the lines without stops above the span at `to` are few: more of them are a list. */
  function isRunShort(from: number, to: number): boolean {
    const first = spans[to - HEADINGS - 1];
    return from >= to - HEADINGS && (first === undefined || !first.opens || endsHere(first));
  }
}

/** "=====", on the line below. */
const UNDERLINE = /^[ \t]{0,3}\r?\n(?:===|---|~~~|\^\^\^)/;
/** "## Limits", or a line that is bold as a whole: "**Limits**". */
function isMarkedHeading(text: string, { start, end, opens }: SentenceSpan): boolean {
  if (!opens) return false;
  const below = text.slice(end, end + 8);
  return (
    (end - start <= HEADING.en && UNDERLINE.test(below)) ||
    /(?:^|\n)[ \t]{0,3}#{1,6}[ \t]{1,4}$/.test(text.slice(Math.max(0, start - 12), start)) ||
    (end - start <= HEADING.en && BOLD.test(text.slice(start, end)))
  );
}
