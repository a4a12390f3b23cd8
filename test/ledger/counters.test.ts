import { expect, it } from "vitest";
import { readCounters } from "../../src/ledger/counters.ts";
import { rollUp } from "../../src/ledger/roll-up.ts";
import type { FakeKv } from "./fake-kv.ts";
import { FakeKv as Kv } from "./fake-kv.ts";
import { keepSingly } from "./kept.ts";
import { receipt } from "./receipts.ts";

const SETTLED_MS = 120_000;
const MINUTE_MS = 60_000;
const MIDNIGHT = Date.UTC(2026, 10, 24);

const namespace = (kv: FakeKv) => kv as unknown as KVNamespace;
const counted = async (kv: FakeKv, now: number) => {
  const regions = await readCounters(namespace(kv), now, SETTLED_MS);
  return regions.oc?.requests ?? 0;
};

it("never falls over days: with rollups, without, over midnight and after a restart", async () => {
  const kv = new Kv();
  let kept = 0;
  let last = 0;
  for (let minute = -300; minute < 3_000; minute += 10) {
    const now = MIDNIGHT + minute * MINUTE_MS;
    await keepSingly(kv, [{ ...receipt(now), region: "oc" }]);
    kept++;
    // The cron runs every half an hour, but not for a day in between.
    if (minute % 30 === 0 && (minute < 600 || minute > 2_000)) await rollUp(namespace(kv), now);
    const count = await counted(kv, now);
    expect(count).toBeGreaterThanOrEqual(last);
    // All but the one of this moment.
    expect(count, `minute ${minute}`).toBe(kept - 1);
    last = count;
  }
});

it("counts a receipt only once KV's lists surely have it", async () => {
  const kv = new Kv();
  await keepSingly(kv, [{ ...receipt(MIDNIGHT), region: "oc" }]);
  expect(await counted(kv, MIDNIGHT + SETTLED_MS - 1)).toBe(0);
  expect(await counted(kv, MIDNIGHT + SETTLED_MS)).toBe(1);
});

it("reads a year of days once, and then what is new", async () => {
  const kv = new Kv();
  for (let day = 0; day < 4; day++) {
    const now = MIDNIGHT + day * 1_440 * MINUTE_MS;
    await keepSingly(kv, [{ ...receipt(now), region: "oc" }]);
    await rollUp(namespace(kv), now + 1_439 * MINUTE_MS);
  }
  const now = MIDNIGHT + 4 * 1_440 * MINUTE_MS;
  expect(await counted(kv, now)).toBe(4);
  kv.operations = 0;
  expect(await counted(kv, now)).toBe(4);
  expect(kv.operations).toBeLessThan(15);
});
