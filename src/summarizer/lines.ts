/** A run of text that sentences never cross: a paragraph, a list item, a heading. */
export interface Block {
  /** Offsets into the text, trimmed; a list marker at the front is left out. */
  start: number;
  end: number;
  /** Whether a list marker stood in front. */
  item: boolean;
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const MARKER = /^(?:[-*+•·▪◦‣●■□–—]|#{1,6}|>|\(?\d{1,3}[.)、)]|[a-zA-Z]\))[ \t\u3000]+(?=\S)/;
const MARKER_MAX_LENGTH = 16;
const ENDS_SENTENCE = /[.!?。！？…:：;；]["'”’」』）)\]]*$/;
const ENDS_OPEN = /[,，、(（-]$/;
const STARTS_LOWER = /^\p{Ll}/u;
const STARTS_WORD = /^[\p{L}\p{N}"'“‘(]/u;
const SPACE = /\s/;
/** Lines between these lengths look as if an editor wrapped them. */
const WRAP_COLUMNS = { min: 55, max: 100 };

/** Moves both ends inwards past white space. */
export function trim(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from < to && SPACE.test(text.charAt(from))) from++;
  while (to > from && SPACE.test(text.charAt(to - 1))) to--;
  return [from, to];
}

function continues(text: string, block: Block, lineLength: number, start: number): boolean {
  const tail = text.slice(Math.max(block.start, block.end - 6), block.end);
  if (ENDS_SENTENCE.test(tail)) return false;
  const head = text.slice(start, start + 2);
  if (STARTS_LOWER.test(head) || ENDS_OPEN.test(tail)) return true;
  const wrapped = lineLength >= WRAP_COLUMNS.min && lineLength <= WRAP_COLUMNS.max;
  return wrapped && STARTS_WORD.test(head);
}

/**
 * Splits text at line breaks and joins again the lines of a wrapped paragraph: a line that does
 * not end a sentence goes on in the next one if that starts in lower case, or if its length says
 * that it was wrapped. A blank line or a list marker always starts a new block.
 */
export function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let lineStart = 0;
  let open = false;
  let previousLength = 0;
  const take = (from: number, to: number) => {
    let [start, end] = trim(text, from, to);
    if (start === end) {
      open = false;
      return;
    }
    const length = end - start;
    const marker = MARKER.exec(text.slice(start, Math.min(end, start + MARKER_MAX_LENGTH)));
    const last = blocks.at(-1);
    if (!marker && open && last && continues(text, last, previousLength, start)) {
      last.end = end;
    } else {
      if (marker) [start, end] = trim(text, start + marker[0].length, end);
      blocks.push({ start, end, item: marker !== null });
    }
    previousLength = length;
    open = true;
  };
  for (const match of text.matchAll(LINE_BREAK)) {
    take(lineStart, match.index);
    lineStart = match.index + match[0].length;
  }
  take(lineStart, text.length);
  return blocks;
}
