import * as z from "zod";
import { emissionsQuery } from "./ledger-queries.ts";
import { FORMATS, LENGTHS, MODES } from "./options.ts";
import { MAX_QUERY_CHARACTERS, placementQuery, summaryRequest } from "./request.ts";

/** A message of JSON-RPC 2.0; the protocol's SDK checks the rest. */
export const mcpMessage = z
  .looseObject({
    jsonrpc: z.literal("2.0"),
    id: z.union([z.string(), z.number(), z.null()]).optional(),
    method: z.string().optional(),
    params: z.record(z.string(), z.unknown()).optional(),
    result: z.record(z.string(), z.unknown()).optional(),
    error: z.looseObject({ code: z.int(), message: z.string() }).optional(),
  })
  .meta({ id: "McpMessage" });

/** Tools of the Model Context Protocol that an assistant can call, with the descriptions by which it chooses among them. */

const { text, language } = summaryRequest.shape;
const { tokens, bytes, mode, length, format, region, from } = placementQuery.shape;

export const summarizeTool = {
  title: "Summarize a text",
  description:
    "Summarizes a text in English, Chinese or another supported language, and says how many grams of CO2 equivalent " +
    "the summary emitted and where it was made. Send the text itself, or the address of a public page.",
  input: z.strictObject({
    text: text.optional(),
    url: z
      .url({ protocol: /^https?$/i })
      .max(2_000)
      .optional()
      .describe("A public page instead of a text."),
    length: z.enum(LENGTHS).default("medium"),
    format: z.enum(FORMATS).default("paragraph"),
    mode: z
      .enum(["auto", ...MODES])
      .default("auto")
      .describe("extractive keeps the text's own sentences; abstractive writes new ones."),
    query: z
      .string()
      .max(MAX_QUERY_CHARACTERS)
      .optional()
      .describe("Favors sentences that answer it."),
    language,
  }),
  output: z.object({
    summary: z.string(),
    language: z.string(),
    truncated: z.boolean(),
    model: z.string(),
    ran_in: z.string().describe("A region, or edge."),
    placement_reason: z.string(),
    emissions_grams: z.number().describe("Grams of CO2 equivalent, all terms of the receipt."),
    receipt: z.string().describe("Path of the receipt, for callers that may read the ledger."),
  }),
};

export const placementTool = {
  title: "Foresee where a summary would run",
  description:
    "Says where a summary of a given size would be made now, the grams of CO2 equivalent expected of each region, " +
    "and why the place was chosen. Nothing is summarized.",
  input: z.strictObject({ tokens, bytes, mode, length, format, region, from }),
};

export const emissionsTool = {
  title: "Read the emissions of past summaries",
  description:
    "Sums up what the summaries of a stretch of time emitted, by hour, day, region, model or API key. Needs the " +
    "deployment's admin token.",
  input: emissionsQuery.omit({ format: true }),
};
