import * as z from "zod";
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from "zod-openapi";
import { problem } from "../../contract/service.ts";
import { PROBLEM_TYPE, titleOf } from "../problem.ts";

/** What the descriptions of several operations share. */

/** Sections of the documentation, in their order. */
export const TAGS = [
  { name: "Summaries", description: "A document in, its summary and its receipt out." },
  {
    name: "Dialects",
    description: "The same by the APIs that clients already speak; the receipt is in headers.",
  },
  { name: "Emissions", description: "What summaries cost: totals, receipts, calibration." },
  { name: "Placement", description: "Where work runs, and how clean it is there." },
  {
    name: "Carbon Aware SDK",
    description: "Three calls of the Green Software Foundation's SDK, in its shapes.",
  },
  { name: "Service", description: "How it is." },
] as const;
export type Tag = (typeof TAGS)[number]["name"];

const requestId = z.string().meta({
  description: "The request's id.",
  header: { id: "X-Request-Id" },
});

const receiptHeaders = z.object({
  "Carbon-Emissions-Scope-2": z.string().meta({
    description: "Operational grams of CO2e, after draft-martin-http-carbon-emissions-scope-2.",
    header: { id: "Carbon-Emissions-Scope-2" },
  }),
  Link: z.string().meta({
    description: "Where the receipt is kept, as `describedby`.",
    header: { id: "Receipt-Link" },
  }),
  "X-Request-Id": requestId,
});

type Content = NonNullable<ZodOpenApiResponseObject["content"]>;

/** An answer that carries a receipt. */
export const served = (description: string, content: Content): ZodOpenApiResponseObject => ({
  description,
  headers: receiptHeaders,
  content,
});

export const json = (schema: z.ZodType): Content => ({ "application/json": { schema } });

export const answered = (description: string, content: Content): ZodOpenApiResponseObject => ({
  description,
  headers: z.object({ "X-Request-Id": requestId }),
  content,
});

/** Problems that an operation may answer with, in the shape of `schema` or as problem details. */
export const refusals = (
  statuses: readonly number[],
  content: Content = { [PROBLEM_TYPE]: { schema: problem } },
): ZodOpenApiResponsesObject =>
  Object.fromEntries(
    statuses.map((status) => [String(status), { description: titleOf(status), content }]),
  );

/** Whoever may read the ledger: `ADMIN_TOKEN`, unless in local development. */
export const ADMIN: NonNullable<ZodOpenApiOperationObject["security"]> = [
  { adminToken: [] },
  { adminPassword: [] },
];

export const SECURITY_SCHEMES = {
  adminToken: {
    type: "http",
    scheme: "bearer",
    description: "The deployment's ADMIN_TOKEN; none is asked for in local development.",
  },
  adminPassword: {
    type: "http",
    scheme: "basic",
    description: "The same, as the password; for browsers.",
  },
} as const;
