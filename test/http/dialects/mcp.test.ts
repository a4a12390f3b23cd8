import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HARBOUR, LIBRARY, receipt, summarize } from "../client.ts";
import { startWorker } from "../worker.ts";

const server = startWorker();
const client = new Client({ name: "test", version: "1.0.0" });
beforeAll(async () => {
  const { url } = await server.listen();
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", url)));
});
afterAll(() => client.close());

const call = (name: string, input: Record<string, unknown>) =>
  client.callTool({ name, arguments: input });
const textOf = (result: Awaited<ReturnType<typeof call>>): string =>
  (result.content as { text: string }[])[0]?.text ?? "";

describe("the client of the Model Context Protocol", () => {
  it("finds three tools, each described", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["summarize", "placement", "emissions"]);
    for (const { title, description, inputSchema } of tools) {
      expect(title).toBeTruthy();
      expect(description).toMatch(/\.$/);
      expect(inputSchema.type).toBe("object");
    }
  });

  it.each([HARBOUR, LIBRARY])("summarizes as the API does, with a receipt", async (text) => {
    const { answer } = await summarize(server, { text, length: "short" });
    const result = await call("summarize", { text, length: "short" });
    expect(textOf(result)).toBe(answer.summary);
    const { structuredContent } = result as { structuredContent: Record<string, unknown> };
    expect(structuredContent).toMatchObject({ language: answer.language, ran_in: "edge" });
    const id = String(structuredContent.receipt).split("/").at(-1) as string;
    const kept = await receipt(server, id);
    expect(kept).toMatchObject({ id });
    expect(structuredContent.emissions_grams).toBeGreaterThan(0);
  });

  it("foresees a placement and reads the emissions", async () => {
    const foreseen = (await (
      await server.fetch("/v1/placement?tokens=800&mode=abstractive")
    ).json()) as { reason: string };
    const placement = await call("placement", { tokens: 800, mode: "abstractive" });
    expect(textOf(placement)).toBe(foreseen.reason);
    const emissions = await call("emissions", { group_by: "model" });
    expect(JSON.parse(textOf(emissions)).requests).toBeGreaterThan(0);
  });

  it("is told in words what is wrong with a call", async () => {
    const none = await call("summarize", {});
    expect(none.isError).toBe(true);
    expect(textOf(none)).toContain("text");
    const wrong = await call("summarize", { text: HARBOUR, length: "endless" });
    expect(wrong.isError).toBe(true);
    expect(textOf(wrong)).toContain("length");
    const nowhere = await call("placement", { from: "nowhere" });
    expect(nowhere.isError).toBe(true);
    expect(textOf(nowhere)).toContain("from");
  });
});

describe("whatever else is sent", () => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    server.fetch("/mcp", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body,
    });

  it.each([
    ["not JSON", "{", 400],
    ["a batch", '[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]', 422],
    ["not a message", '{"a":1}', 400],
  ])("%s is refused", async (_, body, status) => {
    expect((await send(body)).status).toBe(status);
  });

  it("other methods are refused", async () => {
    expect((await server.fetch("/mcp")).status).toBe(405);
  });
});

describe("a deployment", () => {
  const deployed = startWorker({ ENVIRONMENT: "production", ADMIN_TOKEN: "secret" });

  it("shows emissions only to its admin", async () => {
    const { url } = await deployed.listen();
    const read = async (headers: Record<string, string>) => {
      const reader = new Client({ name: "test", version: "1.0.0" });
      const transport = new StreamableHTTPClientTransport(new URL("/mcp", url), {
        requestInit: { headers },
      });
      await reader.connect(transport);
      const result = await reader.callTool({ name: "emissions", arguments: {} });
      await reader.close();
      return result;
    };
    expect(await read({})).toMatchObject({ isError: true });
    expect(await read({ authorization: "Bearer wrong" })).toMatchObject({ isError: true });
    expect((await read({ authorization: "Bearer secret" })).isError).toBeFalsy();
  });
});
