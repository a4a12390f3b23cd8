import * as z from "zod";
import { emissions, usage } from "./emissions.ts";
import { placement } from "./placement.ts";

/** What `POST /v1/summarize` answers, as a whole and as a stream. */

export const sentence = z
  .strictObject({
    text: z.string(),
    start: z.int().min(0).describe("Offset into the text, in UTF-16 code units."),
    end: z.int().min(0),
    score: z.number().describe("Salience, 0 to 1."),
    cut: z.literal(true).optional().describe("Only where it was cut to keep to max_length."),
  })
  .meta({ id: "Sentence", description: "A sentence of the document, whole unless it says `cut`." });

export const summaryAnswer = z
  .strictObject({
    id: z.string().describe("Also in X-Request-Id; the receipt is kept under it."),
    summary: z.string(),
    language: z.enum(["en", "zh"]),
    truncated: z.boolean().describe("Whether part of the document was too long to be read."),
    sentences: z.array(sentence).describe("What the summary is made of, in document order."),
    model: z.strictObject({ name: z.string(), version: z.string(), quantization: z.string() }),
    usage,
    placement,
    emissions,
  })
  .meta({ id: "Summary" });

export type SentenceJson = z.infer<typeof sentence>;
export type SummaryAnswer = z.infer<typeof summaryAnswer>;
