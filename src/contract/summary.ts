import * as z from "zod";
import { emissions, usage } from "./emissions.ts";
import { READ_LANGUAGES } from "./language.ts";
import { placement } from "./placement.ts";
import { problem } from "./service.ts";

/** Answers of `POST /v1/summarize`, whole and streamed. */

export const sentence = z
  .strictObject({
    text: z.string(),
    start: z.int().min(0).describe("Offset into the text, in UTF-16 code units."),
    end: z.int().min(0),
    score: z.number().describe("Salience, 0 to 1."),
    kept: z
      .array(z.tuple([z.int().min(0), z.int().min(0)]))
      .optional()
      .describe("Only for a trimmed sentence: the ranges of the text that it consists of."),
    how: z
      .enum(["rewritten", "trimmed", "whole"])
      .optional()
      .describe(
        "Only in a written summary: whether a model rewrote the sentence, a rule shortened it, or it stands as it was.",
      ),
    cut: z.literal(true).optional().describe("Present only if it was cut to fit max_length."),
  })
  .meta({
    id: "Sentence",
    description: "A sentence of the document; whole unless `kept`, `cut` or `how` says otherwise.",
  });

/** The document before its conversion to text. */
export const source = z
  .strictObject({
    kind: z.enum(["html", "markdown", "url"]),
    title: z.string().optional(),
    url: z.string().optional().describe("URL after redirects."),
    text: z.string().describe("The text that was summarized; offsets of sentences refer to it."),
  })
  .meta({ id: "Source", description: "Only for documents that were not sent as text." });

const usedMode = z
  .strictObject({
    asked: z.enum(["auto", "extractive", "abstractive"]),
    used: z.enum(["extractive", "abstractive"]),
    reason: z.string().describe("Reason for the mode, or for a fallback."),
  })
  .meta({ id: "UsedMode" });

const usedModel = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    quantization: z.string(),
    reason: z.string().describe("Reason for the choice."),
  })
  .meta({ id: "UsedModel" });

export const summaryAnswer = z
  .strictObject({
    id: z.string().describe("Also in X-Request-Id; the receipt is stored under this id."),
    summary: z.string(),
    language: z
      .enum(READ_LANGUAGES)
      .describe("Language of the document, as a BCP 47 tag; und if it is unclear."),
    truncated: z.boolean().describe("Whether part of the document was too long to read."),
    sentences: z.array(sentence).describe("Sentences of the summary, in document order."),
    mode: usedMode,
    model: usedModel,
    source: source.optional(),
    usage,
    placement,
    emissions,
  })
  .meta({ id: "Summary" });

/** One of several documents: a batch, or a line of NDJSON. */
export const batchResult = z
  .union([
    summaryAnswer
      .extend({ index: z.int().min(0), status: z.literal(200) })
      .meta({ id: "SummaryResult" }),
    z
      .strictObject({ index: z.int().min(0), status: z.int().min(400), problem })
      .meta({ id: "ProblemResult" }),
  ])
  .meta({ id: "Result" });

export const batchAnswer = z
  .strictObject({ results: z.array(batchResult) })
  .meta({ id: "Results" });

export type SentenceJson = z.infer<typeof sentence>;
export type SummaryAnswer = z.infer<typeof summaryAnswer>;
