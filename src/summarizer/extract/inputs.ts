import type { Tensor, Tensors } from "../models/graph.ts";
import type { Document, Sentence } from "../text/document.ts";
import { MARKS, marksOf } from "../text/marks.ts";

/** For each token id, the number of the document's sentences that contain it. */
export function sentenceFrequency(
  sentences: readonly Sentence[],
  maxTokens: number,
): Map<number, number> {
  const frequency = new Map<number, number>();
  for (const { ids } of sentences) {
    for (const id of new Set(ids.length > maxTokens ? ids.slice(0, maxTokens) : ids)) {
      frequency.set(id, (frequency.get(id) ?? 0) + 1);
    }
  }
  return frequency;
}

const vector = (values: number[]): Tensor => ({
  type: "int32",
  data: Int32Array.from(values),
  dims: [values.length],
});

/** The inputs of both models for some of a document's sentences; `window` holds their indices. */
export function inputsOf(
  document: Document,
  frequency: Map<number, number>,
  window: readonly number[],
  maxTokens: number,
): Tensors {
  const inputIds: number[] = [];
  const sentenceOf: number[] = [];
  const frequencies: number[] = [];
  const marks = new Int32Array(window.length * MARKS);
  window.forEach((index, row) => {
    const sentence = document.sentences[index] as Sentence;
    const read = Math.min(sentence.ids.length, maxTokens);
    for (let at = 0; at < read; at++) {
      const id = sentence.ids[at] as number;
      inputIds.push(id);
      sentenceOf.push(row);
      frequencies.push(frequency.get(id) ?? 1);
    }
    marks.set(marksOf(document.text, sentence), row * MARKS);
  });
  return {
    input_ids: vector(inputIds),
    sentence: vector(sentenceOf),
    frequency: vector(frequencies),
    position: vector([...window]),
    marks: { type: "int32", data: marks, dims: [window.length, MARKS] },
    count: vector([document.sentences.length]),
  };
}
