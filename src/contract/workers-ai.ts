import * as z from "zod";

/** Summarization in the format of the Workers AI REST API. */

export const WORKERS_AI_MODEL = "@cf/facebook/bart-large-cnn";

export const workersAiRequest = z
  .object({
    input_text: z.string().meta({ minLength: 1, description: "The document." }),
    max_length: z
      .int()
      .min(1)
      .nullish()
      .describe("Upper bound in tokens; a longer summary is cut."),
  })
  .meta({ id: "WorkersAiRequest" });

const messages = z.array(z.strictObject({ code: z.int(), message: z.string() }));

export const workersAiAnswer = z
  .strictObject({
    result: z.strictObject({ summary: z.string() }),
    success: z.literal(true),
    errors: messages,
    messages,
  })
  .meta({ id: "WorkersAiAnswer" });

export const workersAiError = z
  .strictObject({ result: z.null(), success: z.literal(false), errors: messages, messages })
  .meta({ id: "WorkersAiError" });
