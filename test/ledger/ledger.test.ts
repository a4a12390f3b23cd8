import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { configureLedger } from "../../src/ledger/configure.ts";
import { keyOf } from "../../src/ledger/key.ts";
import { keep, type Ledger } from "../../src/ledger/ledger.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { SettingError } from "../../src/settings.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { receipt } from "./receipts.ts";

const one = receipt(Date.now());
let kv: FakeKv;
let kept: Map<string, Receipt[]>;
let failures: number;

/** Objects that fail `failures` times. */
const ledger = (fields: Partial<Ledger> = {}): Ledger => ({
  mode: "batched",
  continent: "EU",
  kv: asKv(kv),
  retentionMs: 90 * 86_400_000,
  keeperOf: (shard) => ({
    async add(receipts) {
      if (failures-- > 0) throw new Error("the object was reset");
      kept.set(shard, [...(kept.get(shard) ?? []), ...receipts]);
    },
  }),
  waitUntil: () => {
    throw new Error("nothing may be left for later");
  },
  ...fields,
});

beforeEach(() => {
  kv = new FakeKv();
  kept = new Map();
  failures = 0;
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

it("batched, the object of the continent has the receipt before it resolves, and KV is left alone", async () => {
  failures = 2;
  await keep(one, ledger());
  expect(kept).toEqual(new Map([["ledger-EU", [one]]]));
  expect(kv.puts).toEqual([]);
});

it.each([undefined, "", "T1", "toString"])(
  "an unknown continent %j shares an object",
  async (continent) => {
    await keep(one, ledger({ continent }));
    expect([...kept.keys()]).toEqual(["ledger-XX"]);
  },
);

it("batched, KV takes what the object does not", async () => {
  failures = Number.POSITIVE_INFINITY;
  await keep(one, ledger());
  expect(kv.puts).toEqual([keyOf(one.id)]);
});

it("batched, an object that hangs is passed by, and KV takes the receipt", async () => {
  vi.useFakeTimers();
  const add = vi.fn(() => new Promise<void>(() => {}));
  const done = keep(one, ledger({ keeperOf: () => ({ add }) }));
  await vi.advanceTimersByTimeAsync(5_000);
  vi.useRealTimers();
  await done;
  expect(add).toHaveBeenCalledTimes(1);
  expect(kv.puts).toEqual([keyOf(one.id)]);
});

it("direct, the answer does not wait for KV", async () => {
  const later: Promise<unknown>[] = [];
  await keep(one, ledger({ mode: "direct", waitUntil: (promise) => later.push(promise) }));
  expect(later).toHaveLength(1);
  await Promise.all(later);
  expect(kv.puts).toEqual([keyOf(one.id)]);
});

it("is batched by default, and refuses unusable settings", () => {
  expect(configureLedger({})).toEqual({ mode: "batched", flushMs: 60_000, retentionMs: 7_776e6 });
  expect(configureLedger({ LEDGER_MODE: "direct", LEDGER_FLUSH_SECONDS: "0.5" })).toMatchObject({
    mode: "direct",
    flushMs: 500,
  });
  for (const config of [
    { LEDGER_MODE: "fast" },
    { LEDGER_FLUSH_SECONDS: "0" },
    { RECEIPT_RETENTION_DAYS: "soon" },
    { RECEIPT_RETENTION_DAYS: "1" },
  ]) {
    expect(() => configureLedger(config)).toThrow(SettingError);
    expect(() => configureLedger(config)).toThrow(Object.keys(config)[0] as string);
  }
});
