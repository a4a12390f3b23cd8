/** A longer sentence is never an instruction. */
export const MAX_SENTENCE = 600;

const WORD = /[\p{L}\p{N}]+(?:['’;-][\p{L}\p{N}]+)*/gu;

/** Words in lower case, from at most `MAX_SENTENCE` characters. */
export const wordsIn = (sentence: string): string[] =>
  sentence.slice(0, MAX_SENTENCE).toLowerCase().replaceAll("’", "'").match(WORD) ?? [];
