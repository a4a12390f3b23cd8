import { RefusedError } from "../../contract/refused.ts";
import { withoutCues } from "./genres/subtitles.ts";
import { Talk } from "./genres/talk.ts";
import type { Language } from "./language.ts";
import { RULES } from "./languages/index.ts";
import { rolesOf, type SentenceRole } from "./roles.ts";
import { type SentenceSpan, splitSentences } from "./sentences.ts";
import type { Tokenizer } from "./tokenizer.ts";

export interface Sentence extends SentenceSpan, SentenceRole {
  /** All its token ids; the model reads at most `MAX_SENTENCE_TOKENS` of them. */
  ids: number[];
}

export interface Document {
  /**
   * The caller's text, with spaces in place of parts that are not content (times of subtitles and chats). It has the
   * same length, so that offsets are those of the caller's text.
   */
  text: string;
  language: Language;
  sentences: Sentence[];
  /** Tokens of all sentences. */
  tokens: number;
  /** Whether a sentence or the document is longer than the model's limits. */
  truncated: boolean;
  /** The tokenizer that produced the ids. */
  tokenizer: Tokenizer;
}

/** Number of tokens of one sentence that nano reads; several such sentences fit one run. */
export const MAX_SENTENCE_TOKENS = 1_024;

/**
 * Maximum number of sentences of one document. No 1,000,000 characters of prose have more, in any language. Text made of
 * sentences of one or two characters costs far more than its length suggests.
 */
export const MAX_SENTENCES = 50_000;

/** A document with more sentences than are read. */
export class TooManySentencesError extends RefusedError {
  constructor() {
    super(
      "too-many-sentences",
      `text has more than ${MAX_SENTENCES} sentences, the most that are read. Send parts of it.`,
      { field: "text" },
    );
  }
}

/**
 * Splits and tokenizes a text; cost grows linearly with its length.
 * @throws TooManySentencesError
 */
export function readDocument(source: string, language: Language, tokenizer: Tokenizer): Document {
  const { text, sentences: found } = readSentences(source, language);
  const sentences: Sentence[] = [];
  let tokens = 0;
  let truncated = false;
  for (const one of found) {
    const ids = tokenizer.encode(text.slice(one.start, one.end));
    if (ids.length === 0) continue;
    if (ids.length > MAX_SENTENCE_TOKENS) truncated = true;
    tokens += ids.length;
    sentences.push({ ...one, ids });
  }
  return { text, language, sentences, tokens, truncated, tokenizer };
}

/**
 * A text as the models read it, and its sentences with their roles.
 * @throws TooManySentencesError
 */
export function readSentences(
  source: string,
  language: Language,
): { text: string; sentences: (SentenceSpan & SentenceRole)[] } {
  const running = withoutCues(source);
  const talk = Talk.read(running);
  const text = talk?.text ?? running;
  let spans = splitSentences(text, language, MAX_SENTENCES);
  if (talk) spans = spans.flatMap((span) => byTurns(text, span, talk));
  if (spans.length > MAX_SENTENCES) throw new TooManySentencesError();
  const roles = rolesOf(text, spans, talk, RULES[language], running !== source);
  const sentences = spans.map((span, index) => {
    const role = roles[index] as SentenceRole;
    return { ...span, ...role, kept: visible(source, text, span, role.kept) };
  });
  return { text, sentences };
}

/** The parts of a span, split at the starts of turns. */
function byTurns(text: string, span: SentenceSpan, talk: Talk): SentenceSpan[] {
  const cuts = talk.turnsWithin(span.start, span.end);
  if (cuts.length === 0) return [span];
  const starts = [span.start, ...cuts];
  return starts.flatMap((from, index) => {
    const to = starts[index + 1] ?? span.end;
    const part = text.slice(from, to);
    const start = from + part.length - part.trimStart().length;
    const end = from + part.trimEnd().length;
    return start < end ? [{ ...span, start, end, opens: span.opens || index > 0 }] : [];
  });
}

/** `kept` without the parts that were blanked; undefined if that leaves the whole sentence. */
function visible(
  source: string,
  text: string,
  { start, end }: SentenceSpan,
  kept: SentenceRole["kept"],
): SentenceRole["kept"] {
  if (source === text || source.slice(start, end) === text.slice(start, end)) return kept;
  const parts = (kept ?? [[start, end] as [number, number]]).flatMap(([from, to]) => {
    const pieces: [start: number, end: number][] = [];
    let open = -1;
    let last = from;
    for (let at = from; at <= to; at++) {
      const isBlanked = at === to || source[at] !== text[at];
      if (!isBlanked && !/\s/.test(text[at] as string)) {
        if (open < 0) open = at;
        last = at + 1;
      } else if (isBlanked && open >= 0) {
        pieces.push([open, last]);
        open = -1;
      }
    }
    return pieces;
  });
  return parts.length > 0 ? parts : kept;
}
