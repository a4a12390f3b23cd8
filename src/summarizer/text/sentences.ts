import { endsInAbbreviation } from "./abbreviations.ts";
import type { Language } from "./language.ts";
import { type Block, splitBlocks, trim, withoutQuoteMarks } from "./lines.ts";

/** A sentence of the caller's text: UTF-16 offsets, trimmed, never empty. */
export interface Span {
  start: number;
  end: number;
  /** First of its paragraph, list item or heading. */
  opens: boolean;
  /** Stands in a list item. */
  item: boolean;
  /** A piece of a fenced block of code, or a row of a table. */
  code: boolean;
}

const SEGMENTERS: Record<Language, Intl.Segmenter> = {
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
  zh: new Intl.Segmenter("zh", { granularity: "sentence" }),
};

const TERMINAL = /[.!?。！？；…．｡]/;
const BREAKING_SPACE = /[\n\r\v\f\u0085\u2028\u2029]/g;
/** No full stop in a URL, an address or code between back quotes ends a sentence. */
const INDIVISIBLE =
  /`[^`]{1,200}`|(?:https?|ftp):\/\/[^\s<>"”’」』）】，。；！？、]{1,2000}|\]\([^\s()]{1,2000}\)/g;
const STOPS = /[.!?…。！？；．](?=.)/g;
const NO_WORD = /^[^\p{L}\p{N}]*$/u;
const ENUMERATOR = /^[\p{N}]{1,3}[.)]$/u;
const CLOSED_END = /[!?.…](?:["'”’»)\]]|'')$/;
const STARTS_LOWER = /^["'“‘(]?\p{Ll}/u;
const STARTS_UPPER = /^["'“‘(]?\p{Lu}/u;
const ASCII_STOP = /[.!?]$/;
const HAN = /[\u3400-\u9fff]/;
const OPENING_QUOTE = /[“‘「『（(《[]/;
/** A stop, after a space or not, and what follows it in upper or lower case. */
const FOLLOWER = /(\s?)[.!?]["'”’)\]]*\s+["'“‘(]?(?:(\p{Lu})|\p{Ll})/gu;
/** "Well... I see": one word does not end before what it leads up to. */
const HESITATION = /^["'“‘(]?[\p{L}\p{N}'’]+(?: ?\.{3,}|…+)$/u;
const HESITATION_MAX_LENGTH = 24;
/** A full stop set apart by spaces, as tokenizers leave it: "the end . next". */
const DETACHED_STOP = /\s[.!?]\s/g;
/** Ends a sentence before lower case, where the text writes most of its sentences so. */
const LOWER_STOP = /[.!?]["'”’)\]]*\s/g;
/** Stops that UAX #29 passes by: before a dash, under emphasis, before a footnote, without a space. */
const MISSED_STOP =
  /[。！？](?=\s+[-–—])|[.!?。！？]["'”’)]?(?:[*_]{1,3}|(?:\[\d{1,3}\]){1,9})(?=\s+[^\s\p{Ll}])|\p{Ll}[.!?](?=(?:The|This|These|It|In|We|He|She|They|But|And|For|When|If|You)\s)|…["'”’)]?\s(?=["'“‘(]?\p{Lu})/gu;
const HAN_STOP = /[；]|……[”」』’]?/g;
/** Chinese clauses are split at "；" and "……" only where both halves can stand alone. */
const HAN_CLAUSE_MIN_LENGTH = 24;

/** Positions inside [0, piece.length) where UAX #29 may see no boundary but a sentence ends. */
function extraStops(piece: string, isLower: boolean): number[] {
  const stops: number[] = [];
  for (const match of piece.matchAll(DETACHED_STOP)) {
    const stop = match.index + match[0].length;
    // Extracted news has such stops at the ends of wrapped lines too.
    if (isLower || !STARTS_LOWER.test(piece.slice(stop, stop + 2))) stops.push(stop);
  }
  if (isLower && stops.length === 0) {
    for (const match of piece.matchAll(LOWER_STOP)) {
      const stop = match.index + match[0].length;
      if (!endsInAbbreviation(piece, 0, stop - 1, stop)) stops.push(stop);
    }
  }
  let last = 0;
  for (const match of piece.matchAll(HAN_STOP)) {
    const stop = match.index + match[0].length;
    if (stop - last < HAN_CLAUSE_MIN_LENGTH) continue;
    if (piece.length - stop < HAN_CLAUSE_MIN_LENGTH) break;
    stops.push(stop);
    last = stop;
  }
  return stops.sort((left, right) => left - right);
}

/** Whether the sentence that ends at `end` goes on at `next` (both offsets into `line`). */
function runsOn(line: string, start: number, end: number, next: number, isLower: boolean): boolean {
  if (endsInAbbreviation(line, start, end, next)) return true;
  // "?" inside a file name or code: no space follows.
  if (end === next && ASCII_STOP.test(line.charAt(end - 1))) {
    const [before = "", stop = "", after = ""] = line.slice(end - 2, end + 1);
    if (!HAN.test(after) || (stop === "." && !HAN.test(before))) return true;
  }
  const tail = line.slice(end - 3, end);
  if (STARTS_LOWER.test(line.slice(next, next + 4))) {
    if (CLOSED_END.test(tail)) return true;
    if (!isLower && ASCII_STOP.test(tail) && STARTS_UPPER.test(line.slice(start, start + 4))) {
      return true;
    }
  }
  if (end - start <= HESITATION_MAX_LENGTH && HESITATION.test(line.slice(start, end))) return true;
  return end - start <= 4 && ENUMERATOR.test(line.slice(start, end));
}

/**
 * Whether a text starts its sentences in lower case, as chats and tokenized corpora do. Stops set
 * apart by a space are asked only where there are no others: extracted news has them anywhere.
 */
function startsLower(text: string): boolean {
  const balance = { attached: 0, detached: 0 };
  let attached = 0;
  for (const [, space, upper] of text.matchAll(FOLLOWER)) {
    const change = upper ? -1 : 1;
    if (space) balance.detached += change;
    else {
      balance.attached += change;
      attached++;
    }
  }
  return attached > 0 ? balance.attached >= 0 : balance.detached >= 0;
}

/** Ends of the pieces of a line, the line's own end last; at `sure` ones no sentence runs on. */
function boundaries(line: string, language: Language, isLower: boolean) {
  const sure = new Set<number>();
  if (!TERMINAL.test(line)) return { ends: [line.length], sure };
  for (const match of line.matchAll(MISSED_STOP)) sure.add(match.index + match[0].length);
  const ends = [...sure];
  for (const { segment, index } of SEGMENTERS[language].segment(line)) {
    if (segment.length > 2) {
      for (const stop of extraStops(segment, isLower)) ends.push(index + stop);
    }
    ends.push(index + segment.length);
  }
  return { ends: sure.size > 0 ? ends.sort((left, right) => left - right) : ends, sure };
}

function splitBlock(
  text: string,
  block: Block,
  language: Language,
  isLower: boolean,
  spans: Span[],
): void {
  const { item, code } = block;
  if (code) {
    spans.push({ start: block.start, end: block.end, opens: true, item, code });
    return;
  }
  // Offsets stay true because whatever is replaced is replaced one for one.
  const line = withoutQuoteMarks(text.slice(block.start, block.end))
    .replace(BREAKING_SPACE, " ")
    .replace(INDIVISIBLE, (whole) => whole.replace(STOPS, "_"));
  const { ends, sure } = boundaries(line, language, isLower);
  let opens = true;
  let from = 0;
  let open: Span | undefined;
  for (const boundary of ends) {
    // UAX #29 counts an opening quotation mark as closing what stands before it.
    const to =
      OPENING_QUOTE.test(line.charAt(boundary - 1)) && boundary < line.length
        ? boundary - 1
        : boundary;
    const [start, end] = trim(line, from, to);
    const isSure = sure.has(from);
    from = to;
    if (start === end) continue;
    const short = end - start <= 8 && NO_WORD.test(line.slice(start, end));
    const goesOn = (from: number, to: number) => runsOn(line, from, to, start, isLower);
    if (open && (short || (!isSure && goesOn(open.start - block.start, open.end - block.start)))) {
      open.end = block.start + end;
      continue;
    }
    open = { start: block.start + start, end: block.start + end, opens, item, code };
    spans.push(open);
    opens = false;
  }
}

/**
 * Splits text into sentences: offsets into `text`, in order, not overlapping. Boundaries are those
 * of UAX #29 (`Intl.Segmenter`) inside each paragraph, corrected for abbreviations, initials,
 * enumerators, quotations, URLs, code, detached full stops and Chinese clauses. List markers, rules
 * and fences are left out. Cost grows linearly.
 *
 *     splitSentences("Dr. Curie came. She left.", "en")
 *     // [{ start: 0, end: 15, ... }, { start: 16, end: 25, ... }]
 */
export function splitSentences(text: string, language: Language): Span[] {
  const spans: Span[] = [];
  const isLower = startsLower(text);
  for (const block of splitBlocks(text)) splitBlock(text, block, language, isLower, spans);
  if (spans.length > 0) return spans;
  // Nothing but ornaments: a text that was sent is a text.
  const [start, end] = trim(text, 0, text.length);
  return start === end ? [] : [{ start, end, opens: true, item: false, code: false }];
}
