import { weighted } from "../extract/extract.ts";
import { salience } from "../extract/salience.ts";
import type { Runnable } from "../models/graph.ts";
import type { Document } from "../text/document.ts";
import type { Language } from "../text/language.ts";
import { RULES } from "../text/languages/index.ts";
import type { GenerateOptions } from "./generate.ts";
import type { Seq2Seq, Task, WriteOptions } from "./model.ts";

export interface AbstractOptions {
  numBeams: number;
  earlyStopping: boolean | "never";
  /** Bounds on the generated tokens, not counting the end marker. */
  minTokens: number;
  maxTokens: number;
  task?: Task | undefined;
}

/** A sentence for a writer to read. */
export interface Passage {
  sentence: string;
  /** The sentence before it, if the writer should read it as context. */
  before?: string | undefined;
  /** Its position in the document; passages are written about in this order. */
  at: number;
}

/** A summary in the model's own words. */
export interface Abstract {
  summary: string;
  /** The other beams, best first; empty for greedy decoding. */
  alternatives: readonly string[];
  /** Number of tokens that the writer read and wrote, and of runs of its decoder. */
  inputTokens: number;
  outputTokens: number;
  steps: number;
  /** Mean natural logarithm of the probability over the written tokens: how confident the writer was. */
  meanLogProbability: number;
  /** Number of sentences of the document that the writer read. */
  sentencesRead: number;
  /** Whether a sentence was cut. */
  isTruncated: boolean;
}

/** After this number of sentences that do not fit into the remaining room, the search for shorter ones ends. */
const MAX_MISFITS = 32;

/** Tokens to offer for each token that a writer reads, because its tokenizer differs from nano's and may need fewer. */
const SPARE = 1.25;

/** Chooses the sentences and has the writer summarize them. */
export async function abstract(
  document: Document,
  options: AbstractOptions,
  writer: Seq2Seq,
  nano: Runnable,
  following: GenerateOptions & Pick<WriteOptions, "onText"> = {},
): Promise<Abstract> {
  const passages = await passagesOf(document, nano, writer.maxInputTokens);
  return writeAbout(passages, document.language, options, writer, following);
}

/** The most salient sentences, best first, slightly more than a writer that reads `inputTokens` tokens can read. */
export async function passagesOf(
  document: Document,
  nano: Runnable,
  inputTokens: number,
): Promise<Passage[]> {
  const scores = weighted(document, await salience(document, nano), Number.POSITIVE_INFINITY);
  const all = document.sentences.map((_, at) => at);
  const said = all.filter((at) => !document.sentences[at]?.boilerplate);
  const order = (said.length > 0 ? said : all).sort(
    (one, other) => (scores[other] as number) - (scores[one] as number) || one - other,
  );
  const passages: Passage[] = [];
  let room = SPARE * inputTokens;
  for (const at of order) {
    const { start, end, ids } = document.sentences[at] as Document["sentences"][number];
    if (passages.length > 0 && ids.length > room) continue;
    passages.push({ sentence: document.text.slice(start, end), at });
    room -= ids.length;
  }
  return passages;
}

/**
 * Writes about as many passages as the writer can read, in order of rank. A passage is cut only if it is the only one.
 */
export async function writeAbout(
  passages: readonly Passage[],
  language: Language,
  options: AbstractOptions,
  writer: Seq2Seq,
  following: GenerateOptions & Pick<WriteOptions, "onText"> = {},
): Promise<Abstract> {
  const chosen = fitting(passages, language, writer);
  const text = textOf(chosen, language);
  const written = await writer.write(text, {
    ...following,
    language,
    task: options.task,
    settings: {
      num_beams: options.numBeams,
      early_stopping: options.earlyStopping,
      min_new_tokens: options.minTokens,
      max_new_tokens: options.maxTokens,
    },
  });
  const { tokens, logProbabilities } = written;
  return {
    summary: written.text,
    alternatives: written.alternatives
      .map((one) => writer.decode(one).trim())
      .filter((text, at, all) => text !== written.text && all.indexOf(text) === at),
    inputTokens: written.inputTokens,
    outputTokens: tokens.length - Number(written.isEnded),
    steps: written.steps,
    meanLogProbability: Math.min(0, mean(logProbabilities)),
    sentencesRead: chosen.length,
    isTruncated: written.isTruncated,
  };
}

/** Writes several texts in order, each about its own passages. The writer sees no other part of the document. */
export async function writeEach(
  texts: readonly (readonly Passage[])[],
  language: Language,
  options: AbstractOptions,
  writer: Seq2Seq,
  following: GenerateOptions & { onAbstract?: (abstract: Abstract) => void | Promise<void> } = {},
): Promise<Abstract[]> {
  const abstracts: Abstract[] = [];
  const { onAbstract, ...generating } = following;
  for (const passages of texts) {
    const made = await writeAbout(passages, language, options, writer, generating);
    await onAbstract?.(made);
    abstracts.push(made);
  }
  return abstracts;
}

/** The passages that fit together, in document order. If none fits, the first one, which will be cut. */
function fitting(
  passages: readonly Passage[],
  language: Language,
  writer: Seq2Seq,
): readonly Passage[] {
  const all = inOrder(passages);
  if (!writer.encode(textOf(all, language), language).isTruncated) return all;
  const tokensOf = (text: string) => writer.encode(text, language).ids.length;
  const special = tokensOf("");
  const chosen: Passage[] = [];
  let room = writer.maxInputTokens - special;
  let misfits = 0;
  for (const passage of passages) {
    // A space may need its own token.
    const cost = tokensOf(passage.sentence) - special + 1;
    if (cost <= room) {
      chosen.push(passage);
      room -= cost;
    } else if (++misfits === MAX_MISFITS) break;
  }
  const [first] = passages;
  if (chosen.length === 0 && first) return [first];
  return inOrder(chosen);
}

const inOrder = (passages: readonly Passage[]): Passage[] =>
  passages.toSorted((one, other) => one.at - other.at);

const textOf = (passages: readonly Passage[], language: Language): string =>
  passages.map(({ sentence }) => sentence).join(RULES[language].isSpaced ? " " : "");

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
