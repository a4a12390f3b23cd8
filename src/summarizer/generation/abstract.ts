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
  /** Bounds of what is written, without what marks its end. */
  minTokens: number;
  maxTokens: number;
  task?: Task | undefined;
}

/** A sentence for a writer to read. */
export interface Passage {
  sentence: string;
  /** The sentence before it, where a writer is to know it. */
  before?: string | undefined;
  /** Its place in the document; passages are written about in this order. */
  at: number;
}

/** A summary in words of the model's own. */
export interface Abstract {
  summary: string;
  /** What else the writer had in mind, best first; none for greedy decoding. */
  alternatives: readonly string[];
  /** The writer's tokens: those it read, those it wrote, and runs of its decoder. */
  inputTokens: number;
  outputTokens: number;
  steps: number;
  /** Natural logarithm, mean over what was written: how sure the writer was. */
  meanLogProbability: number;
  /** Sentences of the document that the writer read. */
  sentencesRead: number;
  /** Whether a sentence was cut. */
  isTruncated: boolean;
}

/** Sentences that may be too long for the room left before the search for shorter ones ends. */
const MAX_MISFITS = 32;

/** Tokens to offer for each that a writer reads: its tokenizer is not nano's, and may need fewer. */
const SPARE = 1.25;

/** Chooses the sentences, and has them written about. */
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

/** The most salient sentences, best first, a little more than a writer of `inputTokens` can read. */
export async function passagesOf(
  document: Document,
  nano: Runnable,
  inputTokens: number,
): Promise<Passage[]> {
  const scores = await salience(document, nano);
  const order = document.sentences
    .map((_, at) => at)
    .sort((one, other) => (scores[other] as number) - (scores[one] as number) || one - other);
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

/** Writes about as many passages as the writer can read, the first ones first; cuts only a single one. */
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

/** Rewrites each passage by itself, in their order; the writer sees nothing else of the text. */
export async function writeEach(
  passages: readonly Passage[],
  language: Language,
  options: AbstractOptions,
  writer: Seq2Seq,
  following: GenerateOptions & { onAbstract?: (abstract: Abstract) => void | Promise<void> } = {},
): Promise<Abstract[]> {
  const abstracts: Abstract[] = [];
  const { onAbstract, ...generating } = following;
  for (const passage of passages) {
    const made = await writeAbout([passage], language, options, writer, generating);
    await onAbstract?.(made);
    abstracts.push(made);
  }
  return abstracts;
}

/** Those that fit together, in document order; the first one, to be cut, if none does. */
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
    // A space may cost a token of its own.
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
