import type { ReadLanguage } from "../../contract/language.ts";
import { endOf } from "./boundaries.ts";
import { clauseEnds } from "./clauses.ts";
import { type Habits, habitsOf } from "./habits.ts";
import { listItems } from "./inline-lists.ts";
import { RULES } from "./languages/index.ts";
import type { LanguageRules } from "./languages/rules.ts";
import { splitBlocks, type TextBlock, trim, withoutQuoteMarks } from "./lines.ts";
import { stopsIn } from "./stops.ts";

/** A sentence of the caller's text: UTF-16 offsets, trimmed, never empty. */
export interface SentenceSpan {
  start: number;
  end: number;
  /** First of its paragraph, list item or heading. */
  opens: boolean;
  /** Part of a list item. */
  item: boolean;
  /** A piece of a fenced block of code, or a row of a table. */
  code: boolean;
}

const BREAKING_SPACE = /[\n\r\v\f\u0085\u2028\u2029]/g;
/** A full stop in a URL, an address or code between back quotes does not end a sentence. */
const INDIVISIBLE =
  /`[^`]{1,200}`|(?:https?|ftp):\/\/[^\s<>"”’」』）】，。；！？、]{1,2000}|\]\([^\s()]{1,2000}\)/g;
const INNER_STOPS = /[.!?…。！？；．](?=.)/g;
/** Marks without a word belong to the previous sentence, up to this number of characters. */
const LONE_MARK_LENGTH = 24;
const NO_WORD = /^[^\p{L}\p{N}]*$/u;

/**
 * Splits text into sentences: offsets into `text`, in order, not overlapping. Each paragraph is read from stop to stop.
 * A stop inside quotation marks, brackets or titles does not end the sentence around it, and neither does a stop of an
 * abbreviation, an initial, an enumerator, a number, a URL or code. A paragraph without stops is cut where clauses
 * begin. List markers, rules and fences are left out. Cost grows linearly. Splitting ends early once there are more than
 * `most` sentences.
 *
 *     splitSentences("Dr. Curie came. She left.", "en")
 *     // [{ start: 0, end: 15, ... }, { start: 16, end: 25, ... }]
 */
export function splitSentences(
  text: string,
  language: ReadLanguage,
  most = Number.POSITIVE_INFINITY,
): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  const rules = RULES[language];
  const habits = habitsOf(text);
  for (const block of splitBlocks(text, rules)) {
    for (const span of spansOf(text, block, rules, habits, spans)) {
      spans.push(span);
      if (spans.length > most) return spans;
    }
  }
  if (spans.length > 0) return spans;
  // Nothing but ornaments: they are kept, because the caller sent them as text.
  const [start, end] = trim(text, 0, text.length);
  return start === end ? [] : [{ start, end, opens: true, item: false, code: false }];
}

/** The sentences of a block. A mark by itself is added to the last one of `before`. */
function* spansOf(
  text: string,
  block: TextBlock,
  rules: LanguageRules,
  habits: Habits,
  before: readonly SentenceSpan[],
): Generator<SentenceSpan, void> {
  const { code } = block;
  if (code) {
    yield { start: block.start, end: block.end, opens: true, item: block.item, code };
    return;
  }
  // Offsets stay correct because every replacement has the same length.
  const whole = withoutQuoteMarks(text.slice(block.start, block.end))
    .replace(BREAKING_SPACE, " ")
    .replace(INDIVISIBLE, (part) => part.replace(INNER_STOPS, "_"));
  const items = listItems(text.slice(Math.max(0, block.start - 24), block.start), whole, rules);
  for (const { start: offset, end: itemEnd } of items) {
    const line = items.length === 1 ? whole : whole.slice(offset, itemEnd);
    const item = block.item || items.length > 1;
    let opens = true;
    let from = 0;
    for (const boundary of sentenceEnds(line, rules, habits)) {
      const [start, end] = trim(line, from, boundary);
      from = boundary;
      if (start === end) continue;
      const last = opens ? undefined : before.at(-1);
      // A mark by itself belongs to the text before it.
      if (last && end - start <= LONE_MARK_LENGTH && NO_WORD.test(line.slice(start, end))) {
        last.end = block.start + offset + end;
        continue;
      }
      const at = block.start + offset;
      yield { start: at + start, end: at + end, opens, item, code };
      opens = false;
    }
  }
}

/** Ends of the sentences of a line, its own end last. */
function* sentenceEnds(
  line: string,
  rules: LanguageRules,
  habits: Habits,
): Generator<number, void> {
  let [start] = trim(line, 0, line.length);
  for (const stop of stopsIn(line, rules.isSpaced)) {
    if (stop.at < start && stop.end <= start) continue;
    const end = endOf(line, start, stop, rules, habits);
    if (end === undefined) continue;
    let next = end;
    while (line.charAt(next) === " ") next++;
    yield* clauseEnds(line, start, end, rules);
    yield end;
    start = next;
  }
  if (start === line.length) return;
  yield* clauseEnds(line, start, line.length, rules);
  yield line.length;
}
