import { describe, expect, test } from "vitest";
import { type Intensity, intensity } from "../../src/grid/intensity.ts";
import { refresh } from "../../src/grid/refresh.ts";
import { resolve } from "../../src/grid/snapshot.ts";
import { eachZone, type Source } from "../../src/grid/source.ts";
import { GridStore } from "../../src/grid/store.ts";
import { FakeKv } from "./fake-kv.ts";

const T0 = Date.parse("2026-11-23T12:00:00Z");
const QUARTER_MS = 900_000;

/** A source that calls once per zone, and returns the given answer or fails. */
function played(name: string, overrides: Partial<Source> = {}) {
  const asked: string[][] = [];
  const state = { failing: false, grams: 100 };
  const source: Source = {
    attribution: "test",
    name,
    signal: "average",
    maxZones: 10,
    graceMs: 0,
    serves: () => true,
    fetchIntensities: async (zones, { fetch, nowMs, signal }) => {
      asked.push([...zones]);
      return eachZone(zones, async (zone): Promise<Intensity[]> => {
        await fetch(`http://${name}/${zone}`, { signal });
        if (state.failing) throw new Error(`${name} is down, see http://a/b?key=secret`);
        const times = { fromMs: nowMs, toMs: nowMs + 2 * QUARTER_MS };
        const about = { source: name, zone, kind: "live", isEstimated: false } as const;
        return [
          intensity({ ...about, ...times, gramsPerKwh: state.grams, signal: source.signal }, nowMs),
        ];
      });
    },
    ...overrides,
  };
  return { source, asked, state };
}

function started() {
  let nowMs = T0;
  const kv = new FakeKv();
  const store = new GridStore(kv, () => nowMs);
  const tools = {
    fetch: async () => new Response("{}"),
    now: () => nowMs,
    sleep: async () => undefined,
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { kv, store, tools, pass, now: () => nowMs };
}

describe("refresh", () => {
  test("a zone its best source cannot give goes to the next one", async () => {
    const { store, tools } = started();
    const best = played("best");
    const next = played("next");
    best.state.failing = true;
    const report = await refresh(["DE", "FR"], [best.source, next.source], store, tools);
    expect(resolve(await store.read(), "DE", T0)?.source).toBe("next");
    expect(report.sources.map((one) => [one.source, one.readings])).toEqual([
      ["best", 0],
      ["next", 2],
    ]);
    expect(report.sources[0]?.refused).toEqual([
      { zone: "DE", why: "best is down, see (url)" },
      { zone: "FR", why: "best is down, see (url)" },
    ]);
    expect(report).toMatchObject({ calls: 4, stored: true, store: "empty" });
  });

  test("under a rate limit the zones take turns, the longest unasked first", async () => {
    const { store, tools, pass } = started();
    const { source, asked } = played("slow", { maxZones: 2 });
    for (let i = 0; i < 3; i += 1) {
      await refresh(["A", "B", "C", "D", "E"], [source], store, tools);
      pass(QUARTER_MS);
    }
    expect(asked).toEqual([
      ["A", "B"],
      ["C", "D"],
      ["E", "A"],
    ]);
  });

  test("marginal figures are gathered beside averages and never stand in for them", async () => {
    const { store, tools } = started();
    const marginal = played("marginal", { signal: "marginal" });
    marginal.state.grams = 900;
    await refresh(["US-CAL-CISO"], [marginal.source], store, tools);
    const snapshot = await store.read();
    expect(resolve(snapshot, "US-CAL-CISO", T0)?.kind).toBe("yearly");
    expect(resolve(snapshot, "US-CAL-CISO", T0, "marginal")?.gramsPerKwh).toBe(900);
  });

  test("a breaker opens after three empty refreshes, outlives the isolate, and lets a trial by", async () => {
    const { kv, store, tools, pass, now } = started();
    const { source, asked, state } = played("flaky");
    state.failing = true;
    for (let i = 0; i < 3; i += 1) {
      await refresh(["DE"], [source], store, tools);
      pass(QUARTER_MS);
    }
    const elsewhere = new GridStore(kv, now);
    const report = await refresh(["DE"], [source], elsewhere, tools);
    expect([asked.length, report.sources[0]?.breaker]).toEqual([3, "open"]);
    pass(QUARTER_MS);
    state.failing = false;
    expect((await refresh(["DE"], [source], elsewhere, tools)).sources[0]?.readings).toBe(1);
    expect((await elsewhere.read()).breakers).toEqual({});
  });

  test("no more calls than the budget, retries included", async () => {
    const { store, tools } = started();
    const { source } = played("busy", { maxZones: 50 });
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return new Response("{}", { status: 503 });
    };
    const zones = Array.from({ length: 50 }, (_, i) => `Z${i}`);
    const report = await refresh(zones, [source], store, { ...tools, fetch });
    expect([calls, report.calls]).toEqual([45, 45]);
  });

  test("a source that never ends is cut off, and the others are not kept waiting by it", async () => {
    const { store, tools } = started();
    const hung = played("hung", { fetchIntensities: (_, { signal }) => untilAborted(signal) });
    const fine = played("fine");
    const sources = [hung.source, fine.source];
    const report = await refresh(["DE"], sources, store, { ...tools, sourceLimitMs: 50 });
    expect(report.sources[0]?.refused[0]?.why).toContain("TimeoutError");
    expect(resolve(await store.read(), "DE", T0)?.source).toBe("fine");
  });

  test("with KV down the reading is used in memory and nothing in KV is overwritten", async () => {
    const { kv, store, tools } = started();
    kv.failing = true;
    const report = await refresh(["DE"], [played("a").source], store, tools);
    expect(report).toMatchObject({ store: "unavailable", stored: false });
    expect(resolve(await store.read(), "DE", T0)?.kind).toBe("live");
    expect(kv.writes).toBe(0);
  });

  test("a malformed KV value is replaced", async () => {
    const { kv, store, tools } = started();
    kv.values.set("grid:v1", "{");
    const report = await refresh(["DE"], [played("a").source], store, tools);
    expect(report).toMatchObject({ store: "malformed", stored: true });
    expect(JSON.parse(kv.values.get("grid:v1") ?? "").zones.DE).toBeDefined();
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
  );
}
