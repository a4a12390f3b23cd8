import type * as z from "zod";
import type { chunk, completion, textCompletion } from "../../../contract/openai.ts";
import type { SummaryAnswer } from "../../../contract/summary.ts";

/** Answers of chat completions and of the older completions, in the shapes of OpenAI's API. */

/** A summary to return as a completion. */
export interface Spoken {
  answer: SummaryAnswer;
  /** The summary, or its JSON form, in the pieces that a stream sends. */
  pieces: string[];
  /** Milliseconds since the epoch. */
  createdMs: number;
}

type FinishReason = "stop" | "length";

export const finishReasonOf = ({ sentences }: Pick<SummaryAnswer, "sentences">): FinishReason =>
  sentences.some(({ cut }) => cut) ? "length" : "stop";

/** The receipt, as included in every answer of this API. */
export const receiptIn = ({ id, mode, emissions }: SummaryAnswer) => ({
  id,
  mode: mode.used,
  emissions,
});

const headOf = ({ answer, createdMs }: Spoken, prefix: string) => ({
  id: `${prefix}-${answer.id}`,
  created: Math.floor(createdMs / 1000),
  model: answer.model.name,
});

const usageOf = ({ usage: { input_tokens, output_tokens } }: SummaryAnswer) => ({
  prompt_tokens: input_tokens,
  completion_tokens: output_tokens,
  total_tokens: input_tokens + output_tokens,
});

/** A whole chat completion. */
export const toCompletion = (spoken: Spoken): z.infer<typeof completion> => ({
  ...headOf(spoken, "chatcmpl"),
  object: "chat.completion",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: spoken.pieces.join(""), refusal: null },
      logprobs: null,
      finish_reason: finishReasonOf(spoken.answer),
    },
  ],
  usage: usageOf(spoken.answer),
  x_greengist: receiptIn(spoken.answer),
});

/** The chunks of a streamed chat completion: one per piece, the end, and the usage if it was requested. */
export function* chunksOf(spoken: Spoken, includeUsage: boolean): Generator<z.infer<typeof chunk>> {
  const { answer, pieces } = spoken;
  const head = { ...headOf(spoken, "chatcmpl"), object: "chat.completion.chunk" as const };
  const choice = { index: 0 as const, logprobs: null, finish_reason: null };
  const unknown = includeUsage ? { usage: null } : {};
  const [first = "", ...rest] = pieces;
  yield {
    ...head,
    choices: [{ ...choice, delta: { role: "assistant", content: first } }],
    ...unknown,
  };
  for (const content of rest)
    yield { ...head, choices: [{ ...choice, delta: { content } }], ...unknown };
  yield {
    ...head,
    choices: [{ ...choice, delta: {}, finish_reason: finishReasonOf(answer) }],
    ...unknown,
    x_greengist: receiptIn(answer),
  };
  if (includeUsage) yield { ...head, choices: [], usage: usageOf(answer) };
}

/** A whole completion of the older kind. */
export const toTextCompletion = (spoken: Spoken): z.infer<typeof textCompletion> => ({
  ...headOf(spoken, "cmpl"),
  object: "text_completion",
  choices: [
    {
      index: 0,
      text: spoken.pieces.join(""),
      logprobs: null,
      finish_reason: finishReasonOf(spoken.answer),
    },
  ],
  usage: usageOf(spoken.answer),
  x_greengist: receiptIn(spoken.answer),
});

/** The chunks of a streamed completion of the older kind. */
export function* textChunksOf(
  spoken: Spoken,
  includeUsage: boolean,
): Generator<z.infer<typeof textCompletion>> {
  const { answer, pieces } = spoken;
  const head = { ...headOf(spoken, "cmpl"), object: "text_completion" as const };
  for (const [at, text] of pieces.entries()) {
    const isLast = at === pieces.length - 1;
    yield {
      ...head,
      choices: [
        { index: 0, text, logprobs: null, finish_reason: isLast ? finishReasonOf(answer) : null },
      ],
      ...(isLast && { x_greengist: receiptIn(answer) }),
    };
  }
  if (includeUsage) yield { ...head, choices: [], usage: usageOf(answer) };
}
