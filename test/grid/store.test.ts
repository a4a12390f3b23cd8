import { expect, test } from "vitest";
import { EMPTY_SNAPSHOT, type Snapshot } from "../../src/grid/snapshot.ts";
import { GridStore } from "../../src/grid/store.ts";
import { FakeKv } from "./fake-kv.ts";

const MINUTE_MS = 60_000;
const saved = (savedAt: string): Snapshot => ({ ...EMPTY_SNAPSHOT, savedAt });
const NOON = saved("2026-11-23T12:00:00.000Z");

function opened(value?: string) {
  const kv = new FakeKv();
  if (value !== undefined) kv.values.set("grid:v1", value);
  let nowMs = Date.parse("2026-11-23T12:00:00Z");
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { kv, store: new GridStore(kv, () => nowMs), pass };
}

const series = (points: unknown) => ({ source: "a", isEstimated: true, points });

test("reads KV at most once a minute, however many ask at once", async () => {
  const { kv, store, pass } = opened(JSON.stringify(NOON));
  await Promise.all(Array.from({ length: 50 }, () => store.read()));
  for (let i = 0; i < 59; i += 1) {
    pass(1_000);
    expect(await store.read()).toEqual(NOON);
  }
  expect(kv.reads).toBe(1);
  pass(1_000);
  await store.read();
  expect(kv.reads).toBe(2);
});

test("a KV failure leaves memory as it is, and is not asked again for a minute", async () => {
  const { kv, store, pass } = opened(JSON.stringify(NOON));
  await store.read();
  kv.failing = true;
  pass(MINUTE_MS);
  expect(await store.read()).toEqual(NOON);
  expect(await store.read()).toEqual(NOON);
  expect([store.state, kv.reads]).toEqual(["unavailable", 2]);
});

test.each([
  "",
  "{}",
  "not json",
  '{"version":2}',
  JSON.stringify({ ...NOON, zones: { DE: { average: { live: { gramsPerKwh: 1 } } } } }),
  ...[[[0, 1, 9_999]], [[0, 1, "9"]], [[0, 1, null]], [[1, 0, 9]], [[0, 1]], [7], "none"].map(
    (points) =>
      JSON.stringify({ ...NOON, zones: { DE: { average: { forecast: series(points) } } } }),
  ),
  "null",
])("a malformed value is refused: %s", async (value) => {
  const { store } = opened(value);
  expect(await store.read()).toEqual(EMPTY_SNAPSHOT);
  expect(store.state).toBe("malformed");
});

test("a stale copy in KV does not displace this isolate's own newer snapshot", async () => {
  const { kv, store, pass } = opened(JSON.stringify(NOON));
  const newer = saved("2026-11-23T12:15:00.000Z");
  await store.write(newer);
  kv.values.set("grid:v1", JSON.stringify(NOON));
  pass(MINUTE_MS);
  expect(await store.read()).toEqual(newer);
});

test("where KV could not be read, the stored snapshot is left alone", async () => {
  const { kv, store } = opened(JSON.stringify(NOON));
  kv.failing = true;
  await store.read();
  kv.failing = false;
  expect(await store.write(saved("2026-11-23T12:15:00.000Z"))).toBe(false);
  expect(kv.values.get("grid:v1")).toBe(JSON.stringify(NOON));
});

test("a failed write keeps the snapshot in memory and says so", async () => {
  const { kv, store } = opened();
  await store.read();
  kv.failing = true;
  expect(await store.write(NOON)).toBe(false);
  expect(await store.read()).toEqual(NOON);
});
