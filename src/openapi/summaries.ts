import type { ZodOpenApiPathsObject } from "zod-openapi";
import { sentence, summaryAnswer } from "../contract/summary.ts";
import { summaryRequest } from "../request.ts";
import { EXAMPLE_TEXT, EXAMPLE_TEXT_ZH } from "./examples.ts";
import { json, refusals, served } from "./parts.ts";

export const SUMMARY_PATHS: ZodOpenApiPathsObject = {
  "/v1/summarize": {
    post: {
      operationId: "summarize",
      tags: ["Summaries"],
      summary: "Summarize a document",
      description:
        "The Accept header chooses the form: JSON; the summary alone as plain text; key points as " +
        "Markdown; or a stream of server-sent events, one message a sentence (a `Sentence`), then " +
        "an event `summary` with the whole answer. Pass over events that you do not know.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: summaryRequest,
            examples: {
              english: {
                summary: "One sentence",
                value: { text: EXAMPLE_TEXT, length: "short" },
              },
              chinese: {
                summary: "Key points, in Chinese",
                value: { text: EXAMPLE_TEXT_ZH, format: "key-points", sentences: 2 },
              },
            },
          },
        },
      },
      responses: {
        200: served("The summary and its receipt.", {
          ...json(summaryAnswer),
          "text/plain": { schema: { type: "string" } },
          "text/markdown": { schema: { type: "string" } },
          "text/event-stream": {
            schema: {
              type: "string",
              description: "`data` of a message is a Sentence, of the event `summary` a Summary.",
            },
          },
        }),
        ...refusals([400, 406, 413, 415, 422, 503]),
      },
    },
  },
};

/** Schemas that stand in no answer's own place but in a stream. */
export const STREAMED = { Sentence: sentence };
