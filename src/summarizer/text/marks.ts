import type { SentenceSpan } from "./sentences.ts";

/** The number of values that `marksOf` returns. */
export const MARKS = 8;

const ENDS = /[.!?。！？…．]["'”’」』）)\]]*$/;
const ASKS = /[?？]["'”’」』）)\]]*$/;
const ANNOUNCES = /[:：]$/;
const QUOTES = /["“”「」『』]/;
const TAIL_LENGTH = 8;
const READ_LENGTH = 2_000;

/**
 * Features of a sentence's letters that its token ids do not contain, as whole numbers: opens a block, is in a list,
 * ends like a sentence, asks, ends in a colon, contains a quotation, words that start in upper case, digits. Reads at
 * most 2,000 characters.
 */
export function marksOf(text: string, span: SentenceSpan): number[] {
  const read = text.slice(span.start, Math.min(span.end, span.start + READ_LENGTH));
  const tail = text.slice(Math.max(span.start, span.end - TAIL_LENGTH), span.end);
  let capitals = 0;
  let digits = 0;
  let inWord = false;
  for (let index = 0; index < read.length; index++) {
    const code = read.charCodeAt(index);
    const upper = code >= 0x41 && code <= 0x5a;
    if (upper && !inWord) capitals++;
    if (code >= 0x30 && code <= 0x39) digits++;
    inWord = upper || (code >= 0x61 && code <= 0x7a) || code === 0x27;
  }
  return [
    +span.opens,
    +span.item,
    +ENDS.test(tail),
    +ASKS.test(tail),
    +ANNOUNCES.test(tail),
    +QUOTES.test(read),
    capitals,
    digits,
  ];
}
