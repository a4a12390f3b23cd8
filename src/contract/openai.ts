import * as z from "zod";
import { emissions } from "./emissions.ts";
import { FORMATS, LENGTHS, MODES } from "./options.ts";

/** Chat completions in the format of OpenAI's API. */

const part = z.looseObject({ type: z.string(), text: z.string().optional() });

const message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
});

const tokens = z.int().min(1).nullish();

const none = (what: string) =>
  z.array(z.unknown()).max(0, `is not supported: ${what}`).nullish().describe("None.");

/**
 * Our own fields, which clients send beside OpenAI's (`extra_body`, `providerOptions`). They win over requests in the
 * text.
 */
const ours = {
  length: z.enum(LENGTHS).nullish(),
  mode: z.enum(["auto", ...MODES]).nullish(),
  format: z.enum(FORMATS).nullish(),
  query: z.string().max(1_000).nullish().describe("Favors sentences that answer it."),
  region: z.string().min(1).max(64).nullish(),
};

const schema = z.record(z.string(), z.unknown());
/** The schema of `response_format` and of `text.format`. */
const jsonFormat = [
  z.looseObject({ type: z.literal("text") }),
  z.looseObject({ type: z.literal("json_object") }),
] as const;

const one = z.literal(1, "is only supported as 1: there is one best summary").nullish();
const model = z
  .string()
  .min(1)
  .describe(
    "One of `GET /v1/models`; any other name means `greengist`. The answer names the model that ran.",
  );
const stream = {
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
};

/** Fields without a meaning here (temperature, seed, ...) are accepted and ignored. */
export const chatRequest = z
  .object({
    model,
    messages: z
      .array(message)
      .min(1)
      .describe("Instructions and the document, in any order; the last document is summarized."),
    max_completion_tokens: tokens.describe("Upper bound; a longer summary is cut."),
    max_tokens: tokens.describe("The same, under its old name."),
    ...stream,
    n: one,
    tools: none("a summarizer does not call tools"),
    functions: none("a summarizer does not call functions"),
    logprobs: z.literal(false, "is not supported: a summary is chosen, not sampled").nullish(),
    response_format: z
      .discriminatedUnion("type", [
        ...jsonFormat,
        z.looseObject({
          type: z.literal("json_schema"),
          json_schema: z.looseObject({ schema: schema.optional() }),
        }),
      ])
      .nullish()
      .describe(
        "JSON with `summary`, `key_points` and `title`, or with those of them that a schema asks for.",
      ),
    ...ours,
  })
  .meta({ id: "ChatCompletionRequest" });

/** The older completions API. */
export const completionRequest = z
  .object({
    model,
    prompt: z
      .union([
        z.string().meta({ minLength: 1 }),
        z
          .array(z.string())
          .length(1, "must be one prompt")
          .transform(([only = ""]) => only),
      ])
      .describe("Instructions and the document, in any order."),
    max_tokens: tokens.describe("Upper bound; a longer summary is cut."),
    ...stream,
    n: one,
    best_of: one,
    logprobs: z.null("is not supported: a summary is chosen, not sampled").optional(),
    echo: z.literal(false, "is not supported").nullish(),
    ...ours,
  })
  .meta({ id: "CompletionRequest" });

const inputItem = z.looseObject({
  type: z.literal("message", "only messages are supported").optional(),
  role: z.enum(["system", "developer", "user", "assistant"]),
  content: z.union([z.string(), z.array(part)]),
});

export const responsesRequest = z
  .object({
    model,
    input: z
      .union([z.string(), z.array(inputItem).min(1)])
      .describe("Instructions and the document, in any order."),
    instructions: z.string().nullish().describe("Treated as a system message."),
    max_output_tokens: tokens.describe("Upper bound; a longer summary is cut."),
    stream: z.boolean().nullish(),
    previous_response_id: z
      .null("is not supported: nothing is stored; send the document again")
      .optional(),
    conversation: z.null("is not supported: nothing is stored; send the document again").optional(),
    background: z.literal(false, "is not supported").nullish(),
    tools: none("a summarizer does not call tools"),
    text: z
      .looseObject({
        format: z
          .discriminatedUnion("type", [
            ...jsonFormat,
            z.looseObject({ type: z.literal("json_schema"), schema: schema.optional() }),
          ])
          .nullish(),
      })
      .nullish(),
    ...ours,
  })
  .meta({ id: "ResponsesRequest" });

export type CompletionRequest = z.infer<typeof completionRequest>;
export type ResponsesRequest = z.infer<typeof responsesRequest>;
export type OurFields = Pick<ChatRequest, keyof typeof ours>;
export type ChatRequest = z.infer<typeof chatRequest>;

/** The receipt, included in every answer of this API. */
const receipt = z.strictObject({ id: z.string(), mode: z.enum(MODES), emissions }).meta({
  id: "OpenAiReceipt",
  description: "The model and mode that ran, and the carbon receipt.",
});

const usage = z.strictObject({
  prompt_tokens: z.int().describe("Tokens of the document, by the model's own tokenizer."),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
const finishReason = z.enum(["stop", "length"]).describe("`length` if the summary was cut.");

export const completion = z
  .strictObject({
    id: z.string(),
    object: z.literal("chat.completion"),
    created: z.int().describe("Seconds since the epoch."),
    model: z.string().describe("The model that ran."),
    choices: z.tuple([
      z.strictObject({
        index: z.literal(0),
        message: z.strictObject({
          role: z.literal("assistant"),
          content: z.string(),
          refusal: z.null(),
        }),
        logprobs: z.null(),
        finish_reason: finishReason,
      }),
    ]),
    usage,
    x_greengist: receipt,
  })
  .meta({ id: "ChatCompletion" });

/** An answer of the older completions API, whole or as a chunk of a stream. */
export const textCompletion = z
  .strictObject({
    id: z.string(),
    object: z.literal("text_completion"),
    created: z.int(),
    model: z.string(),
    choices: z
      .array(
        z.strictObject({
          index: z.literal(0),
          text: z.string(),
          logprobs: z.null(),
          finish_reason: finishReason.nullable(),
        }),
      )
      .max(1),
    usage: usage.nullish(),
    x_greengist: receipt.optional(),
  })
  .meta({ id: "TextCompletion" });

const outputText = z.strictObject({
  type: z.literal("output_text"),
  text: z.string(),
  annotations: z.array(z.never()),
  logprobs: z.array(z.never()),
});
const outputMessage = z.strictObject({
  type: z.literal("message"),
  id: z.string(),
  status: z.enum(["in_progress", "completed", "incomplete"]),
  role: z.literal("assistant"),
  content: z.array(outputText).max(1),
});

export const responsesAnswer = z
  .looseObject({
    id: z.string(),
    object: z.literal("response"),
    created_at: z.int().describe("Seconds since the epoch."),
    status: z.enum(["in_progress", "completed", "incomplete"]),
    incomplete_details: z.strictObject({ reason: z.literal("max_output_tokens") }).nullable(),
    model: z.string().describe("The model that ran."),
    output: z.array(outputMessage).max(1),
    usage: z
      .looseObject({ input_tokens: z.int(), output_tokens: z.int(), total_tokens: z.int() })
      .nullable(),
    x_greengist: receipt.optional(),
  })
  .meta({ id: "ResponsesAnswer" });

/** An event of a streamed response; `type` names its kind. */
export const responsesEvent = z
  .looseObject({ type: z.string(), sequence_number: z.int() })
  .meta({ id: "ResponsesEvent" });

export const chunk = z
  .strictObject({
    id: z.string(),
    object: z.literal("chat.completion.chunk"),
    created: z.int(),
    model: z.string(),
    choices: z
      .array(
        z.strictObject({
          index: z.literal(0),
          delta: z.strictObject({
            role: z.literal("assistant").optional(),
            content: z.string().optional(),
          }),
          logprobs: z.null(),
          finish_reason: finishReason.nullable(),
        }),
      )
      .max(1),
    usage: usage.nullish().describe("If requested: null, and the figures in the last chunk."),
    x_greengist: receipt.optional().describe("In the chunk that ends the summary."),
  })
  .meta({ id: "ChatCompletionChunk" });

const listedModel = z.strictObject({
  id: z.string(),
  object: z.literal("model"),
  created: z.int(),
  owned_by: z.literal("greengist"),
});

export const modelAnswer = listedModel.meta({ id: "Model" });
export const modelList = z
  .strictObject({ object: z.literal("list"), data: z.array(modelAnswer) })
  .meta({ id: "ModelList" });

export const openAiError = z
  .strictObject({
    error: z.strictObject({
      message: z.string(),
      type: z.string(),
      param: z.string().nullable(),
      code: z.string().nullable(),
    }),
  })
  .meta({ id: "OpenAiError" });
