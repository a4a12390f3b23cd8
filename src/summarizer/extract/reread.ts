import { SEAM, type Seams } from "../compress/lattice.ts";
import { floatsOf, type Runnable, type Tensors } from "../models/graph.ts";
import type { Document, Sentence } from "../text/document.ts";
import { MAX_SENTENCE_TOKENS } from "../text/document.ts";
import { inputsOf, sentenceFrequency } from "./inputs.ts";
import { scaleBelow } from "./salience.ts";

/** Limits of one run of small, so that its cost is bounded for documents of any length. */
export const REREAD = { tokens: 384, sentenceTokens: 96 };

/** Small's outputs for the trimming of a sentence. */
export interface Trim {
  /** The probability that each of its tokens stays. */
  keep: Float32Array;
  /** The connections between its tokens. */
  seams: Seams;
}

/** Small's outputs for the sentences that it read. */
export interface Reread {
  /** Indices of the sentences, in document order. */
  window: readonly number[];
  /** A score for every sentence of the document; sentences that were not reread rank below the others. */
  scores: Float32Array;
  /** For each sentence of the window, small's outputs for its read tokens, if sentences are to be trimmed. */
  trims: ReadonlyMap<number, Trim>;
}

const readTokens = (ids: readonly number[]) => Math.min(ids.length, REREAD.sentenceTokens);

/**
 * The sentences that small rereads: the best by `scores` until the next one would not fit, in document order.
 * Boilerplate is included only if there is nothing else.
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
 * Lets small reread nano's best sentences in one run. `prior` is nano's salience. `scores` are the scores that the
 * sentences are chosen by: the same, or adjusted by a query. `trims` states whether sentences are to be trimmed, which
 * costs more.
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

/**
 * The graph gives the beginning as the first row of the outgoing seams, and the end as the last row of the incoming
 * ones.
 */
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

/** The sentences outside a window, with their scores scaled to lie below all scores inside. */
export function putBehind(scores: Float32Array, window: readonly number[]): void {
  const ahead = new Set(window);
  const behind = [...scores.keys()].filter((index) => !ahead.has(index));
  scaleBelow(scores, window, behind);
}

/** Size of small's input for a document. An upper bound, because the selected sentences are not known in advance. */
export function rereadSize(sentences: readonly Pick<Sentence, "ids">[]): {
  tokens: number;
  sentences: number;
} {
  const all = sentences.reduce((sum, { ids }) => sum + readTokens(ids), 0);
  const tokens = Math.min(all, REREAD.tokens);
  return { tokens, sentences: all === 0 ? 0 : Math.ceil((sentences.length * tokens) / all) };
}

/** Multiply-accumulates of small's graph by the size of its input, from the manifest. */
export interface RereadMacs {
  perToken: number;
  perTokenPair: number;
  /** Additional multiply-accumulates if sentences are to be trimmed. */
  perTrimmedToken: number;
  perTrimmedTokenPair: number;
  perSentence: number;
  perSentencePair: number;
}

/** Multiply-accumulates that `reread` will need for a document: a function of its shape only. */
export const rereadMultiplyAccumulates = (
  document: { sentences: readonly Pick<Sentence, "ids">[] },
  macs: RereadMacs,
  trims: boolean,
): number => windowMultiplyAccumulates(rereadSize(document.sentences), macs, trims);

/** Multiply-accumulates of one run of small's graph. */
export const windowMultiplyAccumulates = (
  { tokens, sentences }: { tokens: number; sentences: number },
  macs: RereadMacs,
  trims: boolean,
): number =>
  tokens * (macs.perToken + (trims ? macs.perTrimmedToken : 0)) +
  tokens ** 2 * (macs.perTokenPair + (trims ? macs.perTrimmedTokenPair : 0)) +
  sentences * macs.perSentence +
  sentences ** 2 * macs.perSentencePair;
