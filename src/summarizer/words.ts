import type { Tokenizer } from "./tokenizer.ts";

/** A word or a mark of a sentence, with the share of the sentence's token ids that are its own. */
export interface Word {
  /** Offsets into the sentence. */
  start: number;
  end: number;
  /** How many token ids it has; 0 for what the tokenizer drops. */
  tokens: number;
}

/** A run of letters and digits, a Han character, or any other single character. */
const WORD =
  /[\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3400-\u9fff\uf900-\ufaff])[\p{L}\p{N}\p{M}])+|\S/gu;

/**
 * The words of a sentence and which of its token ids are theirs; undefined where the two cannot be
 * brought together, which then is a sentence to leave whole.
 */
export function wordsOf(
  sentence: string,
  ids: readonly number[],
  tokenizer: Tokenizer,
): Word[] | undefined {
  const words: Word[] = [];
  let at = 0;
  for (const { 0: word, index } of sentence.matchAll(WORD)) {
    const own = tokenizer.encode(word);
    if (own.some((id, offset) => ids[at + offset] !== id)) return undefined;
    words.push({ start: index, end: index + word.length, tokens: own.length });
    at += own.length;
  }
  return at === ids.length ? words : undefined;
}
