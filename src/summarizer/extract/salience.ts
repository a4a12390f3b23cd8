import { floatsOf, type Runnable } from "../models/graph.ts";
import { type Document, MAX_SENTENCE_TOKENS, type Sentence } from "../text/document.ts";
import { inputsOf, sentenceFrequency } from "./inputs.ts";

/** Maximum input of one run of the graph, which bounds its memory. */
const WINDOW = { sentences: 256, tokens: 8_192 };

/**
 * Maximum number of sentences of one document that the graph reads; 1,000,000 characters of English prose have about as many.
 * In a document with more, the shortest sentences are not read and rank below all others.
 */
const MAX_READ = 8_192;

/** Share of a window's sentences that is kept for the next round. */
const SURVIVING_SHARE = 0.25;

/** Multiply-accumulates of the graph, from its layer shapes (manifest.json has the same numbers). */
export const MACS = { perToken: 160, perSentence: 165_792, perSentencePair: 512 };

const readTokens = (sentence: Pick<Sentence, "ids">) =>
  Math.min(sentence.ids.length, MAX_SENTENCE_TOKENS);

/** Cuts a list of sentence lengths into windows; returns each window's end (exclusive). */
function windowEnds(lengths: number[]): number[] {
  const ends: number[] = [];
  let start = 0;
  let tokens = 0;
  lengths.forEach((length, index) => {
    if (index - start === WINDOW.sentences || tokens + length > WINDOW.tokens) {
      ends.push(index);
      start = index;
      tokens = 0;
    }
    tokens += length;
  });
  if (lengths.length > start) ends.push(lengths.length);
  return ends;
}

/** The sentences that are read, in document order; of equally long ones, the earlier. */
const readOf = (sentences: readonly Pick<Sentence, "ids">[]): number[] =>
  bestOf(
    sentences.map((_, index) => index),
    sentences.map(readTokens),
    Math.min(MAX_READ, sentences.length),
  );

const survivorsOf = (sentences: number) => Math.max(1, Math.floor(sentences * SURVIVING_SHARE));

/**
 * Multiply-accumulates that `salience` will need for a document: a function of its shape only. For rounds after the
 * first, the number of sentences is exact and their length is taken as the average.
 */
export function multiplyAccumulates(document: {
  sentences: readonly Pick<Sentence, "ids">[];
}): number {
  let lengths = readOf(document.sentences).map((index) =>
    readTokens(document.sentences[index] as Sentence),
  );
  let macs = 0;
  while (lengths.length > 0) {
    const ends = windowEnds(lengths);
    let survivors = 0;
    let start = 0;
    for (const end of ends) {
      const sentences = end - start;
      macs += sentences * MACS.perSentence + sentences ** 2 * MACS.perSentencePair;
      survivors += survivorsOf(sentences);
      start = end;
    }
    const tokens = lengths.reduce((sum, length) => sum + length, 0);
    macs += tokens * MACS.perToken;
    if (ends.length === 1) break;
    lengths = new Array(survivors).fill(Math.floor(tokens / lengths.length));
  }
  return macs;
}

/** The sentence vectors of a window, row by row. */
export type SeeVectors = (window: readonly number[], vectors: Float32Array) => void;

/** The best `count` of a window, in document order; equal scores go to the earlier sentence. */
function bestOf(window: number[], scores: ArrayLike<number>, count: number): number[] {
  if (count >= window.length) return window;
  const score = (index: number) => scores[index] as number;
  return [...window]
    .sort((left, right) => score(right) - score(left) || left - right)
    .slice(0, count)
    .sort((left, right) => left - right);
}

/** Scales the scores of the remaining sentences to lie below those of all sentences in the next round. */
export function scaleBelow(
  scores: Float32Array,
  ahead: readonly number[],
  behind: readonly number[],
): void {
  let ceiling = 1;
  for (const index of ahead) ceiling = Math.min(ceiling, scores[index] as number);
  for (const index of behind) scores[index] = (scores[index] as number) * ceiling;
}

/**
 * A salience between 0 and 1 for every sentence. A document longer than one window is read window by window. The best
 * quarter of each window is read again together, until one window holds all. A sentence that is not kept has its score
 * scaled to lie below every sentence that was kept. A sentence that is not read has the score 0. `see` receives the
 * vector of every sentence that is read, once.
 */
export async function salience(
  document: Document,
  graph: Runnable,
  see?: SeeVectors,
): Promise<Float32Array> {
  const scores = new Float32Array(document.sentences.length);
  const frequency = sentenceFrequency(document.sentences, MAX_SENTENCE_TOKENS);
  const left: number[][] = [];
  let reading = readOf(document.sentences);
  while (reading.length > 0) {
    const ends = windowEnds(
      reading.map((index) => readTokens(document.sentences[index] as Sentence)),
    );
    const goingOn: number[] = [];
    let start = 0;
    for (const end of ends) {
      const window = reading.slice(start, end);
      // A run of the graph does not yield the thread, so a long document yields it between runs.
      if (start > 0) await new Promise((resume) => setTimeout(resume));
      const inputs = inputsOf(document, frequency, window, MAX_SENTENCE_TOKENS);
      const found = await graph.run(inputs);
      const values = floatsOf(found.salience);
      const vectors = floatsOf(found.vector);
      window.forEach((index, row) => {
        scores[index] = values?.[row] as number;
      });
      if (left.length === 0 && vectors) see?.(window, vectors);
      goingOn.push(...bestOf(window, scores, survivorsOf(window.length)));
      start = end;
    }
    if (ends.length === 1) break;
    const kept = new Set(goingOn);
    left.push(reading.filter((index) => !kept.has(index)));
    reading = goingOn;
  }
  let ahead = reading;
  for (const behind of left.reverse()) {
    scaleBelow(scores, ahead, behind);
    ahead = behind;
  }
  return scores;
}
