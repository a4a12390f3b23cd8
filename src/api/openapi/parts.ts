import * as z from "zod";
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from "zod-openapi";
import { problem } from "../../contract/service.ts";
import { PROBLEM_TYPE, titleOf } from "../problem.ts";

/** Parts shared by the descriptions of several operations. */

/** Sections of the documentation, in order. */
export const TAGS = [
  { name: "Summaries", description: "Send a document; get its summary and a carbon receipt." },
  { name: "Jobs", description: "The same later, when and where electricity is cleanest." },
  {
    name: "Dialects",
    description:
      "The same service through APIs that existing clients use; the receipt is in headers.",
  },
  { name: "Emissions", description: "Emissions of all summaries: totals, receipts, calibration." },
  {
    name: "Placement",
    description: "The place where work runs, and the carbon intensity of its electricity.",
  },
  {
    name: "Carbon Aware SDK",
    description: "The Web API of the Green Software Foundation's SDK, with its names and shapes.",
  },
  { name: "Service", description: "Health and metadata." },
] as const;
export type Tag = (typeof TAGS)[number]["name"];

const requestId = z.string().meta({
  description: "The request's id.",
  header: { id: "X-Request-Id" },
});

const receiptHeaders = {
  "Carbon-Emissions-Scope-2": z.string().meta({
    description: "Operational grams of CO2e, after draft-martin-http-carbon-emissions-scope-2.",
    header: { id: "Carbon-Emissions-Scope-2" },
  }),
  Link: z.string().meta({
    description: "URL of the receipt, as `describedby`; of each receipt, where there are several.",
    header: { id: "Receipt-Link" },
  }),
  "X-Request-Id": requestId,
};

type Content = NonNullable<ZodOpenApiResponseObject["content"]>;

/** An answer that carries a receipt. */
export const served = (description: string, content: Content): ZodOpenApiResponseObject => ({
  description,
  headers: z.object(receiptHeaders),
  content,
});

/** The same where the answer may be a stream of several receipts, which begins before there is one. */
export const servedLater = (description: string, content: Content): ZodOpenApiResponseObject => ({
  description,
  headers: z.object({
    "Carbon-Emissions-Scope-2": z.string().optional().meta({
      description: "Operational grams of CO2e, of all documents together; not beside NDJSON.",
    }),
    Link: z.string().optional().meta({
      description: "URL of each receipt, as `describedby`; not beside NDJSON.",
    }),
    "X-Request-Id": requestId,
  }),
  content,
});

export const json = (schema: z.ZodType): Content => ({ "application/json": { schema } });

export const answered = (description: string, content: Content): ZodOpenApiResponseObject => ({
  description,
  headers: z.object({ "X-Request-Id": requestId }),
  content,
});

/**
 * Server-sent events, each as an object, as OpenAPI 3.2 describes them; their data are the JSON of a schema. `end` is the
 * data of the last event, which is no JSON.
 */
export function events(schema: string, end?: string): Content {
  const payload = { contentMediaType: "application/json", contentSchema: { $ref: schema } };
  const data = { type: "string" as const, ...payload };
  return {
    "text/event-stream": {
      schema: {
        type: "object",
        required: ["data"],
        properties: {
          event: { type: "string" },
          data: end === undefined ? data : { anyOf: [{ const: end }, data] },
        },
      },
    },
  };
}

/** Error responses of an operation, as problem details unless `content` says otherwise. */
export const refusals = (
  statuses: readonly number[],
  content: Content = { [PROBLEM_TYPE]: { schema: problem } },
): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [String(status), { description: titleOf(status), content }]),
  );

/** A call that works with an API key, or, where the deployment asks for none, without. */
export const CALLER: NonNullable<ZodOpenApiOperationObject["security"]> = [
  { apiKey: [] },
  { apiKeyHeader: [] },
  {},
];

/** A reading that never asks for a key. */
export const ANYONE: NonNullable<ZodOpenApiOperationObject["security"]> = [];

/** Access to the ledger: `ADMIN_TOKEN`, except in local development. */
export const ADMIN: NonNullable<ZodOpenApiOperationObject["security"]> = [
  { adminToken: [] },
  { adminPassword: [] },
];

export const SECURITY_SCHEMES = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of `npm run keys`; needed only where the deployment asks for one.",
  },
  apiKeyHeader: {
    type: "apiKey",
    in: "header",
    name: "X-API-Key",
    description: "The same key in a header of its own.",
  },
  adminToken: {
    type: "http",
    scheme: "bearer",
    description: "The deployment's ADMIN_TOKEN; not required in local development.",
  },
  adminPassword: {
    type: "http",
    scheme: "basic",
    description: "The same token as the password, for browsers.",
  },
} as const;
