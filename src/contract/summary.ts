import * as z from "zod";
import { emissions, usage } from "./emissions.ts";
import { placement } from "./placement.ts";
import { problem } from "./service.ts";

/** What `POST /v1/summarize` answers, as a whole and as a stream. */

export const sentence = z
  .strictObject({
    text: z.string(),
    start: z.int().min(0).describe("Offset into the text, in UTF-16 code units."),
    end: z.int().min(0),
    score: z.number().describe("Salience, 0 to 1."),
    kept: z
      .array(z.tuple([z.int().min(0), z.int().min(0)]))
      .optional()
      .describe("Only where it was trimmed: the parts of the text that it is made of."),
    cut: z.literal(true).optional().describe("Only where it was cut to keep to max_length."),
  })
  .meta({ id: "Sentence", description: "A sentence of the document, whole unless it says `cut`." });

/** What a document was before it was text. */
export const source = z
  .strictObject({
    kind: z.enum(["html", "markdown", "url"]),
    title: z.string().optional(),
    url: z.string().optional().describe("Where the page was found in the end."),
    text: z.string().describe("What was summarized; the offsets of sentences refer to it."),
  })
  .meta({ id: "Source", description: "Only where the document did not come as text." });

export const summaryAnswer = z
  .strictObject({
    id: z.string().describe("Also in X-Request-Id; the receipt is kept under it."),
    summary: z.string(),
    language: z.enum(["en", "zh"]),
    truncated: z.boolean().describe("Whether part of the document was too long to be read."),
    sentences: z.array(sentence).describe("What the summary is made of, in document order."),
    mode: z.strictObject({
      asked: z.enum(["auto", "extractive", "abstractive"]),
      used: z.enum(["extractive", "abstractive"]),
      reason: z.string().describe("Why, in one plain sentence; says so where it fell back."),
    }),
    model: z.strictObject({
      name: z.string(),
      version: z.string(),
      quantization: z.string(),
      reason: z.string().describe("Why this one."),
    }),
    source: source.optional(),
    usage,
    placement,
    emissions,
  })
  .meta({ id: "Summary" });

/** One of several documents: a batch, or a line of NDJSON. */
export const batchResult = z
  .union([
    summaryAnswer.extend({ index: z.int().min(0), status: z.literal(200) }),
    z.strictObject({ index: z.int().min(0), status: z.int().min(400), problem }),
  ])
  .meta({ id: "Result" });

export const batchAnswer = z
  .strictObject({ results: z.array(batchResult) })
  .meta({ id: "Results" });

export type SentenceJson = z.infer<typeof sentence>;
export type SummaryAnswer = z.infer<typeof summaryAnswer>;
