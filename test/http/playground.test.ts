import { describe, expect, it } from "vitest";
import { startWorker } from "./worker.ts";

const server = startWorker();

describe("GET /", () => {
  it.each([
    ["?lang=en", {}, "What it says, and what saying so costs."],
    ["?lang=zh", {}, "说了什么，说出来要多少碳。"],
    ["", { "accept-language": "zh-CN,zh;q=0.9" }, "说了什么，说出来要多少碳。"],
    ["", { "accept-language": "de" }, "What it says, and what saying so costs."],
  ])("%s %j: %3$s", async (query, headers, title) => {
    const response = await server.fetch(`/${query}`, { headers });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<h1>${title}</h1>`);
  });

  it("is isolated, may run WebAssembly and its own workers, and nothing of others", async () => {
    const response = await server.fetch("/");
    expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(response.headers.get("cross-origin-embedder-policy")).toBe("require-corp");
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("worker-src 'self'");
    expect(policy).not.toMatch(/https?:|\*|'unsafe-inline'|'unsafe-eval'/);
    expect(await response.text()).not.toMatch(/<style|style="|<script>/);
  });

  it("is the only page that may", async () => {
    const { headers } = await server.fetch("/methodology");
    expect(headers.get("content-security-policy")).not.toContain("wasm");
  });
});

describe("static files", () => {
  it("with a name of their own are asked for anew, and used by other origins", async () => {
    const response = await server.fetch("/element.js");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/javascript");
    expect(response.headers.get("cache-control")).toContain("no-cache");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    await response.body?.cancel();
    const worker = await server.fetch("/service-worker.js");
    expect(worker.headers.get("cache-control")).toContain("no-cache");
    await worker.body?.cancel();
  });
});
