import { afterAll, describe, expect, it } from "vitest";
import { type Answered, HARBOUR, post } from "./client.ts";
import { startWorker } from "./worker.ts";

const server = startWorker({ EDGE_WRITER: "off" });

/** Every response except 200 is a problem detail, and none reveals internals. */
async function problemOf(response: Answered) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("x-request-id")).toBeTruthy();
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^urn:greengist:problem:[a-z-]+$/),
    title: expect.any(String),
    status: response.status,
    detail: expect.any(String),
  });
  expect(JSON.stringify(problem)).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b/);
  return problem;
}

describe("a body that cannot be read", () => {
  it.each([
    ["nothing", ""],
    ["text", "summarize this"],
    ["half an object", '{"text": "x'],
    ["NaN", '{"text": NaN}'],
  ])("%s is 400", async (_, body) => {
    const response = await post(server, body);
    expect(response.status).toBe(400);
    await problemOf(response);
  });

  it("another encoding is 400", async () => {
    const response = await server.fetch("/v1/summarize", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array([...new TextEncoder().encode('{"text":"caf'), 0xe9, 0x22, 0x7d]),
    });
    expect(response.status).toBe(400);
    await problemOf(response);
  });

  it.each([
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/json; charset=utf-16",
    "application/jsonp",
    "",
  ])("media type %j is 415", async (type) => {
    const response = await post(server, { text: HARBOUR }, { "content-type": type });
    expect(response.status).toBe(415);
    await problemOf(response);
  });
});

describe("a body that is too large", () => {
  it("is refused by its length alone", async () => {
    const response = await post(server, `{"text":"${"a".repeat(6_200_000)}"}`);
    expect(response.status).toBe(413);
    expect(await problemOf(response)).toMatchObject({
      type: "urn:greengist:problem:body-too-large",
    });
  });

  it("is refused on the way when it does not tell its length", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 100_000;
        if (sent > 100_000_000) controller.close();
        else controller.enqueue(new Uint8Array(100_000).fill(0x20));
      },
    });
    // The Worker answers and closes the connection. Whether a caller that is still sending sees the answer or only the
    // closed connection is a race in its own HTTP stack.
    const status = await server
      .fetch("/v1/summarize", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: endless,
        duplex: "half",
      })
      .then((response) => response.status)
      .catch((error) => error.cause?.code);
    expect([413, "ECONNRESET", "EPIPE"]).toContain(status);
    expect(sent).toBeLessThan(100_000_000);
  });

  it("a text of one character too many is 413 and names the limit", async () => {
    const response = await post(server, { text: "a".repeat(1_000_001) });
    expect(response.status).toBe(413);
    expect(await problemOf(response)).toMatchObject({
      field: "text",
      detail: expect.stringContaining("1000000"),
    });
  });
});

describe("a field that cannot be used is 422 and named", () => {
  it.each<[string, unknown]>([
    ["text", {}],
    ["text", { text: "" }],
    ["text", { text: " \n\t\u3000" }],
    ["text", { text: null }],
    ["text", { text: 42 }],
    ["text", { text: ["a"] }],
    ["mode", { text: HARBOUR, mode: "quick" }],
    ["mode", { text: HARBOUR, mode: "abstractive" }],
    ["length", { text: HARBOUR, length: 3 }],
    ["length", { text: HARBOUR, length: "tiny" }],
    ["max_length", { text: HARBOUR, max_length: 0 }],
    ["max_length", { text: HARBOUR, max_length: 8193 }],
    ["max_length", { text: HARBOUR, max_length: "50" }],
    ["max_length", { text: HARBOUR, max_length: 1 }],
    ["min_length", { text: HARBOUR, min_length: 1.5 }],
    ["min_length", { text: HARBOUR, min_length: 60, max_length: 50 }],
    ["min_length", { text: "One short sentence.", min_length: 500 }],
    ["num_beams", { text: HARBOUR, num_beams: 0 }],
    ["early_stopping", { text: HARBOUR, early_stopping: "sometimes" }],
    ["format", { text: HARBOUR, format: "poem" }],
    ["query", { text: HARBOUR, query: " " }],
    ["query", { text: HARBOUR, query: "x".repeat(1001) }],
    ["model", { text: HARBOUR, model: "huge" }],
    ["compress", { text: HARBOUR, compress: "yes" }],
    ["compress", { text: HARBOUR, compress: true, model: "nano" }],
    ["language", { text: HARBOUR, language: "es" }],
    ["region", { text: HARBOUR, region: "atlantis" }],
    ["region", { text: HARBOUR, region: 7 }],
    ["max_added_latency_ms", { text: HARBOUR, max_added_latency_ms: -1 }],
    ["lenght", { text: HARBOUR, lenght: "short" }],
    ["__proto__", '{"text":"A sentence.","__proto__":{"mode":"auto"}}'],
    ["url", { url: "https://example.org/" }],
  ])("%s, case %#", async (field, body) => {
    const response = await post(server, body);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ field });
  });

  it.each(["null", "[]", '"text"', "7"])("%s is not an object", async (body) => {
    const response = await post(server, body);
    expect(response.status).toBe(422);
    await problemOf(response);
  });
});

describe("an address that is not there", () => {
  it("is 404", async () => {
    const response = await server.fetch("/v1/summarise");
    expect(response.status).toBe(404);
    await problemOf(response);
  });

  it("is 404 for a request that is not in the log", async () => {
    for (const id of ["nonsense", "019ab000-0000-7000-8000-000000000000"]) {
      const response = await server.fetch(`/v1/emissions/requests/${id}`);
      expect(response.status).toBe(404);
      await problemOf(response);
    }
  });

  it.each([
    ["GET", "/v1/summarize", "POST"],
    ["DELETE", "/healthz", "GET, HEAD"],
    ["PUT", "/v1/emissions/requests/x", "GET, HEAD"],
  ])("is 405 for %s %s, with Allow: %s", async (method, path, allow) => {
    const response = await server.fetch(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    await problemOf(response);
  });

  it("is 422 for a page that cannot be", async () => {
    for (const query of ["limit=0", "limit=x", "limit=1001", "limit=1.5"]) {
      const response = await server.fetch(`/v1/emissions/requests?${query}`);
      expect(response.status).toBe(422);
      await problemOf(response);
    }
  });
});

it("none of these was logged as a summary, and the Worker is well", async () => {
  const response = await server.fetch("/v1/emissions/requests");
  expect(await response.json()).toEqual({ requests: [], cursor: null });
  expect((await server.fetch("/healthz")).status).toBe(200);
});

afterAll(() => {
  const errors = server.getLogs().filter(({ level }) => level === "error");
  expect(errors).toEqual([]);
});
