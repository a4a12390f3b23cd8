import { SEAM, type Seams } from "../compress/lattice.ts";
import { floatsOf, type Runnable, type Tensors } from "../models/graph.ts";
import type { Document, Sentence } from "../text/document.ts";
import { MAX_SENTENCE_TOKENS } from "../text/document.ts";
import { inputsOf, sentenceFrequency } from "./inputs.ts";
import { scaleBelow } from "./salience.ts";

/** What one run of small reads: so its cost is bounded, however long the document. */
export const REREAD = { tokens: 384, sentenceTokens: 96 };

/** What small says of trimming a sentence. */
export interface Trim {
  /** The probability that each of its tokens stays. */
  keep: Float32Array;
  /** How its tokens go together. */
  seams: Seams;
}

/** What small says of the sentences that it read. */
export interface Reread {
  /** Indices of the sentences, in document order. */
  window: readonly number[];
  /** A score for every sentence of the document; those that were not reread lie below the rest. */
  scores: Float32Array;
  /** For each sentence of the window, if any is to be trimmed, what small says of its read tokens. */
  trims: ReadonlyMap<number, Trim>;
}

const readTokens = (ids: readonly number[]) => Math.min(ids.length, REREAD.sentenceTokens);

/**
 * The sentences that small rereads: the best by `scores` until the next would not fit, in document
 * order. Boilerplate is not worth its attention while there is anything else.
 */
export function windowOf(
  sentences: readonly Pick<Sentence, "ids" | "boilerplate">[],
  scores: Float32Array,
): number[] {
  const rank = (index: number) => Number(sentences[index]?.boilerplate ?? false);
  const ranked = sentences
    .map((_, index) => index)
    .sort(
      (left, right) =>
        rank(left) - rank(right) ||
        (scores[right] as number) - (scores[left] as number) ||
        left - right,
    );
  const window: number[] = [];
  let tokens = 0;
  for (const index of ranked) {
    tokens += readTokens(sentences[index]?.ids ?? []);
    if (tokens > REREAD.tokens) break;
    window.push(index);
  }
  return window.sort((left, right) => left - right);
}

/**
 * Has small reread nano's best sentences in one run. `prior` is nano's salience, `scores` what the
 * sentences are chosen by: the same, or what a query made of it; `trims`, whether sentences are to be
 * trimmed, which costs more.
 */
export async function reread(
  document: Document,
  prior: Float32Array,
  scores: Float32Array,
  graph: Runnable,
  trims: boolean,
): Promise<Reread> {
  const window = windowOf(document.sentences, scores);
  const frequency = sentenceFrequency(document.sentences, MAX_SENTENCE_TOKENS);
  const inputs = inputsOf(document, frequency, window, REREAD.sentenceTokens);
  const priors = Float32Array.from(window, (index) => prior[index] as number);
  const found = await graph.run({
    ...inputs,
    prior: { type: "float32", data: priors, dims: [window.length] },
    trim: { type: "int32", data: Int32Array.of(Number(trims)), dims: [1] },
  });
  const values = floatsOf(found.salience);
  const better = prior.slice();
  const trimOf = new Map<number, Trim>();
  let token = 0;
  window.forEach((index, row) => {
    better[index] = values?.[row] as number;
    const read = readTokens(document.sentences[index]?.ids ?? []);
    if (trims) trimOf.set(index, trimFrom(found, token, read));
    token += read;
  });
  return { window, scores: better, trims: trimOf };
}

/** The graph gives the beginning as the first row of what leaves, and the end as the last of what enters. */
function trimFrom(found: Tensors, from: number, count: number): Trim {
  const valuesOf = (name: string) => floatsOf(found[name]) ?? new Float32Array();
  const [keep, stay] = [valuesOf("keep"), valuesOf("stay")];
  const [leaves, enters] = [valuesOf("leaves"), valuesOf("enters")];
  const rows = (of: Float32Array, first: number, size: number) =>
    of.slice(first * SEAM, (first + size) * SEAM);
  const seams = {
    stay: stay.slice(from, from + count),
    leaves: rows(leaves, from + 1, count),
    enters: rows(enters, from, count),
    begin: rows(leaves, 0, 1),
    end: rows(enters, stay.length, 1),
  };
  return { keep: keep.slice(from, from + count), seams };
}

/** The sentences outside a window, their scores scaled to lie below all those inside. */
export function putBehind(scores: Float32Array, window: readonly number[]): void {
  const ahead = new Set(window);
  const behind = [...scores.keys()].filter((index) => !ahead.has(index));
  scaleBelow(scores, window, behind);
}

/** Size of what small reads of a document. An upper bound: which sentences go is not known before. */
export function rereadSize(sentences: readonly Pick<Sentence, "ids">[]): {
  tokens: number;
  sentences: number;
} {
  const all = sentences.reduce((sum, { ids }) => sum + readTokens(ids), 0);
  const tokens = Math.min(all, REREAD.tokens);
  return { tokens, sentences: all === 0 ? 0 : Math.ceil((sentences.length * tokens) / all) };
}

/** Multiply-accumulates of small's graph by the size of what it reads; the manifest has the numbers. */
export interface RereadMacs {
  perToken: number;
  perTokenPair: number;
  /** On top of those, where sentences are to be trimmed. */
  perTrimmedToken: number;
  perTrimmedTokenPair: number;
  perSentence: number;
  perSentencePair: number;
}

/** Multiply-accumulates that `reread` will need for a document: a function of its shape alone. */
export function rereadMultiplyAccumulates(
  document: { sentences: readonly Pick<Sentence, "ids">[] },
  macs: RereadMacs,
  trims: boolean,
): number {
  const { tokens, sentences } = rereadSize(document.sentences);
  return (
    tokens * (macs.perToken + (trims ? macs.perTrimmedToken : 0)) +
    tokens ** 2 * (macs.perTokenPair + (trims ? macs.perTrimmedTokenPair : 0)) +
    sentences * macs.perSentence +
    sentences ** 2 * macs.perSentencePair
  );
}
