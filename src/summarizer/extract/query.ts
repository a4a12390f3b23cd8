import { floatsOf, type Runnable } from "../models/graph.ts";
import type { Document } from "../text/document.ts";
import { labelOf } from "../text/lines.ts";
import type { Tokenizer } from "../text/tokenizer.ts";
import { inputsOf, sentenceFrequency } from "./inputs.ts";

/**
 * Parameters of relevance, tuned on training meetings and stories. `overlap` and `cosine` weigh the two measures. `own`
 * is the weight of a sentence's own relevance beside the relevance of its `reach` neighbors on either side, which
 * decreases by `decay` per sentence: an answer seldom repeats the question's words in each of its sentences. `share` is
 * the weight of relevance in the final score; the rest is salience. If no sentence is above `floor`, nothing is
 * relevant.
 */
export const RELEVANCE = {
  overlap: 0.7,
  cosine: 0.3,
  own: 3,
  reach: 8,
  decay: 0.8,
  share: 0.7,
  floor: 0.35,
};

/** Words that describe the form of the answer rather than its subject. */
const ASKING =
  "summarize summary describe discuss discussion discussed explain tell what who whom whose which when where why how " +
  "did do does is are was were be been the a an of in on at to for from by with about and or it its they " +
  "their he she his her him think thought say said mention mentioned talk talked according group team " +
  "meeting story text document article author 请 总结 概括 什么 怎么 如何 为什么 哪些 谁 的 了 是 吗 呢 在 对 关于";

/** A caller's query, and the relevance of each sentence of a document to it. */
export class Query {
  /** Cosine of each sentence's vector with the query's, if the model gives vectors. */
  readonly #cosines: Float32Array;
  readonly #document: Document;
  readonly #ids: ReadonlySet<number>;
  readonly #vector: Float32Array | undefined;

  private constructor(document: Document, ids: ReadonlySet<number>, vector?: Float32Array) {
    this.#document = document;
    this.#ids = ids;
    this.#vector = vector;
    this.#cosines = new Float32Array(document.sentences.length);
  }

  /** Reads a query of `document` with nano's graph. */
  static async read(text: string, document: Document, graph: Runnable): Promise<Query> {
    const { tokenizer } = document;
    const all = tokenizer.encode(text);
    const asking = askingOf(tokenizer);
    const content = all.filter((id) => !asking.has(id));
    const ids = content.length > 0 ? content : all;
    const span = { start: 0, end: text.length, opens: true, item: false, code: false };
    const role = { boilerplate: false, weight: 1, leans: false, kept: undefined };
    const alone = { ...document, text, sentences: [{ ...span, ...role, ids }] };
    if (ids.length === 0) return new Query(document, new Set());
    const frequency = sentenceFrequency(alone.sentences, ids.length);
    const { vector } = await graph.run(inputsOf(alone, frequency, [0], ids.length));
    return new Query(document, new Set(ids), floatsOf(vector));
  }

  /** Stores the vectors of a window of the document. */
  see(window: readonly number[], vectors: Float32Array): void {
    const vector = this.#vector;
    if (!vector) return;
    window.forEach((index, row) => {
      let cosine = 0;
      for (let at = 0; at < vector.length; at++) {
        cosine += (vector[at] as number) * (vectors[row * vector.length + at] as number);
      }
      this.#cosines[index] = cosine;
    });
  }

  /** The scores, shifted toward sentences that answer the query; unchanged if no sentence does. */
  favour(scores: Float32Array): Float32Array {
    const relevance = this.#relevance();
    const most = relevance.reduce((best, value) => Math.max(best, value), 0);
    if (most < RELEVANCE.floor) return scores;
    const reached = reach(relevance);
    const top = reached.reduce((best, value) => Math.max(best, value), 0);
    const highest = scores.reduce((best, value) => Math.max(best, value), 0) || 1;
    return scores.map(
      (score, index) =>
        (1 - RELEVANCE.share) * (score / highest) +
        (RELEVANCE.share * (reached[index] as number)) / top,
    );
  }

  /** Relevance of each sentence by itself, between 0 and 1. */
  #relevance(): Float32Array {
    const overlaps = overlapsOf(this.#document, this.#ids);
    return overlaps.map((overlap, index) => {
      const cosine = Math.max(0, this.#cosines[index] as number);
      return RELEVANCE.overlap * overlap + RELEVANCE.cosine * cosine;
    });
  }
}

/**
 * Share of the query's tokens that each sentence contains, with more weight on rare tokens; 0 to 1. The name of a
 * speaker counts as part of each sentence of that speaker.
 */
function overlapsOf(document: Document, query: ReadonlySet<number>): Float32Array {
  const { text, sentences, tokenizer } = document;
  const frequency = new Map<number, number>();
  for (const { ids } of sentences) {
    for (const id of new Set(ids)) {
      if (query.has(id)) frequency.set(id, (frequency.get(id) ?? 0) + 1);
    }
  }
  const weight = new Map(
    [...frequency].map(([id, count]) => [
      id,
      Math.log(1 + (sentences.length - count + 0.5) / (count + 0.5)),
    ]),
  );
  const all = [...weight.values()].reduce((sum, value) => sum + value, 0);
  if (all === 0) return new Float32Array(sentences.length);
  let speaker: number[] = [];
  return Float32Array.from(sentences, ({ start, opens, ids }) => {
    if (opens) speaker = tokenizer.encode(labelOf(text, start));
    let sum = 0;
    for (const id of new Set([...speaker, ...ids])) sum += weight.get(id) ?? 0;
    return sum / all;
  });
}

/** Each sentence's relevance, combined with that of its neighbors. */
function reach(relevance: Float32Array): Float32Array {
  return relevance.map((own, index) => {
    let sum = RELEVANCE.own * own;
    let share = 1;
    for (let distance = 1; distance <= RELEVANCE.reach; distance++) {
      share *= RELEVANCE.decay;
      sum += share * ((relevance[index - distance] ?? 0) + (relevance[index + distance] ?? 0));
    }
    return sum;
  });
}

const asking = new WeakMap<Tokenizer, Set<number>>();

function askingOf(tokenizer: Tokenizer): Set<number> {
  const known = asking.get(tokenizer) ?? new Set(tokenizer.encode(`${ASKING} ?？.。,，'"“”:：`));
  asking.set(tokenizer, known);
  return known;
}
