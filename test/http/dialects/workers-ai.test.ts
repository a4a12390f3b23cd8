import { describe, expect, it } from "vitest";
import {
  WORKERS_AI_MODEL,
  workersAiAnswer,
  workersAiError,
} from "../../../src/contract/workers-ai.ts";
import { HARBOUR, LIBRARY, receipt, summarize } from "../client.ts";
import { sharedWorker } from "../worker.ts";

const ACCOUNT = "0123456789abcdef0123456789abcdef";
const PATH = `/client/v4/accounts/${ACCOUNT}/ai/run`;

const server = sharedWorker();

/** Posts as curl does, and as Cloudflare's client does, which `npm run clients` runs. */
const run = (input: object, model = WORKERS_AI_MODEL) =>
  server.fetch(`${PATH}/${model}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer any" },
    body: JSON.stringify(input),
  });

const summaryOf = async (response: Awaited<ReturnType<typeof run>>): Promise<string> => {
  expect(response.status).toBe(200);
  return workersAiAnswer.parse(await response.json()).result.summary;
};

describe("a call of Workers AI", () => {
  it.each([HARBOUR, LIBRARY])("gets the summary", async (input_text) => {
    const { answer } = await summarize(server, { text: input_text });
    expect(await summaryOf(await run({ input_text }))).toBe(answer.summary);
  });

  it("gets the envelope and the receipt in headers", async () => {
    const response = await run({ input_text: HARBOUR, max_length: 60 });
    // Read at once: the runtime may cancel the body of a response that is kept unread.
    const summary = await summaryOf(response);
    const { answer } = await summarize(server, { text: HARBOUR, max_length: 60 });
    expect(summary).toBe(answer.summary);
    expect(Number(response.headers.get("carbon-emissions-scope-2"))).toBeGreaterThan(0);
    const id = response.headers.get("x-request-id") as string;
    expect(response.headers.get("link")).toBe(`</v1/emissions/requests/${id}>; rel="describedby"`);
    expect(await receipt(server, id)).toMatchObject({ id });
  });

  it("is cut where no sentence is short enough", async () => {
    const input_text = "The only sentence there is has more than six tokens.";
    const summary = await summaryOf(await run({ input_text, max_length: 6 }));
    expect(input_text.startsWith(summary)).toBe(true);
    expect(summary.length).toBeLessThan(input_text.length);
  });
});

describe("errors in Cloudflare's envelope", () => {
  it.each<[number, number, string, object, string?]>([
    [400, 5007, "No such model", { input_text: HARBOUR }, "@cf/meta/llama-3.1-8b-instruct"],
    [400, 5006, "input_text", {}],
    [400, 5006, "input_text", { input_text: "\n" }],
    [400, 5006, "max_length", { input_text: HARBOUR, max_length: -1 }],
    [413, 3006, "input_text", { input_text: "a ".repeat(500_001) }],
  ])("%i with code %i", async (status, code, word, input, model) => {
    const response = await run(input, model);
    expect(response.status).toBe(status);
    const [error] = workersAiError.parse(await response.json()).errors;
    expect(error).toMatchObject({ code, message: expect.stringContaining(word) });
  });

  it.each([
    ["GET", `${PATH}/${WORKERS_AI_MODEL}`, 405, 7001],
    ["GET", "/client/v4/accounts", 404, 7000],
    ["POST", "/client/v4/zones/any/purge_cache", 404, 7000],
  ])("%s %s is %i", async (method, path, status, code) => {
    const response = await server.fetch(path, { method });
    expect(response.status).toBe(status);
    expect(workersAiError.parse(await response.json()).errors[0]?.code).toBe(code);
  });
});
