import { endsInAbbreviation } from "./abbreviations.ts";
import { isTrace } from "./genres/reports.ts";
import { RULES } from "./languages/index.ts";
import type { LanguageRules } from "./languages/rules.ts";
import { hasCjk } from "./scripts.ts";

/** A run of text that sentences never cross: a paragraph, a list item, a heading. */
export interface TextBlock {
  /** Offsets into the text, trimmed; a list marker at the beginning is left out. */
  start: number;
  end: number;
  /** Whether it had a list marker. */
  item: boolean;
  /** Code of a fenced block, or a row of a table. */
  code: boolean;
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const MARKER =
  /^(?:(?:[-*+•·▪◦‣●■□–—]|#{1,6}|\(?\d{1,3}[.)、)]|[a-zA-Z]\))[ \t\u3000]+|[>・][ \t\u3000]*|\[[ xX]\][ \t]+|\[![A-Z]+\][ \t]*)(?=\S)/;
const MARKER_MAX_LENGTH = 24;
const QUOTE = /^(?:>[ \t\u3000]?){1,8}/;
const FENCE = /^(`{3,}|~{3,})/;
/** Rules, underlines of headings, separators of tables, and labels without text. */
const ORNAMENT = /^(?:--|[-=*_~|:+ \t\u3000#.]{3,200}|(?:>[ \t\u3000]?){0,8}(?:\[![A-Z]+\])?)$/;
const ENDS_SENTENCE = /[.!?。！？…:：;；]["'”’」』）)\]*_]*$/;
/** Extracted news has a stop with a space before it at the end of every wrapped line. */
const ENDS_DETACHED = /\s\.$/;
const ENDS_OPEN = /[,，、(（-]$/;
const STARTS_LOWER = /^\p{Ll}/u;
const STARTS_WORD = /^[\p{L}\p{N}"'“‘(]/u;
/** "Chair: ", "From: ", "主席：": the speaker or the topic of a line. */
const LABEL =
  /^(?:\p{Lu}[\p{L}\p{N}.'’-]*(?: \p{Lu}[\p{L}\p{N}.'’-]*){0,4}(?: \([^()]{1,30}\))?:[ \t]|\p{Script=Han}{1,8}：)/u;
const LABEL_MAX_LENGTH = 80;
const SPACE = /\s/;
/** Lines between these widths look as if an editor wrapped them; a Chinese character is two columns wide. */
const WRAP_COLUMNS = { min: 55, max: 100 };
/** Code is split into pieces of about this number of characters, each of whole lines. */
const CODE_PIECE_LENGTH = 400;

/** The speaker or topic of the line that starts at `start`; "" if it has no label. */
export const labelOf = (text: string, start: number): string =>
  LABEL.exec(text.slice(start, start + LABEL_MAX_LENGTH))?.[0] ?? "";

/** Moves both ends inward past white space. */
export function trim(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && SPACE.test(text.charAt(from))) from++;
  while (to > from && SPACE.test(text.charAt(to - 1))) to--;
  return [from, to];
}

const WRAPPED_QUOTE = /(?:\r\n|[\n\r])[ \t]*(?:>[ \t]?){1,8}/g;

/** Blanks the quotation marks between the lines of a quotation ("\n> "), one character for one. */
export const withoutQuoteMarks = (text: string): string =>
  text.includes(">") ? text.replace(WRAPPED_QUOTE, (marks) => " ".repeat(marks.length)) : text;

interface QuotedLine {
  /** Offsets of the rest without white space and quotation marks. */
  start: number;
  end: number;
  /** The depth of quotation. */
  depth: number;
}

function isWrapped(text: string, { start, end }: QuotedLine): boolean {
  const length = end - start;
  if (length > WRAP_COLUMNS.max) return false;
  let width = length;
  for (let at = start; at < end; at++) if (hasCjk(text.charAt(at))) width++;
  return width >= WRAP_COLUMNS.min && width <= WRAP_COLUMNS.max;
}

function continues(
  text: string,
  block: TextBlock,
  previous: QuotedLine,
  line: QuotedLine,
  rules: LanguageRules,
): boolean {
  if (line.depth !== previous.depth) return false;
  if (LABEL.test(text.slice(line.start, Math.min(line.end, line.start + LABEL_MAX_LENGTH)))) {
    return false;
  }
  if (
    isTrace(text.slice(line.start, line.end)) ||
    isTrace(text.slice(previous.start, previous.end))
  ) {
    return false;
  }
  const tail = text.slice(Math.max(block.start, block.end - 6), block.end);
  const head = text.slice(line.start, line.start + 2);
  if (ENDS_SENTENCE.test(tail)) {
    if (ENDS_DETACHED.test(tail)) return STARTS_LOWER.test(head);
    return (
      isWrapped(text, previous) &&
      endsInAbbreviation(text, block.start, block.end, line.start, rules)
    );
  }
  if (ENDS_OPEN.test(tail)) return true;
  // "features\ncontacts\nevents": short lines that all start in lower case are a list.
  if (STARTS_LOWER.test(head)) {
    const isList = STARTS_LOWER.test(text.slice(block.start, block.start + 2));
    return !isList || isWrapped(text, previous);
  }
  return STARTS_WORD.test(head) && isWrapped(text, previous);
}

/** Moves the start past list markers, which may be nested: "> - [ ] task". */
function skipMarkers(text: string, start: number, end: number): number {
  let from = start;
  for (let depth = 0; depth < 4; depth++) {
    const marker = MARKER.exec(text.slice(from, Math.min(end, from + MARKER_MAX_LENGTH)));
    if (!marker) break;
    from += marker[0].length;
  }
  return from;
}

/**
 * Splits text at line breaks and rejoins the lines of a wrapped paragraph: a line that does not end a sentence
 * continues in the next one if that starts in lower case, or if its length suggests that it was wrapped. A blank line,
 * a list marker or a speaker's name always starts a new block.
 */
export function splitBlocks(text: string, rules: LanguageRules = RULES.en): TextBlock[] {
  const blocks: TextBlock[] = [];
  // A fence without a closing one does not count, so that a stray mark does not turn a text into code.
  const lastFence: Record<string, number> = {
    "`": text.lastIndexOf("```"),
    "~": text.lastIndexOf("~~~"),
  };
  let previous: QuotedLine | undefined;
  let fence: string | undefined;
  let piece: TextBlock | undefined;

  const takeCode = (start: number, end: number) => {
    if (start === end || (piece && piece.end - piece.start > CODE_PIECE_LENGTH)) piece = undefined;
    if (start === end) return;
    if (piece) piece.end = end;
    else {
      piece = { start, end, item: false, code: true };
      blocks.push(piece);
    }
  };

  const take = (from: number, to: number) => {
    const [start, end] = trim(text, from, to);
    const opening = FENCE.exec(text.slice(start, Math.min(end, start + 8)))?.[0].charAt(0);
    if (fence) {
      if (opening === fence) fence = undefined;
      else takeCode(start, end);
      return;
    }
    if (opening && start < (lastFence[opening] as number) - 3) {
      fence = opening;
      previous = piece = undefined;
      return;
    }
    if (start === end || (end - start <= 200 && ORNAMENT.test(text.slice(start, end)))) {
      previous = undefined;
      return;
    }
    const quote = QUOTE.exec(text.slice(start, Math.min(end, start + 24)))?.[0] ?? "";
    const line = { start: start + quote.length, end, depth: quote.split(">").length - 1 };
    const content = skipMarkers(text, line.start, end);
    const last = blocks.at(-1);
    const isRow = text[line.start] === "|" && text[end - 1] === "|";
    const isNew = content > line.start || isRow;
    if (!isNew && previous && last && continues(text, last, previous, line, rules)) {
      last.end = end;
    } else {
      const item = content > line.start || quote !== "";
      blocks.push({ start: content, end, item, code: isRow });
    }
    previous = isRow ? undefined : { ...line, start: content };
  };

  let lineStart = 0;
  for (const match of text.matchAll(LINE_BREAK)) {
    take(lineStart, match.index);
    lineStart = match.index + match[0].length;
  }
  take(lineStart, text.length);
  return blocks;
}
