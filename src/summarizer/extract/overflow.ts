import { layOut } from "../text/layout.ts";
import type { Extract, ExtractOptions } from "./extract.ts";
import { type Bounds, NoSelectionError, select } from "./select.ts";

/**
 * Chooses like `select`. But if no whole sentences satisfy the bounds, `minLength` is dropped first, then `maxLength`:
 * the shortest sentence is chosen, to be cut. Never throws because of bounds.
 */
export const selectLoosely: typeof select = (sentences, scores, bounds) => {
  try {
    return select(sentences, scores, bounds);
  } catch (error) {
    if (!(error instanceof NoSelectionError)) throw error;
    return select(sentences, scores, loosened(bounds, error));
  }
};

/** `works` is a bound that can be met. If even the shortest sentence exceeds `maxLength`, it alone is chosen. */
const loosened = (bounds: Bounds, { field, works }: NoSelectionError): Bounds =>
  field === "min_length"
    ? { ...bounds, minLength: works }
    : { ...bounds, count: 1, maxLength: works, minLength: 0 };

/** Cuts the sentence that `selectLoosely` could not make short enough, between words if possible. */
export function cutToFit(
  extract: Extract,
  { maxLength, overflow, format }: ExtractOptions,
  encode: (text: string) => number[],
): Extract {
  const [sentence] = extract.sentences;
  if (overflow !== "cut" || maxLength === undefined || !sentence) return extract;
  if (extract.outputTokens <= maxLength) return extract;
  const { kept: _, ...whole } = sentence;
  const text = cut(whole.text, maxLength, encode);
  return {
    summary: layOut([text], format),
    sentences: [{ ...whole, text, end: whole.start + text.length, cut: true }],
    outputTokens: encode(text).length,
  };
}

/** The longest prefix of a sentence with at most this number of tokens; at least one character. */
function cut(sentence: string, maxTokens: number, encode: (text: string) => number[]): string {
  const fits = (end: number) => encode(sentence.slice(0, end).trimEnd()).length <= maxTokens;
  const end = longest(ends(sentence, "word"), fits) ?? longest(ends(sentence, "grapheme"), fits);
  return sentence.slice(0, end ?? ends(sentence, "grapheme")[0]).trimEnd();
}

const ends = (text: string, granularity: "word" | "grapheme"): number[] =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity }).segment(text),
    ({ index, segment }) => index + segment.length,
  );

/** The last of several ascending ends that fits; a longer prefix never has fewer tokens. */
function longest(ascending: number[], fits: (end: number) => boolean): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(ascending[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return ascending[low - 1];
}
