import * as z from "zod";

/** Chat completions in the shapes of OpenAI's API. */

const part = z.looseObject({ type: z.string(), text: z.string().optional() });

const message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
  content: z.union([z.string(), z.array(part)]).nullish(),
});

const tokens = z.int().min(1).nullish();

const none = (what: string) =>
  z.array(z.unknown()).max(0, `is not supported: ${what}`).nullish().describe("None.");

/** What has no meaning here (temperature, seed, ...) is accepted and ignored. */
export const chatRequest = z
  .object({
    model: z.string().min(1).describe("One of `GET /v1/models`."),
    messages: z
      .array(message)
      .min(1)
      .describe("The last user message is the document; the system message holds instructions."),
    max_completion_tokens: tokens.describe("Upper bound; a summary that is longer is cut."),
    max_tokens: tokens.describe("The same, by its old name."),
    stream: z.boolean().nullish(),
    stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
    n: z.literal(1, "is not supported but as 1: there is one best summary").nullish(),
    tools: none("a summarizer calls no tools"),
    functions: none("a summarizer calls no functions"),
    logprobs: z.literal(false, "is not supported").nullish(),
    response_format: z
      .object({ type: z.literal("text", 'is not supported but as "text"') })
      .nullish(),
  })
  .meta({ id: "ChatCompletionRequest" });

export type ChatRequest = z.infer<typeof chatRequest>;

const usage = z.strictObject({
  prompt_tokens: z.int().describe("Of the document, by the model's own tokenizer."),
  completion_tokens: z.int(),
  total_tokens: z.int(),
});
const finishReason = z.enum(["stop", "length"]).describe("`length` where the summary was cut.");

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
  })
  .meta({ id: "ChatCompletion" });

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
    usage: usage.nullish().describe("Where asked for: null, and in the last chunk the figures."),
  })
  .meta({ id: "ChatCompletionChunk" });

const model = z.strictObject({
  id: z.string(),
  object: z.literal("model"),
  created: z.int(),
  owned_by: z.literal("greengist"),
});

export const modelAnswer = model.meta({ id: "Model" });
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
