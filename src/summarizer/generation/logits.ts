import { type ResolvedSettings, SettingsError } from "./settings.ts";

/** The decoder returned a value that is not a number. */
export class InvalidLogitsError extends Error {
  constructor() {
    super("The model's logits are not numbers.");
    this.name = "InvalidLogitsError";
  }
}

/**
 * Natural logarithms of the probabilities that the logits stand for. Like `largest` in `beam.ts`, it sees every token of the
 * vocabulary for every beam and step, and plain loops take a third of the time of iterators and callbacks.
 */
export function logSoftmax(logits: Float32Array): Float32Array {
  const count = logits.length;
  let largest = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < count; token++) {
    const logit = logits[token] as number;
    if (logit > largest) largest = logit;
  }
  let sum = 0;
  for (let token = 0; token < count; token++) sum += Math.exp((logits[token] as number) - largest);
  const offset = largest + Math.log(sum);
  // One NaN or infinity anywhere makes the sum NaN.
  if (!Number.isFinite(offset)) throw new InvalidLogitsError();
  const logProbabilities = new Float32Array(count);
  for (let token = 0; token < count; token++)
    logProbabilities[token] = (logits[token] as number) - offset;
  return logProbabilities;
}

/**
 * Changes the scores of the next token in place; forbidden tokens become minus infinity. The rules and their order are
 * those of `transformers`. `sequence` begins with the decoder's start token.
 */
export function processScores(
  scores: Float32Array,
  sequence: readonly number[],
  settings: ResolvedSettings,
): void {
  penalizeRepetition(scores, sequence, settings.repetitionPenalty);
  for (const token of repeatedNgramEnds(sequence, settings.noRepeatNgramSize))
    forbid(scores, token);
  for (const word of settings.badWordsIds) forbidWord(scores, sequence, word, settings.eosTokenIds);
  if (sequence.length < settings.minLength) {
    for (const token of settings.eosTokenIds) forbid(scores, token);
  }
  if (settings.forcedBosTokenId !== null && sequence.length === 1) {
    force(scores, [settings.forcedBosTokenId], "forced_bos_token_id");
  }
  if (settings.forcedEosTokenIds.length > 0 && sequence.length === settings.maxLength - 1) {
    force(scores, settings.forcedEosTokenIds, "forced_eos_token_id");
  }
}

function penalizeRepetition(
  scores: Float32Array,
  sequence: readonly number[],
  penalty: number,
): void {
  if (penalty === 1) return;
  for (const token of new Set(sequence)) {
    const score = scores[token];
    if (score !== undefined) scores[token] = score < 0 ? score * penalty : score / penalty;
  }
}

/** Tokens that would complete an n-gram that already occurs in the sequence. */
function* repeatedNgramEnds(sequence: readonly number[], size: number): Iterable<number> {
  if (size === 0 || sequence.length < size) return;
  const tail = sequence.length - size + 1;
  for (let start = 0; start < tail; start++) {
    let same = 0;
    while (same < size - 1 && sequence[start + same] === sequence[tail + same]) same++;
    if (same === size - 1) yield sequence[start + same] as number;
  }
}

/**
 * Forbids the last token of a word once all tokens before it are written. The end of a sequence does not count as a
 * word.
 */
function forbidWord(
  scores: Float32Array,
  sequence: readonly number[],
  word: readonly number[],
  eosTokenIds: readonly number[],
): void {
  requireKnown(scores, word, "bad_words_ids");
  const last = word.at(-1) as number;
  if (word.length === 1 && eosTokenIds.includes(last)) return;
  const start = sequence.length - (word.length - 1);
  if (start < 0) return;
  if (word.slice(0, -1).every((token, index) => sequence[start + index] === token)) {
    forbid(scores, last);
  }
}

function forbid(scores: Float32Array, token: number): void {
  if (token < scores.length) scores[token] = Number.NEGATIVE_INFINITY;
}

function force(scores: Float32Array, tokens: readonly number[], field: string): void {
  requireKnown(scores, tokens, field);
  scores.fill(Number.NEGATIVE_INFINITY);
  for (const token of tokens) scores[token] = 0;
}

function requireKnown(scores: Float32Array, tokens: readonly number[], field: string): void {
  const unknown = tokens.find((token) => token >= scores.length);
  if (unknown === undefined) return;
  const text = `${field} names token ${unknown}; the model knows ${scores.length} tokens.`;
  throw new SettingsError(field, text);
}
