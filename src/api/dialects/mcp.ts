import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/cfworker";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import type * as z from "zod";
import packageJson from "../../../package.json" with { type: "json" };
import { documentRequest } from "../../contract/documents.ts";
import { emissionsTool, placementTool, summarizeTool } from "../../contract/mcp.ts";
import { InvalidRequestError, placementQuery, validate } from "../../contract/request.ts";
import type { App } from "../context.ts";
import { emissionsOf } from "../emissions.ts";
import { ledgerRefusal } from "../guard/access.ts";
import { placementOf } from "../placement.ts";
import { failureOf } from "../problem.ts";
import { serveOnce } from "../serve-once.ts";
import { readJson, takesOnly } from "./dialect.ts";

const PATH = "/mcp";

/**
 * The Model Context Protocol, by which assistants call tools, over streamable HTTP. Stateless: each POST is served by a
 * server of its own. `guards` run before a body is read.
 */
export function mcp(...guards: MiddlewareHandler<App>[]): Hono<App> {
  const dialect = new Hono<App>();
  dialect.use(PATH, ...guards);
  dialect.post(PATH, async (c) => {
    const { json, bytes } = await readJson(c);
    // A batch would be many summaries for the price of one in the rate limit; the protocol has dropped batches.
    if (Array.isArray(json))
      throw new InvalidRequestError("invalid-field", "Send one message, not a batch.");
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await serverFor(c, bytes).connect(transport);
    const headers = new Headers(c.req.raw.headers);
    // The transport requires both, although its answer is JSON here; curl and other plain clients send neither.
    headers.set("accept", "application/json, text/event-stream");
    const request = new Request(c.req.url, { method: "POST", headers });
    return transport.handleRequest(request, { parsedBody: json });
  });
  dialect.all(PATH, takesOnly("POST"));
  return dialect;
}

function serverFor(c: Context<App>, bytes: number): McpServer {
  const server = new McpServer(
    { name: "greengist", version: packageJson.version },
    // The default validator compiles schemas to code, which Workers forbid.
    { jsonSchemaValidator: new CfWorkerJsonSchemaValidator() },
  );
  const { summarize, placement, emissions } = toolsOf(c, bytes);
  const { input: inputSchema, output: outputSchema, ...about } = summarizeTool;
  server.registerTool("summarize", { ...about, inputSchema, outputSchema }, summarize);
  server.registerTool("placement", toolOf(placementTool), placement);
  server.registerTool("emissions", toolOf(emissionsTool), emissions);
  return server;
}

const toolOf = <I extends z.ZodType>({
  input,
  ...about
}: {
  input: I;
  title: string;
  description: string;
}) => ({
  ...about,
  inputSchema: input,
});

const toolsOf = (c: Context<App>, bytes: number) => ({
  summarize: answering(c, async (input: z.infer<typeof summarizeTool.input>) => {
    const document = validate(documentRequest, input);
    const onGrowth = (more: number) => c.var.pass?.grow(more);
    const { answer, receipt } = await serveOnce(c, { document, bytes, onGrowth });
    const { summary, language, truncated, model, placement, emissions } = answer;
    return {
      text: summary,
      json: {
        summary,
        language,
        truncated,
        model: model.name,
        ran_in: placement.region ?? "edge",
        placement_reason: placement.reason,
        emissions_grams: emissions.total_g.value,
        receipt: `/v1/emissions/requests/${receipt.id}`,
      } satisfies z.infer<typeof summarizeTool.output>,
    };
  }),
  placement: answering(c, async (input: z.infer<typeof placementTool.input>) => {
    const json = await placementOf(c, validate(placementQuery, input));
    return { text: json.reason, json };
  }),
  emissions: answering(c, async (input: z.infer<typeof emissionsTool.input>) => {
    const refusal = await ledgerRefusal(c);
    if (refusal !== undefined) throw new InvalidRequestError("unauthorized", refusal);
    const json = await emissionsOf(c, input);
    return { text: JSON.stringify(json.totals), json };
  }),
});

/** A tool that answers in text and JSON; the assistant can read its refusals. */
const answering =
  <I>(
    c: Context<App>,
    answer: (input: I) => Promise<{ text: string; json: Record<string, unknown> }>,
  ) =>
  async (input: I): Promise<CallToolResult> => {
    try {
      const { text, json } = await answer(input);
      return { content: [{ type: "text", text }], structuredContent: json };
    } catch (error) {
      const { detail } = failureOf(error, c.var.id);
      return { content: [{ type: "text", text: detail }], isError: true };
    }
  };
