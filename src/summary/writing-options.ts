import { InvalidRequestError, type SummaryRequest } from "../contract/request.ts";
import type { AbstractOptions } from "../summarizer/generation/abstract.ts";
import { type Offer, writingSeconds } from "../summarizer/models/writer.ts";

/** Default bounds in tokens. */
const TOKENS = {
  headline: { min: 3, max: 24 },
  short: { min: 8, max: 40 },
  medium: { min: 16, max: 80 },
  long: { min: 40, max: 160 },
};

/**
 * Expected number of decoder runs, by length and format: the writer's measured mean, clamped to the requested bounds,
 * or else the maximum.
 */
export function expectedSteps(
  { format, length }: Pick<SummaryRequest, "format" | "length">,
  { meanSteps }: Pick<Offer, "meanSteps">,
  { minTokens, maxTokens }: Pick<AbstractOptions, "minTokens" | "maxTokens">,
): number {
  const mean = meanSteps?.[format === "headline" ? "headline" : length] ?? maxTokens;
  return Math.max(minTokens, Math.min(mean, maxTokens));
}

/** Maximum CPU time to spend on one summary, in seconds of one vCPU. */
export const MAX_CPU_SECONDS = 120;

/**
 * The model's options: `max_length` and `min_length` bound the tokens that it writes, not counting the end token.
 * @throws InvalidRequestError if the model cannot write that many tokens, or only at great cost
 */
export function writingOptions(
  request: Pick<
    SummaryRequest,
    "format" | "length" | "min_length" | "max_length" | "num_beams" | "early_stopping"
  >,
  offer: Offer,
  inputTokens: number,
): AbstractOptions {
  const usual = TOKENS[request.format === "headline" ? "headline" : request.length];
  const { min_length: minLength, max_length: maxLength } = request;
  if (minLength !== undefined && minLength >= offer.outputTokens) {
    throw new InvalidRequestError(
      "not-supported",
      `min_length: ${offer.name} writes fewer than ${offer.outputTokens} tokens.`,
      "min_length",
    );
  }
  const wanted = maxLength ?? Math.max(usual.max, 2 * (minLength ?? 0));
  // The end token needs a position, too.
  const maxTokens = Math.min(wanted, offer.outputTokens - 1);
  const options = {
    numBeams: request.num_beams,
    earlyStopping: request.early_stopping,
    // A model that writes short texts would only pad.
    minTokens: minLength ?? Math.min(usual.min, Math.ceil(offer.outputTokens / 8), maxTokens),
    maxTokens,
    task: request.format === "headline" ? "headline" : "summarization",
  } satisfies AbstractOptions;
  const seconds = writingSeconds(offer, {
    inputTokens,
    steps: maxTokens,
    beams: options.numBeams,
  });
  if (seconds > MAX_CPU_SECONDS) {
    throw new InvalidRequestError(
      "too-costly",
      `max_length: ${maxTokens} tokens by ${options.numBeams} beams may take ${offer.name} ` +
        `${Math.round(seconds)} s of CPU, more than ${MAX_CPU_SECONDS}; ask for less of either.`,
      "max_length",
    );
  }
  return options;
}

/** Minimum and maximum tokens of one rewritten sentence. */
const SENTENCE_TOKENS = { min: 4, max: 95 };

/**
 * The model's options for each sentence that it rewrites: `min_length` and `max_length` bound the whole summary, not a
 * single sentence.
 */
export const rewritingOptions = (
  request: Pick<SummaryRequest, "num_beams" | "early_stopping">,
  offer: Pick<Offer, "outputTokens">,
): AbstractOptions => ({
  numBeams: request.num_beams,
  earlyStopping: request.early_stopping,
  minTokens: SENTENCE_TOKENS.min,
  maxTokens: Math.min(SENTENCE_TOKENS.max, offer.outputTokens - 1),
  task: "compression",
});
