import { isBoilerplate } from "./boilerplate.ts";
import type { Language } from "./language.ts";
import { type Span, splitSentences } from "./sentences.ts";
import type { Tokenizer } from "./tokenizer.ts";

export interface Sentence extends Span {
  /** All its token ids; the model reads at most `MAX_SENTENCE_TOKENS` of them. */
  ids: number[];
  /** Belongs to the page around the text, or is code: never chosen while there is anything else. */
  boilerplate: boolean;
}

export interface Document {
  text: string;
  language: Language;
  sentences: Sentence[];
  /** Tokens of all sentences. */
  tokens: number;
  /** Whether a sentence, or the document, is longer than the model reads. */
  truncated: boolean;
  /** What made the ids. */
  tokenizer: Tokenizer;
}

/** Tokens of one sentence that nano reads; several such sentences fit one run. */
export const MAX_SENTENCE_TOKENS = 1_024;

/**
 * Sentences that are read, from the first on. A book of a million characters has a third of that;
 * a million characters of two-letter sentences would keep the CPU busy for half a minute.
 */
export const MAX_SENTENCES = 65_536;

/** Splits and tokenizes a text; cost grows linearly with its length. */
export function readDocument(text: string, language: Language, tokenizer: Tokenizer): Document {
  const sentences: Sentence[] = [];
  let tokens = 0;
  let truncated = false;
  for (const span of splitSentences(text, language)) {
    const sentence = text.slice(span.start, span.end);
    const ids = tokenizer.encode(sentence);
    if (ids.length === 0) continue;
    if (sentences.length === MAX_SENTENCES) {
      truncated = true;
      break;
    }
    if (ids.length > MAX_SENTENCE_TOKENS) truncated = true;
    tokens += ids.length;
    sentences.push({ ...span, ids, boilerplate: span.code || isBoilerplate(sentence) });
  }
  return { text, language, sentences, tokens, truncated, tokenizer };
}
