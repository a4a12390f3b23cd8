import type * as z from "zod";
import type { responsesAnswer, responsesEvent } from "../../../contract/openai.ts";
import { finishReasonOf, receiptIn, type Spoken } from "./completion.ts";

/** Answers of `/v1/responses`, in the shape of OpenAI's API. */

type ResponsesAnswer = z.infer<typeof responsesAnswer>;
type OutputMessage = ResponsesAnswer["output"][number];
type ResponsesEvent = z.infer<typeof responsesEvent>;

/** A whole response; `instructions` are returned as the caller sent them. */
export function toResponse(spoken: Spoken, instructions: string | null): ResponsesAnswer {
  const { answer } = spoken;
  const isCut = finishReasonOf(answer) === "length";
  const { input_tokens, output_tokens } = answer.usage;
  return {
    ...begun(spoken, instructions),
    status: isCut ? "incomplete" : "completed",
    incomplete_details: isCut ? { reason: "max_output_tokens" } : null,
    output: [messageOf(spoken)],
    usage: {
      input_tokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input_tokens + output_tokens,
    },
    x_greengist: receiptIn(answer),
  };
}

/** The numbered events of a streamed response: its parts open, the text arrives piece by piece, its parts close. */
export function* eventsOf(spoken: Spoken, instructions: string | null): Generator<ResponsesEvent> {
  let number = 0;
  const event = (type: string, members: object): ResponsesEvent => ({
    type: `response.${type}`,
    sequence_number: number++,
    ...members,
  });
  const whole = toResponse(spoken, instructions);
  const start = begun(spoken, instructions);
  const message = messageOf(spoken);
  const [text] = message.content as [OutputMessage["content"][number]];
  const place = { item_id: message.id, output_index: 0, content_index: 0 };
  yield event("created", { response: start });
  yield event("in_progress", { response: start });
  yield event("output_item.added", {
    output_index: 0,
    item: { ...message, status: "in_progress", content: [] },
  });
  yield event("content_part.added", { ...place, part: { ...text, text: "" } });
  for (const delta of spoken.pieces) {
    yield event("output_text.delta", { ...place, delta, logprobs: [] });
  }
  yield event("output_text.done", { ...place, text: text.text, logprobs: [] });
  yield event("content_part.done", { ...place, part: text });
  yield event("output_item.done", { output_index: 0, item: message });
  yield event(whole.status, { response: whole });
}

const begun = ({ answer, createdMs }: Spoken, instructions: string | null): ResponsesAnswer => ({
  id: `resp_${answer.id}`,
  object: "response",
  created_at: Math.floor(createdMs / 1000),
  status: "in_progress",
  background: false,
  error: null,
  incomplete_details: null,
  instructions,
  metadata: {},
  model: answer.model.name,
  output: [],
  parallel_tool_calls: false,
  previous_response_id: null,
  store: false,
  temperature: null,
  text: { format: { type: "text" } },
  tool_choice: "none",
  tools: [],
  top_p: null,
  usage: null,
});

const messageOf = ({ answer, pieces }: Spoken): OutputMessage => ({
  type: "message",
  id: `msg_${answer.id}`,
  status: finishReasonOf(answer) === "length" ? "incomplete" : "completed",
  role: "assistant",
  content: [{ type: "output_text", text: pieces.join(""), annotations: [], logprobs: [] }],
});
