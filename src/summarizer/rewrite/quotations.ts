/** A part of a text, by offsets. */
type Span = readonly [start: number, end: number];

/** Shorter ones, in characters, are names and terms. */
const QUOTATION =
  /"[^"]{16,800}"|“[^“”]{8,800}”|「[^「」]{8,800}」|‘[^‘]{16,400}’(?!\p{L})|(?<![\p{L}\p{N}])'(?:[^']|(?<=\p{L})'(?=\p{L})){16,400}'(?!\p{L})/gu;

/** The quotations in a text that are more than a name or a term. */
export const quotationsIn = (text: string): Span[] =>
  [...text.matchAll(QUOTATION)].map(({ 0: whole, index }) => [index, index + whole.length]);

/** Whether a part lies within a quotation, but is not all of it. */
export const isQuoted = (quotations: readonly Span[], start: number, end: number): boolean =>
  quotations.some(([from, to]) => start > from && end < to);
