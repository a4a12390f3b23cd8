import { layOut } from "../text/layout.ts";
import type { Extract, ExtractOptions } from "./extract.ts";
import { type Bounds, NoSelectionError, select } from "./select.ts";

/**
 * Chooses as `select` does, but where no whole sentences keep to the bounds, `minLength` gives way
 * first, then `maxLength`: the shortest sentence is chosen, to be cut. Never throws for bounds.
 */
export const selectLoosely: typeof select = (sentences, scores, bounds) => {
  try {
    return select(sentences, scores, bounds);
  } catch (error) {
    if (!(error instanceof NoSelectionError)) throw error;
    return select(sentences, scores, loosened(bounds, error));
  }
};

/** `works` is the bound that would work; nothing shorter than the shortest sentence is left to bound. */
const loosened = (bounds: Bounds, { field, works }: NoSelectionError): Bounds =>
  field === "min_length"
    ? { ...bounds, minLength: works }
    : { ...bounds, count: 1, maxLength: works, minLength: 0 };

/** Cuts what `selectLoosely` could not make short enough, between words where there are any. */
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

/** The longest start of a sentence that has at most so many tokens; at least one character. */
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

/** The last of ascending ends that fits; a longer start never has fewer tokens. */
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
