import type { Document } from "../text/document.ts";
import type { ExtractOptions } from "./extract.ts";
import type { Bounds } from "./select.ts";

/** How many points a list has. */
const POINTS = { short: 1, medium: 3, long: 6 };

/**
 * What a paragraph of a length is: no sentence follows once there are so many tokens. People write some 50
 * words about news and 150 about papers and meetings; counted in sentences alone, a summary of short ones
 * would say too little and one of long ones too much.
 */
const SIZES = {
  short: { sentences: 1, tokens: undefined },
  medium: { sentences: 3, tokens: 55 },
  long: { sentences: 12, tokens: 180 },
};

/**
 * `medium` grows with the text: by a quarter with each doubling beyond a news article, up to twice. From so many
 * sentences on it has two at least, so that it says more than `short`.
 */
const GROWTH = { fromTokens: 2_000, perDoubling: 0.25, most: 2, twoFromSentences: 8 };

/** How much to choose, unless the bounds want otherwise. */
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

/** Tokens of ordinary text are so long, in characters; scripts that are spelled out letter by letter have more of them. */
const CHARACTERS_PER_TOKEN = { other: 4.9, cjk: 1.3 };
/** So many times as many tokens as ordinary text of a length has are still counted as they are. */
const TOLERANCE = 1.6;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** How much a sentence says: its tokens, or where they are mere letters, as many as words of that length would have. */
export function sizeOfText(text: string, tokens: number): number {
  if (tokens * CHARACTERS_PER_TOKEN.other <= text.length * TOLERANCE) return tokens;
  let cjk = 0;
  for (let at = 0; at < text.length; at++) if (CJK.test(text.charAt(at))) cjk++;
  const ordinary =
    cjk / CHARACTERS_PER_TOKEN.cjk + (text.length - cjk) / CHARACTERS_PER_TOKEN.other;
  return Math.min(tokens, Math.ceil(ordinary * TOLERANCE));
}
