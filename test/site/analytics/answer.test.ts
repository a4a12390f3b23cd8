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
    const sources = {
      ledger: down,
      foresight: async () => () => world,
      assets: ASSETS,
      nowMs: NOW_MS,
    };
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
  /** A ledger without receipts that answers nothing but the progress of its rollups until the gate opens. */
  const slow = (gate: Promise<void>, isSlowFromTheStart: boolean) =>
    new Proxy({} as KVNamespace, {
      get: (_, name) => async (key: unknown) => {
        if (isSlowFromTheStart || key !== "rollup/progress") await gate;
        if (name === "list") return { keys: [], list_complete: true };
        return typeof key === "string" ? null : new Map();
      },
    });

  for (const isSlowFromTheStart of [true, false]) {
    const when = isSlowFromTheStart ? "from its first value" : "after its first value";
    it(`${when} sends its frame at once, and the rest when ledger and grids are read`, async () => {
      const gate = Promise.withResolvers<void>();
      const foresight = vi.fn(async () => {
        await gate.promise;
        return () => world;
      });
      const ledger = slow(gate.promise, isSlowFromTheStart);
      const request = new Request("https://greengist.example/analytics?lang=en");
      const response = await answerAnalytics(request, {
        ...{ ledger, foresight, assets: ASSETS, nowMs: NOW_MS },
      });
      expect(response.status).toBe(200);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const top = new TextDecoder().decode((await reader.read()).value);
      expect(top).toContain('id="presets"');
      expect(top).not.toContain('id="ranking"');
      gate.resolve();
      const parts: string[] = [];
      for (let read = await reader.read(); !read.done; read = await reader.read())
        parts.push(new TextDecoder().decode(read.value));
      expect(parts[0]).toContain("No summaries in this range.");
      expect(parts.join("")).toContain('id="ranking"');
      expect(parts.join("")).toMatch(/<\/html>\s*$/);
    });
  }
});
