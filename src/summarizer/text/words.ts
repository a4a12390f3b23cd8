import { hasHan } from "./scripts.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** A word or a mark of a sentence, with its share of the sentence's token ids. */
export interface Word {
  /** Offsets into the sentence. */
  start: number;
  end: number;
  /** The number of its token ids; 0 for characters that the tokenizer drops. */
  tokens: number;
}

/** A run of letters and digits, or any other single character. */
const RUN = /[\p{L}\p{N}\p{M}]+|\S/gu;

/** A run that contains Han, token by token; other characters in it stay together. */
function splitRun(
  run: string,
  start: number,
  ids: readonly number[],
  tokenizer: Tokenizer,
): Word[] {
  const words: Word[] = [];
  let at = 0;
  let joins = false;
  for (const id of ids) {
    const length = tokenizer.pieceOf(id).length;
    const isHan = hasHan(run.slice(at, at + length));
    const last = words.at(-1);
    if (last && joins && !isHan) {
      last.end += length;
      last.tokens++;
    } else {
      words.push({ start: start + at, end: start + at + length, tokens: 1 });
    }
    joins = !isHan;
    at += length;
  }
  return at === run.length ? words : [];
}

/**
 * The words of a sentence and the token ids of each. Undefined if the two cannot be aligned; then the sentence is left
 * whole. A word of Chinese is a token.
 */
export function wordsOf(
  sentence: string,
  ids: readonly number[],
  tokenizer: Tokenizer,
): Word[] | undefined {
  const words: Word[] = [];
  let at = 0;
  for (const { 0: run, index } of sentence.matchAll(RUN)) {
    const own = tokenizer.encode(run);
    if (own.some((id, offset) => ids[at + offset] !== id)) return undefined;
    if (hasHan(run)) {
      const parts = splitRun(run, index, own, tokenizer);
      if (parts.length === 0) return undefined;
      words.push(...parts);
    } else {
      words.push({ start: index, end: index + run.length, tokens: own.length });
    }
    at += own.length;
  }
  return at === ids.length ? words : undefined;
}
