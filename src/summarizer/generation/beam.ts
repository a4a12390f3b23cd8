import type { ResolvedSettings } from "./settings.ts";

/** A sequence in progress. `tokens` begins with the decoder's start token. */
export interface Hypothesis {
  tokens: readonly number[];
  /** The model's own natural log probability of each token after the first. */
  logProbabilities: readonly number[];
  /** Sum of the processed log probabilities; for a finished hypothesis, after the length penalty. */
  score: number;
}

/** The processed scores of the next token of one hypothesis, and the model's own log probabilities. */
export interface NextToken {
  scores: Float32Array;
  logProbabilities: Float32Array;
}

interface Finished extends Hypothesis {
  isFinished: boolean;
}

interface BeamCandidate extends Hypothesis {
  /** The running hypothesis that it continues. */
  origin: number;
  /** Whether it cannot be continued: its end is written, or the maximum length is reached. */
  isStopped: boolean;
}

/** Represents "never". It is finite, so that sums and comparisons give the same results as in `transformers`. */
const NEVER = -1e9;

/**
 * Beam search over one input, step by step as `transformers` 5 does it, in 32-bit floats, so that
 * even the scores that stand for "never" tie and compare alike.
 *
 *     const search = new BeamSearch(settings);
 *     while (!search.isDone) search.advance(await scoresOf(search.running));
 *     search.best.tokens;
 */
export class BeamSearch {
  running: readonly Hypothesis[];
  /** For each running hypothesis, the index of the hypothesis of the previous step that it continues. */
  origins: readonly number[] = [];
  isDone = false;

  readonly #settings: ResolvedSettings;
  #finished: readonly Finished[];
  #canImprove = true;

  constructor(settings: ResolvedSettings) {
    const tokens = [settings.decoderStartTokenId];
    const hypothesis = (score: number) => ({ tokens, logProbabilities: [], score });
    const beams = Array.from({ length: settings.numBeams });
    this.#settings = settings;
    // All beams start the same, so only the first may continue.
    this.running = beams.map((_, beam) => hypothesis(beam === 0 ? 0 : NEVER));
    this.#finished = beams.map(() => ({ ...hypothesis(NEVER), isFinished: false }));
  }

  /** The best finished hypothesis; it has no tokens if none could be finished. */
  get best(): Hypothesis {
    return this.#finished[0] as Hypothesis;
  }

  /** All finished hypotheses, best first; at most as many as there are beams. */
  get finished(): readonly Hypothesis[] {
    return this.#finished.filter(({ isFinished }) => isFinished);
  }

  /** The leading tokens that all hypotheses that can still win have in common. */
  get settled(): readonly number[] {
    const [best] = this.#finished;
    const live = this.isDone ? [] : this.running.filter(({ score }) => score > -Infinity);
    return commonPrefix([...(best?.isFinished ? [best] : []), ...live]);
  }

  /** Advances by one token. `next` corresponds to the running hypotheses, in their order. */
  advance(next: readonly NextToken[]): void {
    const { numBeams, eosTokenIds } = this.#settings;
    const candidates = this.#candidates(next, Math.max(2, 1 + eosTokenIds.length) * numBeams);
    this.#keepRunning(candidates);
    this.#keepFinished(candidates);
    const generated = (this.running[0] as Hypothesis).tokens.length - 1;
    this.#canImprove &&= this.#mayImprove(generated);
    this.isDone =
      !this.#canImprove ||
      (this.#isFull && this.#settings.earlyStopping === true) ||
      candidates.every(({ isStopped }) => isStopped);
  }

  get #isFull(): boolean {
    return this.#finished.every(({ isFinished }) => isFinished);
  }

  #candidates(next: readonly NextToken[], count: number): BeamCandidate[] {
    const { eosTokenIds, maxLength } = this.#settings;
    return largest(this.running, next, count).map(({ beam, token, score }) => {
      const { tokens, logProbabilities } = this.running[beam] as Hypothesis;
      const logProbability = next[beam]?.logProbabilities[token] as number;
      return {
        tokens: [...tokens, token],
        logProbabilities: [...logProbabilities, logProbability],
        score,
        origin: beam,
        isStopped: eosTokenIds.includes(token) || tokens.length + 1 >= maxLength,
      };
    });
  }

  #keepRunning(candidates: readonly BeamCandidate[]): void {
    const running = candidates
      .map((candidate) => ({
        ...candidate,
        score: add(candidate.score, candidate.isStopped ? NEVER : 0),
      }))
      .sort(byScore)
      .slice(0, this.#settings.numBeams);
    this.running = running;
    this.origins = running.map(({ origin }) => origin);
  }

  #keepFinished(candidates: readonly BeamCandidate[]): void {
    const { numBeams, lengthPenalty, earlyStopping } = this.#settings;
    const isClosed = (this.#isFull && earlyStopping === true) || !this.#canImprove;
    const finished = candidates.map(({ tokens, logProbabilities, score, isStopped }, rank) => {
      // Lower ranks exist only so that enough hypotheses can continue.
      const isFinished = isStopped && rank < numBeams;
      let final = divide(score, power(tokens.length - 1, lengthPenalty));
      if (isClosed) final = add(final, NEVER);
      if (!isFinished) final = add(final, NEVER);
      return { tokens, logProbabilities, score: final, isFinished };
    });
    this.#finished = [...this.#finished, ...finished].sort(byScore).slice(0, numBeams);
  }

  /** Whether the best running hypothesis could still beat the worst finished one. */
  #mayImprove(generated: number): boolean {
    const { earlyStopping, lengthPenalty, maxLength } = this.#settings;
    const length = earlyStopping === "never" && lengthPenalty > 0 ? maxLength - 1 : generated;
    const [best] = this.running as [Hypothesis];
    const hope = divide(best.score, power(length, lengthPenalty));
    const worst = Math.min(...this.#finished.map(({ score }) => score));
    return this.#finished.some(({ isFinished }) => hope > (isFinished ? worst : NEVER));
  }
}

const add = (left: number, right: number): number => Math.fround(left + right);
const divide = (left: number, right: number): number => Math.fround(left / Math.fround(right));
const power = (base: number, exponent: number): number => base ** exponent;

/** Best first; equal scores keep their order. A plain difference would be NaN between two infinities. */
const byScore = (left: Hypothesis, right: Hypothesis): number =>
  left.score === right.score ? 0 : right.score - left.score;

interface TokenChoice {
  beam: number;
  token: number;
  score: number;
}

/** The best continuations of all hypotheses; of equal ones, the earlier. */
function largest(
  running: readonly Hypothesis[],
  next: readonly NextToken[],
  count: number,
): TokenChoice[] {
  const best: TokenChoice[] = [];
  let least = Number.NEGATIVE_INFINITY;
  running.forEach(({ score: sum }, beam) => {
    const { scores } = next[beam] as NextToken;
    for (let token = 0; token < scores.length; token++) {
      const score = add(sum, scores[token] as number);
      if (best.length === count && score <= least) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1] as TokenChoice).score < score) place--;
      best.splice(place, 0, { beam, token, score });
      if (best.length > count) best.pop();
      least = (best.at(-1) as TokenChoice).score;
    }
  });
  return best;
}

function commonPrefix(hypotheses: readonly Hypothesis[]): readonly number[] {
  const [first, ...others] = hypotheses.map(({ tokens }) => tokens);
  if (!first) return [];
  let length = first.length;
  for (const tokens of others) {
    let same = 0;
    while (same < length && tokens[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}
