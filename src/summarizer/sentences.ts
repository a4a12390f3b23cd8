import { endsInAbbreviation } from "./abbreviations.ts";
import type { Language } from "./language.ts";
import { type Block, splitBlocks, trim } from "./lines.ts";

/** A sentence of the caller's text: UTF-16 offsets, trimmed, never empty. */
export interface Span {
  start: number;
  end: number;
  /** First of its paragraph, list item or heading. */
  opens: boolean;
  /** Stands in a list item. */
  item: boolean;
}

const SEGMENTERS: Record<Language, Intl.Segmenter> = {
  en: new Intl.Segmenter("en", { granularity: "sentence" }),
  zh: new Intl.Segmenter("zh", { granularity: "sentence" }),
};

const TERMINAL = /[.!?。！？；…．]/;
const BREAKING_SPACE = /[\n\r\v\f\u0085\u2028\u2029]/g;
const NO_WORD = /^[^\p{L}\p{N}]*$/u;
const ENUMERATOR = /^[\p{N}]{1,3}[.)]$/u;
const QUOTED_END = /[!?.…]["'”’»]$/;
const STARTS_LOWER = /^["'“‘(]?\p{Ll}/u;
const ASCII_STOP = /[.!?]$/;
const OPENING_QUOTE = /[“‘「『（(《]/;
const HAS_UPPER = /\p{Lu}/u;
/** A full stop set apart by spaces, as tokenizers leave it: "the end . next". */
const DETACHED_STOP = /\s[.!?]\s/g;
/** Ends a sentence before lower case, where the whole line is in lower case. */
const LOWER_STOP = /[.!?]["'”’)\]]*\s/g;
const HAN_STOP = /[；]|……[”」』’]?/g;
/** Chinese clauses are split at "；" and "……" only where both halves can stand alone. */
const HAN_CLAUSE_MIN_LENGTH = 24;

/** Positions inside [0, piece.length) where UAX #29 sees no boundary but a sentence ends. */
function extraStops(piece: string): number[] {
  const stops: number[] = [];
  for (const match of piece.matchAll(DETACHED_STOP)) stops.push(match.index + match[0].length);
  if (stops.length === 0 && !HAS_UPPER.test(piece)) {
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
function runsOn(line: string, start: number, end: number, next: number): boolean {
  if (endsInAbbreviation(line, start, end, next)) return true;
  // "?" inside a URL or code: no space follows.
  if (end === next && ASCII_STOP.test(line.charAt(end - 1))) return true;
  const head = line.slice(next, next + 4);
  if (QUOTED_END.test(line.slice(end - 2, end)) && STARTS_LOWER.test(head)) return true;
  return end - start <= 4 && ENUMERATOR.test(line.slice(start, end));
}

function splitBlock(text: string, block: Block, language: Language, spans: Span[]): void {
  // Offsets stay true because a wrapped line's break is replaced one for one.
  const line = text.slice(block.start, block.end).replace(BREAKING_SPACE, " ");
  const ends: number[] = [];
  if (TERMINAL.test(line)) {
    for (const { segment, index } of SEGMENTERS[language].segment(line)) {
      if (segment.length > 2) for (const stop of extraStops(segment)) ends.push(index + stop);
      ends.push(index + segment.length);
    }
  } else {
    ends.push(line.length);
  }
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
    from = to;
    if (start === end) continue;
    const short = end - start <= 8 && NO_WORD.test(line.slice(start, end));
    if (open && (short || runsOn(line, open.start - block.start, open.end - block.start, start))) {
      open.end = block.start + end;
      continue;
    }
    open = { start: block.start + start, end: block.start + end, opens, item: block.item };
    spans.push(open);
    opens = false;
  }
}

/**
 * Splits text into sentences: offsets into `text`, in order, not overlapping. Boundaries are those
 * of UAX #29 (`Intl.Segmenter`) inside each paragraph, corrected for abbreviations, initials,
 * enumerators, quotations, detached full stops and Chinese clauses. Cost grows linearly.
 *
 *     splitSentences("Dr. Curie came. She left.", "en")
 *     // [{ start: 0, end: 15, ... }, { start: 16, end: 25, ... }]
 */
export function splitSentences(text: string, language: Language): Span[] {
  const spans: Span[] = [];
  for (const block of splitBlocks(text)) splitBlock(text, block, language, spans);
  return spans;
}
