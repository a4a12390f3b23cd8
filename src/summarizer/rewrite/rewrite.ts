import type { WrittenLanguage } from "../../contract/language.ts";
import type { Seq2Seq } from "../generation/model.ts";
import { objectionTo } from "./checks.ts";

/** Where the text of a written sentence comes from. */
export const ORIGINS = ["rewritten", "trimmed", "whole"] as const;
export type Origin = (typeof ORIGINS)[number];

/** A sentence to write anew. */
export interface RewriteItem {
  sentence: string;
  /** The sentence before it, for the verifier to resolve what "it" and "the plan" are. */
  before?: string | undefined;
  /** A shorter form by the trimmer, if one is known. */
  trimmed?: string | undefined;
}

export interface Rewritten {
  text: string;
  how: Origin;
}

/** Judges whether candidates follow from a sentence. */
export interface Verifier {
  /** The least probability that a candidate may be shown with. */
  threshold: number;
  /** The probability that each candidate is fluent and follows from the sentence, 0 to 1, in their order. */
  judge(item: RewriteItem, candidates: readonly string[]): Promise<readonly number[]>;
}

export interface RewriteOptions {
  language: WrittenLanguage;
  numBeams: number;
  earlyStopping: boolean | "never";
  signal?: AbortSignal | undefined;
}

/** What the work came to, for its receipt. */
export interface RewriteWork {
  /** The writer's tokens read and decoder steps, summed over sentences; the pairs that were judged. */
  inputTokens: number;
  steps: number;
  judged: number;
}

/** Being shorter by a whole sentence outweighs this much probability. */
const BREVITY = 0.3;
/** A candidate this close to the sentence's length is not worth a risk. */
const MAX_LENGTH_RATIO = 0.92;

/**
 * Rewrites sentences one by one, after Chen and Bansal (ACL 2018): the writer offers its finished beams, hard checks
 * and the verifier refuse, and the best of what is left stands in for the sentence. A sentence for which nothing is
 * left stays whole, so that nothing is written without a source.
 */
export async function rewrite(
  items: readonly RewriteItem[],
  options: RewriteOptions,
  writer: Seq2Seq,
  verifier: Verifier,
): Promise<{ sentences: Rewritten[]; work: RewriteWork }> {
  const sentences: Rewritten[] = [];
  const work: RewriteWork = { inputTokens: 0, steps: 0, judged: 0 };
  for (const item of items) {
    options.signal?.throwIfAborted();
    const written = await candidatesOf(item, options, writer, work);
    const forms = new Map<string, Origin>();
    if (item.trimmed) forms.set(item.trimmed, "trimmed");
    for (const text of written) if (!forms.has(text)) forms.set(text, "rewritten");
    const candidates = [...forms.keys()].filter(
      (candidate) =>
        candidate.length <= MAX_LENGTH_RATIO * item.sentence.length &&
        objectionTo({ source: item.sentence, candidate, language: options.language }) === null,
    );
    work.judged += candidates.length;
    const best = await bestOf(item, candidates, verifier);
    sentences.push(
      best === undefined
        ? { text: item.sentence, how: "whole" }
        : { text: best, how: forms.get(best) as Origin },
    );
  }
  return { sentences, work };
}

/** The writer's finished beams for one sentence, as text; none where it cannot read all of the sentence. */
async function candidatesOf(
  { sentence }: RewriteItem,
  { language, numBeams, earlyStopping, signal }: RewriteOptions,
  writer: Seq2Seq,
  work: RewriteWork,
): Promise<string[]> {
  const { ids, isTruncated } = writer.encode(sentence, language);
  if (isTruncated) return [];
  const { tokens, alternatives, steps } = await writer.generate(ids, {
    language,
    ...(signal && { signal }),
    settings: {
      num_beams: numBeams,
      early_stopping: earlyStopping,
      min_new_tokens: Math.min(4, ids.length),
      max_new_tokens: ids.length,
    },
  });
  work.inputTokens += ids.length;
  work.steps += steps;
  return [...new Set([tokens, ...alternatives].map((one) => writer.decode(one).trim()))];
}

async function bestOf(
  item: RewriteItem,
  candidates: readonly string[],
  verifier: Verifier,
): Promise<string | undefined> {
  if (candidates.length === 0) return undefined;
  const probabilities = await verifier.judge(item, candidates);
  const worthOf = (at: number): number =>
    (probabilities[at] as number) -
    (BREVITY * (candidates[at] as string).length) / item.sentence.length;
  const [best] = candidates
    .map((_, at) => at)
    .filter((at) => (probabilities[at] as number) >= verifier.threshold)
    .sort((one, other) => worthOf(other) - worthOf(one));
  return best === undefined ? undefined : candidates[best];
}
