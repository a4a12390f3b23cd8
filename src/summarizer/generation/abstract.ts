import type { Run } from "../extract/graph.ts";
import { salience } from "../extract/salience.ts";
import type { Document, Sentence } from "../text/document.ts";
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

/** A summary in words of the model's own. */
export interface Abstract {
  summary: string;
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

/**
 * Extract, then write: a document that the writer can read goes to it whole; of a longer one it reads
 * the most salient sentences, in their order, as many as fit.
 */
export async function abstract(
  document: Document,
  options: AbstractOptions,
  writer: Seq2Seq,
  run: Run,
  following: GenerateOptions & Pick<WriteOptions, "onText"> = {},
): Promise<Abstract> {
  const { language } = document;
  const isWhole = !writer.encode(document.text, language).isTruncated;
  const sentences = isWhole
    ? document.sentences
    : await choose(document, writer, await salience(document, run));
  const text = isWhole ? document.text : textOf(document, sentences);
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
    inputTokens: written.inputTokens,
    outputTokens: tokens.length - Number(written.isEnded),
    steps: written.steps,
    meanLogProbability: Math.min(0, mean(logProbabilities)),
    sentencesRead: sentences.length,
    isTruncated: written.isTruncated,
  };
}

/** The best sentences that fit together, in document order; the best one, cut, if none does. */
async function choose(
  document: Document,
  writer: Seq2Seq,
  scores: Float32Array,
): Promise<Sentence[]> {
  const { sentences, language } = document;
  const tokensOf = (text: string) => writer.encode(text, language).ids.length;
  const special = tokensOf("");
  const order = sentences
    .map((_, index) => index)
    .sort((one, other) => (scores[other] as number) - (scores[one] as number));
  const chosen: number[] = [];
  let room = writer.maxInputTokens - special;
  let misfits = 0;
  for (const index of order) {
    // A space may cost a token of its own.
    const cost = tokensOf(textOf(document, [sentences[index] as Sentence])) - special + 1;
    if (cost <= room) {
      chosen.push(index);
      room -= cost;
    } else if (++misfits === MAX_MISFITS) break;
  }
  if (chosen.length === 0) chosen.push(order[0] as number);
  return chosen.sort((one, other) => one - other).map((index) => sentences[index] as Sentence);
}

const textOf = ({ text, language }: Document, sentences: readonly Sentence[]): string =>
  sentences
    .map(({ start, end }) => text.slice(start, end))
    .join(RULES[language].isSpaced ? " " : "");

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
