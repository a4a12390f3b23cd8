import { describe, expect, it } from "vitest";
import { sharedWorker } from "./worker.ts";

const server = sharedWorker();

describe("GET /", () => {
  it.each([
    ["?lang=en", {}, "Summarize any text at the network’s edge, and see its carbon."],
    ["?lang=zh", {}, "在网络边缘为任何文字生成摘要，并看到碳排放。"],
    ["", { "accept-language": "zh-CN,zh;q=0.9" }, "在网络边缘为任何文字生成摘要，并看到碳排放。"],
    [
      "",
      { "accept-language": "de" },
      "Summarize any text at the network’s edge, and see its carbon.",
    ],
  ])("%s %j: %3$s", async (query, headers, title) => {
    const response = await server.fetch(`/${query}`, { headers });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<h1>${title}</h1>`);
  });

  it("says in plain words what it is", async () => {
    const page = await (await server.fetch("/?lang=en")).text();
    const lead =
      "A summarizer that runs in the data center next to you, sends heavy work to cleaner grids";
    expect(page).toContain(lead);
    expect(page).toContain("a carbon receipt for every summary");
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
