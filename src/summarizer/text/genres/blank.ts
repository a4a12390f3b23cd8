/** A line of a text as offsets; its end excludes the line break. */
export interface TextLine {
  start: number;
  end: number;
}

const NOT_SPACE = /\S/;
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** The lines of a text that are not blank. */
export function writtenLinesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (const line of linesOf(text)) {
    if (NOT_SPACE.test(text.slice(line.start, line.end))) lines.push(line);
  }
  return lines;
}

/** All lines of a text. */
export function* linesOf(text: string): Generator<TextLine, void> {
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(LINE_BREAK)) {
    yield { start, end: index };
    start = index + mark.length;
  }
  yield { start, end: text.length };
}

/** A part of a text to blank, and whether the text on its two sides belongs to separate paragraphs. */
export interface Blank extends TextLine {
  parts?: boolean;
}

/**
 * The text with spaces in place of some parts, which are in order and do not overlap. The length is unchanged, so that
 * offsets are those of the caller's text. A part that separates paragraphs becomes a blank line.
 */
export function blank(text: string, blanks: readonly Blank[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, parts } of blanks) {
    const length = end - start;
    pieces.push(text.slice(from, start));
    pieces.push(parts && length > 1 ? `\n\n${" ".repeat(length - 2)}` : " ".repeat(length));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join("");
}
