import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { batchRequest, documentRequest } from "../../contract/documents.ts";
import { batchAnswer, sentence, summaryAnswer } from "../../contract/summary.ts";
import { EXAMPLE_TEXT, EXAMPLE_TEXT_ZH } from "./examples.ts";
import { json, refusals, servedLater } from "./parts.ts";

export const SUMMARY_PATHS: ZodOpenApiPathsObject = {
  "/v1/summarize": {
    post: {
      operationId: "summarize",
      tags: ["Summaries"],
      summary: "Summarize a document",
      description:
        "The Accept header chooses the form: JSON; the summary alone as plain text; key points as " +
        "Markdown; or a stream of server-sent events: one message for each sentence (a `Sentence`), then " +
        "an event `summary` with the whole answer. A summary written at the edge first arrives in `token` " +
        "events, as a draft; the `summary` event is authoritative, and a failure after the first token is a " +
        "`problem` event. Ignore events that you do not know. If the body is the document itself, the " +
        "options are query parameters. `documents` and NDJSON (in and out) hold several documents, each " +
        "with its own receipt.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: z.union([documentRequest, batchRequest]),
            examples: {
              english: {
                summary: "One sentence",
                value: { text: EXAMPLE_TEXT, length: "short" },
              },
              chinese: {
                summary: "Key points, in Chinese",
                value: { text: EXAMPLE_TEXT_ZH, format: "key-points", sentences: 2 },
              },
              batch: {
                summary: "Several documents",
                value: {
                  length: "short",
                  documents: [{ text: EXAMPLE_TEXT }, { text: EXAMPLE_TEXT_ZH }],
                },
              },
            },
          },
          "application/x-ndjson": {
            schema: { type: "string", description: "One `DocumentRequest` per line." },
          },
          "text/plain": { schema: { type: "string" } },
          "text/html": { schema: { type: "string" } },
          "text/markdown": { schema: { type: "string" } },
        },
      },
      responses: {
        200: servedLater("The summary and its receipt.", {
          ...json(z.union([summaryAnswer, batchAnswer])),
          "text/plain": { schema: { type: "string" } },
          "text/markdown": { schema: { type: "string" } },
          "text/event-stream": {
            schema: {
              type: "string",
              description:
                "`data` of a message is a Sentence, of the event `token` a string, of `summary` a Summary, of `problem` a Problem.",
            },
          },
        }),
        ...refusals([400, 401, 406, 408, 409, 413, 415, 422, 429, 503]),
      },
    },
  },
};

/** Schemas that appear only in a stream. */
export const STREAMED = { Sentence: sentence };
