import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { job, jobRequest, newJob } from "../../contract/jobs.ts";
import { EXAMPLE_TEXT } from "./examples.ts";
import { answered, json, refusals } from "./parts.ts";

const id = z.object({ id: z.string().describe("As the job's answer gave it.") });

export const JOB_PATHS: ZodOpenApiPathsObject = {
  "/v1/jobs": {
    post: {
      operationId: "newJob",
      tags: ["Jobs"],
      summary: "Summarize a document when its electricity is cleanest",
      description:
        "Takes one document as /v1/summarize does, and by when the summary is wanted. It runs when and " +
        "where forecasts have the least emissions until then. A callback gets the job as it is read here, " +
        "signed after Standard Webhooks with callback_secret, and up to five times more, with growing " +
        "waits, until it answers 2xx. A deployment without Durable Objects, such as a host on Node, answers 501.",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: jobRequest,
            examples: {
              night: {
                summary: "Within six hours",
                value: { text: EXAMPLE_TEXT, length: "short", window: "PT6H" },
              },
            },
          },
          "text/plain": { schema: { type: "string" } },
          "text/html": { schema: { type: "string" } },
          "text/markdown": { schema: { type: "string" } },
        },
      },
      responses: {
        202: answered("The job, and when it is expected to run.", json(newJob)),
        ...refusals([400, 401, 408, 413, 415, 422, 429, 501, 503]),
      },
    },
  },
  "/v1/jobs/{id}": {
    get: {
      operationId: "job",
      tags: ["Jobs"],
      summary: "Where a job stands; its summary and receipt once it is done",
      requestParams: { path: id },
      responses: {
        200: answered("The job.", json(job)),
        ...refusals([401, 403, 404, 429, 501, 503]),
      },
    },
  },
  "/v1/jobs/{id}/cancel": {
    post: {
      operationId: "cancelJob",
      tags: ["Jobs"],
      summary: "Cancel a job and delete its text",
      description: "A job that is over stays as it is.",
      requestParams: { path: id },
      responses: {
        200: answered("The job as it is now.", json(job)),
        ...refusals([401, 403, 404, 429, 501, 503]),
      },
    },
  },
};
