import { BeamSearch, type NextToken } from "./beam.ts";
import { logSoftmax, processScores } from "./logits.ts";
import type { ResolvedSettings } from "./settings.ts";

/**
 * The decoder of one input. It returns the logits of the next token of each sequence. `origins[i]` is the sequence of
 * the previous call that sequence i continues; the first call has one sequence and no origins.
 */
export type Decode = (
  sequences: readonly (readonly number[])[],
  origins: readonly number[],
) => Promise<readonly Float32Array[]>;

export interface GenerateOptions {
  /** Stops before the next token; `generate` then rejects with its reason. */
  signal?: AbortSignal;
  /** Called with each token once, as soon as it can no longer change. */
  onTokens?: (tokens: readonly number[]) => void | Promise<void>;
}

export interface Generation {
  /** The generated tokens, without the decoder's start token; an end-of-sequence token comes last. */
  tokens: readonly number[];
  /** The model's own natural log probability of each token. */
  logProbabilities: readonly number[];
  /**
   * With beams, `sequences_scores` of `transformers`. Greedy decoding has no such score in `transformers`; here it is
   * the sum of the log probabilities after the same length penalty.
   */
  score: number;
  /** Whether the model ended the sequence, rather than the length limit. */
  isEnded: boolean;
  /** Number of decoder runs. */
  steps: number;
  /** Other finished sequences, best first, without the decoder's start token; empty for greedy decoding. */
  alternatives: readonly (readonly number[])[];
}

/** Generates by beam search, or greedily with one beam, as `transformers` does. */
export async function generate(
  decode: Decode,
  settings: ResolvedSettings,
  options: GenerateOptions = {},
): Promise<Generation> {
  const stream = new Stream(options);
  const generation =
    settings.numBeams === 1
      ? await generateGreedily(decode, settings, stream)
      : await generateWithBeams(decode, settings, stream);
  const [, ...tokens] = generation.tokens;
  await stream.finish(generation.tokens);
  const isEnded = settings.eosTokenIds.includes(tokens.at(-1) ?? -1);
  return { ...generation, tokens, isEnded };
}

type FoundTokens = Omit<Generation, "isEnded">;

async function generateGreedily(
  decode: Decode,
  settings: ResolvedSettings,
  stream: Stream,
): Promise<FoundTokens> {
  const tokens = [settings.decoderStartTokenId];
  const logProbabilities: number[] = [];
  let isDone = false;
  while (!isDone) {
    await stream.pause();
    const [logits] = (await decode([tokens], tokens.length === 1 ? [] : [0])) as [Float32Array];
    const known = logSoftmax(logits);
    // Logits rather than log probabilities, because a repetition penalty affects the two differently.
    const scores = logits.slice();
    processScores(scores, tokens, settings);
    const token = indexOfLargest(scores);
    tokens.push(token);
    logProbabilities.push(known[token] as number);
    isDone = settings.eosTokenIds.includes(token) || tokens.length >= settings.maxLength;
    await stream.settle(tokens);
  }
  const sum = logProbabilities.reduce((total, value) => total + value, 0);
  const steps = logProbabilities.length;
  const score = sum / steps ** settings.lengthPenalty;
  return { tokens, logProbabilities, score, steps, alternatives: [] };
}

async function generateWithBeams(
  decode: Decode,
  settings: ResolvedSettings,
  stream: Stream,
): Promise<FoundTokens> {
  const search = new BeamSearch(settings);
  let steps = 0;
  while (!search.isDone) {
    await stream.pause();
    const sequences = search.running.map(({ tokens }) => tokens);
    // All beams start the same, so one row represents them, and all later rows continue it.
    const rows = await decode(
      steps === 0 ? sequences.slice(0, 1) : sequences,
      steps === 1 ? search.origins.map(() => 0) : search.origins,
    );
    const next = rows.map((logits, row): NextToken => {
      const logProbabilities = logSoftmax(logits);
      const scores = logProbabilities.slice();
      processScores(scores, sequences[row] as readonly number[], settings);
      return { scores, logProbabilities };
    });
    search.advance(steps === 0 ? sequences.map(() => next[0] as NextToken) : next);
    steps++;
    await stream.settle(search.settled);
  }
  const { best, finished } = search;
  const alternatives = finished
    .filter(({ tokens }) => tokens !== best.tokens)
    .map(({ tokens }) => tokens.slice(1));
  return { ...best, steps, alternatives };
}

function indexOfLargest(scores: Float32Array): number {
  let best = 0;
  for (let index = 1; index < scores.length; index++) {
    if ((scores[index] as number) > (scores[best] as number)) best = index;
  }
  return best;
}

/** Between steps, checks whether the caller has left and passes on tokens that are final. */
class Stream {
  readonly #options: GenerateOptions;
  #told = 1;

  constructor(options: GenerateOptions) {
    this.#options = options;
  }

  /** A graph run may never leave the microtask queue, where abort events are not delivered. */
  async pause(): Promise<void> {
    if (!this.#options.signal && !this.#options.onTokens) return;
    await new Promise((resume) => setTimeout(resume));
    this.#options.signal?.throwIfAborted();
  }

  async settle(settled: readonly number[]): Promise<void> {
    if (settled.length <= this.#told) return;
    const news = settled.slice(this.#told);
    this.#told = settled.length;
    await this.#options.onTokens?.(news);
  }

  finish(tokens: readonly number[]): Promise<void> {
    return this.settle(tokens);
  }
}
