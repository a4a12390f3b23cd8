import { InvalidRequestError, type SummaryRequest } from "../contract/request.ts";
import type { AbstractOptions } from "../summarizer/generation/abstract.ts";
import { type Offer, writingSeconds } from "../summarizer/models/writer.ts";
import { boundsOf } from "./writing-bounds.ts";

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
  const { min_length: minLength } = request;
  if (minLength !== undefined && minLength >= offer.outputTokens) {
    throw new InvalidRequestError(
      "not-supported",
      `min_length: ${offer.name} writes fewer than ${offer.outputTokens} tokens.`,
      "min_length",
    );
  }
  const bounds = boundsOf(request, offer);
  const options = {
    numBeams: request.num_beams,
    earlyStopping: request.early_stopping,
    ...bounds,
    task: request.format === "headline" ? "headline" : "summarization",
  } satisfies AbstractOptions;
  const seconds = writingSeconds(offer, {
    inputTokens,
    steps: bounds.maxTokens,
    beams: options.numBeams,
  });
  if (seconds > MAX_CPU_SECONDS) {
    throw new InvalidRequestError(
      "too-costly",
      `max_length: ${bounds.maxTokens} tokens by ${options.numBeams} beams may take ${offer.name} ` +
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
