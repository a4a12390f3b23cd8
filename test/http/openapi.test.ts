import { globSync, readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { openApi } from "../../src/api/openapi/document.ts";
import type { JobJson } from "../../src/contract/jobs.ts";
import { HARBOUR, receipt, summarize } from "./client.ts";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();
const document = openApi("0.0.0-test");
const ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats });
ajv.addSchema(document as object, "openapi");

const METHODS = ["get", "post"] as const;
type Method = (typeof METHODS)[number];
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item[method];
    return operation ? [{ path, method, operation }] : [];
  }),
);

const pointer = (...keys: string[]) =>
  keys.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");

/** Fails unless the document describes the response's status and the body matches. */
async function promised(path: string, method: Method, response: Response): Promise<string> {
  const type = response.headers.get("content-type");
  const text = await response.text();
  const { content } =
    document.paths?.[path]?.[method]?.responses?.[String(response.status)] ??
    expect.unreachable(`${response.status} is not promised by ${method} ${path}: ${text}`);
  if (type === null) {
    expect(content).toBeUndefined();
    return text;
  }
  const media = Object.keys(content ?? {}).find((one) => type.startsWith(one.split(";")[0] ?? ""));
  expect(media, type).toBeDefined();
  if (!type.includes("json") || type.includes("ndjson")) return text;
  const keys = [path, method, "responses", String(response.status), "content", media as string];
  const validate = ajv.compile({ $ref: `openapi#/paths/${pointer(...keys)}/schema` });
  expect(validate(JSON.parse(text)) || validate.errors, text.slice(0, 500)).toBe(true);
  return text;
}

describe("the document", () => {
  it("is served as it is made, and is OpenAPI 3.1", async () => {
    const response = await server.fetch("/openapi.json");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const served = (await response.json()) as typeof document;
    expect({ ...served, info: null }).toEqual({ ...structuredClone(document), info: null });
    const { valid, errors } = await new Validator().validate({ ...served });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(served.openapi).toMatch(/^3\.1\./);
  });

  it("names each operation once", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(operation.summary).toBeTruthy();
      expect(document.tags?.map(({ name }) => name)).toContain(operation.tags?.[0]);
    }
  });

  it("leaves out no route but the pages and the region's own calls", () => {
    const routes = ["src/app.ts", ...globSync("src/api/dialects/**/*.ts")]
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\.(get|post)\("(\/[^"]*)"/g)])
      .map(([, method, path = ""]) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const known = operations.map(({ method, path }) => `${method} ${path}`);
    const pages = [
      "get /",
      "get /analytics",
      "get /receipts/{name}",
      "get /methodology",
      "get /docs",
    ];
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter((route) => !known.includes(route) && !pages.includes(route))).toEqual([]);
  });

  it("has examples that its own schemas allow", () => {
    for (const { path, method, operation } of operations) {
      const body = (operation.requestBody as { content?: Record<string, { examples?: object }> })
        ?.content?.["application/json"];
      for (const example of Object.values(body?.examples ?? {})) {
        const keys = [path, method, "requestBody", "content", "application/json"];
        const validate = ajv.compile({ $ref: `openapi#/paths/${pointer(...keys)}/schema` });
        expect(validate(example.value) || validate.errors).toBe(true);
      }
    }
  });
});

describe("what is answered is what the document promises", () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = (await summarize(server, { text: HARBOUR })).answer);
    await receipt(server, id);
  });

  /** Requests with their expected statuses. */
  const CASES: [Method, string, string, number, (object | string)?, Record<string, string>?][] = [
    ["post", "/v1/summarize", "", 200, { text: HARBOUR }],
    ["post", "/v1/summarize", "", 200, { text: HARBOUR, region: "oc" }],
    ["post", "/v1/summarize", "", 200, { text: HARBOUR, max_length: 2, overflow: "cut" }],
    ["post", "/v1/summarize", "", 200, { text: HARBOUR }, { accept: "text/plain" }],
    ["post", "/v1/summarize", "", 200, { text: HARBOUR }, { accept: "text/markdown" }],
    ["post", "/v1/summarize", "", 200, { text: HARBOUR }, { accept: "text/event-stream" }],
    ["post", "/v1/summarize", "", 400, "not JSON"],
    ["post", "/v1/summarize", "", 406, { text: HARBOUR }, { accept: "*/*;q=0" }],
    ["post", "/v1/summarize", "", 413, { text: "a".repeat(1_000_001) }],
    ["post", "/v1/summarize", "", 415, "text", { "content-type": "image/png" }],
    ["post", "/v1/summarize", "", 422, { text: HARBOUR, max_length: 1 }],
    ["post", "/v1/summarize", "", 422, { text: " " }, { "accept-language": "zh" }],
    ["post", "/v1/jobs", "", 202, { text: HARBOUR, window: "PT1M" }],
    ["post", "/v1/jobs", "?window=PT90M", 202, "A text.", { "content-type": "text/plain" }],
    ["post", "/v1/jobs", "", 400, "not JSON"],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, deadline: "2020-01-01T00:00:00Z" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, deadline: "2999-01-01T00:00:00Z" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, window: "PT49H" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, window: "PT0M" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, window: "soon" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, callback: "http://example.org/" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, callback: "https://10.0.0.7/" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, callback: "https://localhost/" }],
    ["post", "/v1/jobs", "", 422, { text: HARBOUR, callback: "https://[fd00::7]/" }],
    ["post", "/v1/jobs", "", 422, { documents: [{ text: HARBOUR }] }],
    ["get", "/v1/jobs/{id}", "nonsense", 404],
    ["get", "/v1/jobs/{id}", `job_${"A".repeat(43)}`, 404],
    ["post", "/v1/jobs/{id}/cancel", `job_${"A".repeat(43)}`, 404],
    ["get", "/v1/models", "", 200],
    ["get", "/v1/models/{model}", "nano", 200],
    ["get", "/v1/models/{model}", "gpt", 404],
    ["get", "/v1/emissions", "", 200],
    ["get", "/v1/emissions", "?group_by=region&format=csv", 200],
    ["get", "/v1/emissions", "?group_by=colour", 422],
    ["get", "/v1/emissions/requests", "?limit=2", 200],
    ["get", "/v1/emissions/requests", "?format=ndjson", 200],
    ["get", "/v1/emissions/requests", "?limit=0", 422],
    ["get", "/v1/emissions/requests/{id}", "ID", 200],
    ["get", "/v1/emissions/requests/{id}", "nonsense", 404],
    ["get", "/v1/emissions/calibration", "", 200],
    ["get", "/metrics", "", 200],
    ["get", "/v1/regions", "", 200],
    ["get", "/v1/placement", "?tokens=500000", 200],
    ["get", "/v1/placement", "?tokens=0", 422],
    ["get", "/emissions/bylocations/best", "?location=weur&location=oc", 200],
    ["get", "/emissions/bylocations/best", "", 400],
    ["get", "/emissions/bylocation", "?location=FR", 200],
    ["get", "/emissions/bylocation", "?location=FR&time=1990-01-01&toTime=1990-01-02", 204],
    ["get", "/emissions/bylocation", "?location=Atlantis", 400],
    ["get", "/emissions/forecasts/current", "?location=Atlantis", 400],
    ["get", "/emissions/forecasts/current", "?location=FR", 501],
    ["get", "/emissions/bylocations", "?location=FR&location=eastus", 200],
    ["get", "/emissions/average-carbon-intensity", "?location=FR", 400],
    ["post", "/emissions/average-carbon-intensity/batch", "", 200, []],
    ["post", "/emissions/forecasts/batch", "", 200, []],
    ["post", "/emissions/forecasts/batch", "", 400, {}],
    ["get", "/locations", "", 200],
    ["get", "/healthz", "", 200],
    ["get", "/openapi.json", "", 200],
  ];

  it.each(CASES)("%s %s%s is %i, case %#", async (method, path, more, status, body, headers) => {
    const { url } = await server.listen();
    const address = path.includes("{")
      ? path.replace(/\{\w+\}/, more === "ID" ? id : more)
      : path + more;
    const response = await fetch(new URL(address, url), {
      method: method.toUpperCase(),
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    expect(response.status).toBe(status);
    await promised(path, method, response);
  });

  it("for every example of every operation", async () => {
    const { url } = await server.listen();
    let tried = 0;
    for (const { path, method, operation } of operations) {
      const examples = (
        operation.requestBody as {
          content: Record<string, { examples?: Record<string, { value: object }> }>;
        }
      )?.content["application/json"]?.examples;
      for (const { value } of Object.values(examples ?? {})) {
        const response = await fetch(new URL(path.replaceAll(/\{\w+\}/g, "any"), url), {
          method: method.toUpperCase(),
          headers: { "content-type": "application/json" },
          body: JSON.stringify(value),
        });
        expect(response.status).toBe(operation.tags?.[0] === "Jobs" ? 202 : 200);
        // A question of the Model Context Protocol which tools there are has no receipt; all else has one.
        if (response.status === 200 && path !== "/mcp")
          expect(response.headers.get("carbon-emissions-scope-2")).toBeTruthy();
        await promised(path, method, response);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(4);
  });

  it("for a job from its sending to its receipt", async () => {
    const text = { text: HARBOUR, length: "short", window: "PT1M" };
    const headers = { "content-type": "application/json" };
    const send = { method: "POST", headers, body: JSON.stringify(text) };
    const { url } = await server.listen();
    const at = (path: string) => new URL(path, url);
    const sent = await fetch(at("/v1/jobs"), send);
    const location = sent.headers.get("location") ?? "";
    const { id, result } = JSON.parse(await promised("/v1/jobs", "post", sent)) as JobJson;
    expect([location, result]).toEqual([`/v1/jobs/${id}`, null]);
    const done = await vi.waitFor(
      async () => {
        const job = await promised("/v1/jobs/{id}", "get", await fetch(at(location)));
        expect(JSON.parse(job)).toMatchObject({ status: "done", attempts: 1 });
        return JSON.parse(job) as JobJson;
      },
      { timeout: 20_000, interval: 100 },
    );
    expect(HARBOUR).toContain(done.result?.sentences[0]?.text);
    expect((await receipt(server, done.result?.id ?? "")).id).toBe(done.result?.id);
    const cancelled = await fetch(at(`${location}/cancel`), { method: "POST" });
    const after = await promised("/v1/jobs/{id}/cancel", "post", cancelled);
    expect(JSON.parse(after)).toMatchObject({ status: "done" });
  });

  it("also to who may not read the ledger", () => {
    for (const { operation, path } of operations) {
      const isGuarded = path.startsWith("/v1/emissions") || path === "/metrics";
      const schemes = (operation.security ?? document.security ?? []).flatMap(Object.keys);
      expect(schemes.includes("adminToken"), path).toBe(isGuarded);
      if (isGuarded) expect(operation.responses).toHaveProperty("401");
    }
  });
});
