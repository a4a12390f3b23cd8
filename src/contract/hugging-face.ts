import * as z from "zod";

/** Summarization in the format of Hugging Face's Inference API. */

/** Maximum number of documents in one request. */
const MAX_INPUTS = 64;

/** An empty document is refused where its text is read, with this API's error. */
const filled = z.string().meta({ minLength: 1 });

const tokens = z.int().min(1).nullish();

const generation = {
  max_length: tokens.describe("Upper bound in tokens; a longer summary is cut."),
  max_new_tokens: tokens.describe("The same; max_length takes precedence."),
  min_length: z.int().min(0).nullish().describe("Lower bound in tokens, as far as the text goes."),
  num_beams: z.int().min(1).max(16).nullish(),
  early_stopping: z.union([z.boolean(), z.literal("never")]).nullish(),
};

/** Members that control a sampler have no meaning here and are ignored. */
export const huggingFaceRequest = z
  .object({
    inputs: z
      .union([filled, z.array(filled).min(1).max(MAX_INPUTS)])
      .describe("The document, or several; each has its own receipt."),
    parameters: z
      .object({
        ...generation,
        generate_parameters: z
          .object(generation)
          .nullish()
          .describe("The same; these take precedence."),
      })
      .nullish(),
  })
  .meta({ id: "HuggingFaceRequest" });

export const huggingFaceAnswer = z
  .array(z.strictObject({ summary_text: z.string() }))
  .meta({ id: "HuggingFaceAnswer" });

export const huggingFaceError = z
  .strictObject({ error: z.string() })
  .meta({ id: "HuggingFaceError" });
