import type * as z from "zod";
import type { chunk, completion } from "../../contract/openai.ts";
import type { SummaryAnswer } from "../../contract/summary.ts";
import { piecesOf } from "../output/pieces.ts";

/** What a chat completion answers, in the shape of OpenAI's API. */

const headOf = (answer: SummaryAnswer, createdMs: number) => ({
  id: `chatcmpl-${answer.id}`,
  created: Math.floor(createdMs / 1000),
  model: answer.model.name,
});

const usageOf = ({ usage: { input_tokens, output_tokens } }: SummaryAnswer) => ({
  prompt_tokens: input_tokens,
  completion_tokens: output_tokens,
  total_tokens: input_tokens + output_tokens,
});

const finishReasonOf = ({ sentences }: SummaryAnswer) =>
  sentences.some(({ cut }) => cut) ? "length" : "stop";

/** A whole completion; `createdMs` since the epoch. */
export const toCompletion = (
  answer: SummaryAnswer,
  createdMs: number,
): z.infer<typeof completion> => ({
  ...headOf(answer, createdMs),
  object: "chat.completion",
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: answer.summary, refusal: null },
      logprobs: null,
      finish_reason: finishReasonOf(answer),
    },
  ],
  usage: usageOf(answer),
});

/** The chunks of a streamed completion: one a sentence, the end, and the usage where it is wanted. */
export function* chunksOf(
  answer: SummaryAnswer,
  createdMs: number,
  includeUsage: boolean,
): Generator<z.infer<typeof chunk>> {
  const head = { ...headOf(answer, createdMs), object: "chat.completion.chunk" as const };
  const choice = { index: 0 as const, logprobs: null, finish_reason: null };
  const unknown = includeUsage ? { usage: null } : {};
  const [first = "", ...rest] = piecesOf(answer);
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
  };
  if (includeUsage) yield { ...head, choices: [], usage: usageOf(answer) };
}
