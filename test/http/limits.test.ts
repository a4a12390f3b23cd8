import { describe, expect, it } from "vitest";
import { unstable_readConfig } from "wrangler";
import { POLICY } from "../../src/api/guard/limits/rate.ts";
import { HARBOUR, longText, post } from "./client.ts";
import { startWorker } from "./worker.ts";

describe("the rate limit", () => {
  const server = startWorker({ RATE_LIMIT: "on" });

  it("matches the headers", () => {
    const { ratelimits } = unstable_readConfig({ config: "wrangler.toml" });
    expect(ratelimits[0]?.simple).toEqual({ limit: POLICY.limit, period: POLICY.periodSeconds });
  });

  it("is in the headers, and is 429 once it is exceeded, for all forms of documents", async () => {
    const first = await post(server, { text: HARBOUR });
    expect(first.status).toBe(200);
    expect(first.headers.get("ratelimit-policy")).toBe('"default";q=600;w=60');

    // Each line counts. The simulator's windows follow the clock, so a window may end in between.
    const lines = "{}\n".repeat(POLICY.limit + 100);
    const types = new Set<string>();
    for (let turn = 0; turn < 3 && types.size < 2; turn++) {
      const response = await post(server, lines, { "content-type": "application/x-ndjson" });
      for (const line of (await response.text()).trimEnd().split("\n")) {
        types.add(JSON.parse(line).problem.type);
      }
    }
    expect([...types].sort()).toEqual([
      "urn:greengist:problem:invalid-field",
      "urn:greengist:problem:rate-limited",
    ]);

    let last: Response | undefined;
    for (let sent = 0; sent < 2 * POLICY.limit && last?.status !== 429; sent++) {
      last = await post(server, "{}");
    }
    expect(last?.status).toBe(429);
    expect(last?.headers.get("retry-after")).toBe("60");
    expect(last?.headers.get("ratelimit")).toBe('"default";r=0;t=60');
    expect(await last?.json()).toMatchObject({
      type: "urn:greengist:problem:rate-limited",
      status: 429,
    });
    expect((await server.fetch("/healthz")).status).toBe(200);
  });
});

describe("a ceiling", () => {
  const server = startWorker({
    MAX_REQUEST_CPU_SECONDS: "0.05",
    MAX_BATCH_CPU_SECONDS: "0.1",
    BODY_TIMEOUT_SECONDS: "1",
  });

  it("refuses a request that would cost more, and reports the prediction", async () => {
    expect((await post(server, { text: HARBOUR })).status).toBe(200);
    const response = await post(server, { text: longText(30_000) });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: "urn:greengist:problem:too-costly",
      detail: expect.stringMatching(/would take 0\.\d+ seconds of CPU; one request may take 0\.05/),
    });
  });

  it("bounds the documents of one request together, and refuses those that are too much alone", async () => {
    const documents = Array.from({ length: 12 }, () => ({ text: longText(8_000), region: "edge" }));
    const batch = (await (await post(server, { documents })).json()) as {
      results: { status: number; problem?: { type: string } }[];
    };
    const lines = await post(
      server,
      documents.map((document) => JSON.stringify(document)).join("\n"),
      { "content-type": "application/x-ndjson" },
    );
    const each = (await lines.text()).trimEnd().split("\n");
    for (const results of [batch.results, each.map((line) => JSON.parse(line))]) {
      expect(results).toHaveLength(12);
      expect(results[0].status).toBe(200);
      expect(results.at(-1)).toMatchObject({
        status: 422,
        problem: { type: "urn:greengist:problem:too-costly" },
      });
    }
  });
});

describe("pages of others", () => {
  const open = startWorker({ CORS_ORIGINS: "https://app.example.org, https://example.org" });
  const shut = startWorker();
  const preflight = {
    method: "OPTIONS",
    headers: {
      origin: "https://app.example.org",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,idempotency-key,x-stainless-os",
    },
  };

  it("may call where they are allowed, and read our headers", async () => {
    const asked = await open.fetch("/v1/summarize", preflight);
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe("https://app.example.org");
    const allowed = asked.headers.get("access-control-allow-headers")?.split(/, */);
    expect(allowed).toEqual(["content-type", "idempotency-key", "x-stainless-os"]);
    for (const body of [{ text: HARBOUR }, {}]) {
      const answer = await post(open, body, { origin: "https://app.example.org" });
      expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.example.org");
      expect(answer.headers.get("access-control-expose-headers")).toContain("X-Request-Id");
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  it("may not where they are not", async () => {
    const other = await post(open, { text: HARBOUR }, { origin: "https://evil.example" });
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
    const none = await shut.fetch("/v1/summarize", preflight);
    expect(none.status).toBe(405);
    expect(none.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("get headers on every answer against guessing types and sending a referrer", async () => {
    for (const path of ["/healthz", "/v1/regions", "/nowhere", "/methodology", "/v1/summarize"]) {
      const { headers } = await shut.fetch(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});
