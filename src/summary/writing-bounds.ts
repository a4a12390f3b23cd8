import type { SummaryRequest } from "../contract/request.ts";
import type { AbstractOptions } from "../summarizer/generation/abstract.ts";
import type { Writing } from "../summarizer/generation/seq2seq-cost.ts";
import type { Offer } from "../summarizer/models/writer.ts";

type TokenBounds = Pick<AbstractOptions, "minTokens" | "maxTokens">;

/** Default bounds in tokens. */
const TOKENS = {
  headline: { min: 3, max: 24 },
  short: { min: 8, max: 40 },
  medium: { min: 16, max: 80 },
  long: { min: 40, max: 160 },
};

/** Tokens of an ordinary sentence. */
const SENTENCE_TOKENS = 30;

/** The bounds of a text that a writer writes, in tokens without the end token: as requested, or else as usual. */
export function boundsOf(
  {
    format,
    length,
    min_length: minLength,
    max_length: maxLength,
  }: Pick<SummaryRequest, "format" | "length" | "min_length" | "max_length">,
  { outputTokens }: Pick<Offer, "outputTokens">,
): TokenBounds {
  const usual = TOKENS[format === "headline" ? "headline" : length];
  const wanted = maxLength ?? Math.max(usual.max, 2 * (minLength ?? 0));
  // The end token needs a position, too.
  const maxTokens = Math.min(wanted, outputTokens - 1);
  // A model that writes short texts would only pad.
  const minTokens = minLength ?? Math.min(usual.min, Math.ceil(outputTokens / 8), maxTokens);
  return { minTokens, maxTokens };
}

/**
 * Expected number of decoder runs, by length and format: the writer's measured mean, clamped to the requested bounds,
 * or else the maximum.
 */
export function expectedSteps(
  { format, length }: Pick<SummaryRequest, "format" | "length">,
  { meanSteps }: Pick<Offer, "meanSteps">,
  { minTokens, maxTokens }: TokenBounds,
): number {
  const mean = meanSteps?.[format === "headline" ? "headline" : length] ?? maxTokens;
  return Math.max(minTokens, Math.min(mean, maxTokens));
}

/** The work of writing a summary of an ordinary text of `tokens` tokens, in one entry for each text to be written. */
export function typicalWritings(
  request: Pick<SummaryRequest, "format" | "length">,
  tokens: number,
  offer: Pick<Offer, "inputTokens" | "outputTokens" | "meanSteps" | "rewrites">,
  beams: number,
): [Writing, ...Writing[]] {
  const inputTokens = Math.min(tokens, offer.inputTokens);
  const bounds = boundsOf({ ...request, min_length: undefined, max_length: undefined }, offer);
  const writing = { inputTokens, steps: expectedSteps(request, offer, bounds), beams };
  // A writer that rewrites sentences writes a headline about the best sentence, too.
  const isTwice = offer.rewrites && request.format === "headline";
  const again = { ...writing, inputTokens: Math.min(inputTokens, SENTENCE_TOKENS) };
  return isTwice ? [writing, again] : [writing];
}
