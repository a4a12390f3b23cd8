import { describe, expect, it, vi } from "vitest";
import { yearly } from "../../../src/grid/yearly.ts";
import { DEFAULT_REGIONS } from "../../../src/placement/regions.ts";
import { Pool } from "../../../src/region/pool.ts";
import { answerAnalytics } from "../../../src/site/analytics/answer.ts";
import { ASSETS, NOW_MS } from "./fixture.ts";

const world = {
  regions: DEFAULT_REGIONS,
  knownColos: {},
  pool: new Pool(1),
  holdoutShare: 0,
  backendOf: () => {
    throw new Error("The page asks no region");
  },
  intensityOf: yearly,
};

const down = new Proxy({} as KVNamespace, {
  get: () => () => Promise.reject(new Error("KV is down")),
});

describe("the page while KV is down", () => {
  it("is a page all the same, with what is known, and says when to come back", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const request = new Request("https://greengist.example/analytics?range=7d&lang=zh");
    const sources = { ledger: down, worldAt: () => world, assets: ASSETS, nowMs: NOW_MS };
    const response = await answerAnalytics(request, sources);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(response.headers.get("content-language")).toBe("zh");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await response.text();
    expect(html).toContain("暂时无法读取账本");
    expect(html).toContain('id="ranking"');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});

describe("the page while KV is slow", () => {
  it("sends its top at once, and the rest when the ledger is read", async () => {
    const gate = Promise.withResolvers<void>();
    const slow = new Proxy({} as KVNamespace, {
      get: (_, name) => async () => {
        await gate.promise;
        return name === "list"
          ? { keys: [], list_complete: true }
          : name === "get"
            ? null
            : new Map();
      },
    });
    const sources = { ledger: slow, worldAt: () => world, assets: ASSETS, nowMs: NOW_MS };
    const request = new Request("https://greengist.example/analytics?lang=en");
    const response = await answerAnalytics(request, sources);
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const text = async () => new TextDecoder().decode((await reader.read()).value);
    const top = await text();
    expect(top).toContain('id="presets"');
    expect(top).not.toContain('id="ranking"');
    gate.resolve();
    const rest = (await text()) + (await text());
    expect(rest).toContain("No summaries in this range.");
    expect(rest).toMatch(/<\/html>\s*$/);
  });
});
