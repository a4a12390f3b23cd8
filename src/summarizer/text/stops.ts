import { type Enclosure, enclosuresIn } from "./enclosures.ts";

/** A mark that may end a sentence, with all characters that belong to it. */
export interface Stop {
  /** Offset of the mark itself. */
  at: number;
  /** The marks, one after another: "?!", "...", "。". */
  marks: string;
  /** Offset after the marks, and after closing marks, note numbers and emoji that follow. */
  marksEnd: number;
  end: number;
  /** Offset where the text continues after white space. */
  next: number;
  /** The outermost enclosure that the stop is at the end of, closed before `end`. */
  closes: Enclosure | undefined;
  /** Inside an enclosure that continues. */
  isInside: boolean;
}

const MARKS = /[.…．\p{Sentence_Terminal}]+/gu;
const CLOSING = /["'”’»“)\]）」』】》〉〕*_]/;
/** As in "It ended.[1][2]" and "It ended.²". */
const NOTE = /(?:\[\d{1,3}\]){1,9}|[¹²³⁰⁴-⁹]{1,3}/y;
/** As in "It ended.3 Then". */
const NOTE_NUMBER = /\d{1,2}(?=\s[“"'‘(]?\p{Lu})/uy;
const PLAIN_WORD = /[\s“"(]\p{Ll}{4,}$/u;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)/u;
const EMOJI_PART = /^[\u200D\uFE0F\u{1F3FB}-\u{1F3FF}]/u;
const SPACE = /\s/;

/** Every mark of a line that may end a sentence, from left to right, in linear time. */
export function* stopsIn(line: string, isSpaced: boolean): Generator<Stop, void> {
  if (line.search(MARKS) < 0) return;
  const enclosures = enclosuresIn(line, isSpaced);
  const opening = new Set(enclosures.map(({ start }) => start));
  let enclosure = 0;
  let outer: Enclosure | undefined;
  let from = 0;
  for (const { 0: first, index: at } of line.matchAll(MARKS)) {
    if (at < from) continue;
    const marksEnd = spacedDots(line, at + first.length);
    for (let one = enclosures[enclosure]; one && one.start < at; one = enclosures[++enclosure]) {
      if (!outer || one.end > outer.end) outer = one;
    }
    const holder = outer && outer.end > at ? outer : undefined;
    let end = marksEnd;
    while (CLOSING.test(line.charAt(end)) && !opening.has(end)) end++;
    // « French » has spaces inside its marks.
    if (line.charAt(end + 1) === "»" && SPACE.test(line.charAt(end))) end += 2;
    end = afterNotes(line, at, end);
    end = afterEmoji(line, end);
    let next = end;
    while (SPACE.test(line.charAt(next))) next++;
    yield {
      at,
      marks: line.slice(at, marksEnd),
      marksEnd,
      end,
      next,
      closes: holder && holder.end < end ? holder : undefined,
      isInside: holder !== undefined && holder.end >= end,
    };
    from = marksEnd;
  }
}

/** Offset after the dots of ". . .", which spaces separate. */
function spacedDots(line: string, end: number): number {
  let to = end;
  if (line.charAt(end - 1) !== ".") return to;
  while (line.charAt(to) === " " && line.charAt(to + 1) === "." && line.charAt(to + 2) !== ".") {
    to += 2;
  }
  return to;
}

function afterNotes(line: string, at: number, end: number): number {
  NOTE.lastIndex = end;
  if (NOTE.test(line)) return NOTE.lastIndex;
  NOTE_NUMBER.lastIndex = end;
  if (!NOTE_NUMBER.test(line)) return end;
  return PLAIN_WORD.test(line.slice(Math.max(0, at - 20), at)) ? NOTE_NUMBER.lastIndex : end;
}

/** ":-)" and "<3", between spaces. */
const EMOTICON = /^(?:[:;=8][-'^]?[)(DPpOo*|\\/3]{1,3}|<3|\^_?\^|[xX]D)(?=\s|$)/;

/** Emoji and emoticons after a stop belong to the previous sentence. */
function afterEmoji(line: string, end: number): number {
  let last = end;
  for (;;) {
    let at = last;
    while (at < last + 2 && SPACE.test(line.charAt(at))) at++;
    const emoticon = at > last ? EMOTICON.exec(line.slice(at, at + 6))?.[0] : undefined;
    if (emoticon) {
      last = at + emoticon.length;
      continue;
    }
    const emoji = EMOJI.exec(line.slice(at, at + 4))?.[0];
    if (!emoji) return last;
    at += emoji.length;
    for (;;) {
      const part = EMOJI_PART.exec(line.slice(at, at + 2))?.[0];
      if (!part) break;
      at += part.length;
      // Characters that a joiner connects are part of the same emoji.
      const joined =
        part === "\u200D" && /^\p{Extended_Pictographic}/u.exec(line.slice(at, at + 2));
      if (joined) at += joined[0].length;
    }
    last = at;
  }
}
