import type { Document } from "../text/document.ts";
import type { ExtractOptions } from "./extract.ts";
import type { Bounds } from "./select.ts";

/** The number of points in a list. */
const POINTS = { short: 1, medium: 3, long: 6 };

/**
 * The size of a paragraph: no further sentence is added once it has this number of tokens. People write about 50 words
 * about news and 150 about papers and meetings. With a limit on sentences alone, a summary of short sentences would be
 * too short and one of long sentences too long.
 */
const SIZES = {
  short: { sentences: 1, tokens: undefined },
  medium: { sentences: 3, tokens: 55 },
  long: { sentences: 12, tokens: 180 },
};

/**
 * `medium` grows with the text: by a quarter with each doubling beyond a news article, up to twice. For texts of at
 * least `twoFromSentences` sentences it has two at least, so that it says more than `short`.
 */
const GROWTH = { fromTokens: 2_000, perDoubling: 0.25, most: 2, twoFromSentences: 8 };

/** The amount to choose, unless the bounds require otherwise. */
export function sizeOf(
  { format, length, sentences: wanted }: ExtractOptions,
  document: Pick<Document, "tokens" | "sentences">,
): Pick<Bounds, "count" | "least" | "enough"> {
  if (format === "headline") return { count: 1 };
  if (wanted !== undefined) return { count: wanted };
  if (format === "key-points") return { count: POINTS[length] };
  const { sentences, tokens } = SIZES[length];
  if (length !== "medium" || tokens === undefined) return { count: sentences, enough: tokens };
  const doublings = Math.max(0, Math.log2(document.tokens / GROWTH.fromTokens));
  const growth = Math.min(GROWTH.most, 1 + GROWTH.perDoubling * doublings);
  return {
    count: Math.floor(sentences * growth),
    enough: tokens * growth,
    least: document.sentences.length >= GROWTH.twoFromSentences ? 2 : 1,
  };
}

/** Characters per token of ordinary text. Scripts that are split letter by letter have fewer. */
const CHARACTERS_PER_TOKEN = { other: 4.9, cjk: 1.3 };
/** Up to this multiple of the tokens in ordinary text of the same length, tokens are counted in full. */
const TOLERANCE = 1.6;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/g;

/**
 * The amount of content in a sentence: its tokens, limited to `TOLERANCE` times the tokens of ordinary text of that
 * length, because a script that is split letter by letter has many tokens.
 */
export function sizeOfText(text: string, tokens: number): number {
  if (tokens * CHARACTERS_PER_TOKEN.other <= text.length * TOLERANCE) return tokens;
  const cjk = text.match(CJK)?.length ?? 0;
  const ordinary =
    cjk / CHARACTERS_PER_TOKEN.cjk + (text.length - cjk) / CHARACTERS_PER_TOKEN.other;
  return Math.min(tokens, Math.ceil(ordinary * TOLERANCE));
}
