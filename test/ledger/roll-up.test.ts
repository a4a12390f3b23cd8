import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { emissions, type GroupBy } from "../../src/ledger/query.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { rollUp } from "../../src/ledger/roll-up.ts";
import { markIfLate } from "../../src/ledger/stale.ts";
import { mergeRollups, type Rollup, rollupOf } from "../../src/ledger/sums.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { anyLedger, keepInSegments, keepSingly } from "./kept.ts";
import { receipt } from "./receipts.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const noon = Date.UTC(2026, 10, 20, 12);

let kv: FakeKv;
beforeEach(() => {
  kv = new FakeKv();
});

const at = (...times: number[]): Receipt[] => times.map((time) => receipt(time));
const count = async (from = noon - DAY, to = noon + DAY, groupBy: GroupBy = "hour") => {
  const { totals, groups } = await emissions(asKv(kv), { fromMs: from, toMs: to, groupBy });
  return {
    all: totals.requests,
    groups: groups.map(({ key, totals: { requests } }) => [key, requests]),
  };
};

/** The rollup of an hour of 1,536 requests of many kinds. */
function busyHour(start: number): Rollup {
  const receipts = Array.from({ length: 12 }, (_, index): Receipt => {
    const base = receipt(start + index);
    const region = index % 3 === 0 ? `region-${index}` : null;
    return {
      ...base,
      region,
      ran: region ? "region" : "edge",
      grid: { ...base.grid, zone: `Z${index}` },
    };
  });
  let rollup = rollupOf(receipts);
  for (let doubling = 0; doubling < 7; doubling++) rollup = mergeRollups([rollup, rollup]);
  return rollup;
}

/** The content of the rollups when no receipts are left to read. */
async function rolledUp(): Promise<number> {
  const kept = new Map(kv.entries);
  for (const key of kv.entries.keys()) if (/^(receipt|segment)/.test(key)) kv.entries.delete(key);
  const { all } = await count();
  kv.entries.clear();
  for (const [key, entry] of kept) kv.entries.set(key, entry);
  return all;
}

describe("emissions", () => {
  it("are the same from receipts, from rollups and from any mixture", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLedger,
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 }),
        async (ledger, runs) => {
          kv = await ledger.fill();
          const start = Date.UTC(2026, 10, 20);
          for (const hours of runs) await rollUp(asKv(kv), start + hours * HOUR);
          for (const groupBy of ["hour", "day", "region", "placement", "weight"] as const) {
            const found = await count(start, start + DAY, groupBy);
            expect(found.all).toBe(ledger.receipts.length);
            expect(found.groups.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(found.all);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it("count whole hours from `from` to `to`", async () => {
    await keepSingly(kv, at(noon - 1, noon, noon + HOUR - 1, noon + HOUR));
    const found = await count(noon + 20 * MINUTE, noon + 40 * MINUTE);
    expect(found).toEqual({ all: 2, groups: [["2026-11-20T12", 2]] });
  });

  it("of a month of a million requests take a handful of KV operations", async () => {
    const start = Date.UTC(2026, 9, 1);
    const requestsAnHour = 12 * 2 ** 7;
    for (let day = 0; day < 31; day++) {
      const hours = Array.from({ length: 24 }, (_, hour) =>
        busyHour(start + day * DAY + hour * HOUR),
      );
      const name = new Date(start + day * DAY).toISOString().slice(0, 10);
      for (const [hour, rollup] of hours.entries()) {
        const digits = String(hour).padStart(2, "0");
        await kv.put(`rollup/hour/${name}T${digits}`, JSON.stringify(rollup));
      }
      await kv.put(`rollup/day/${name}`, JSON.stringify(mergeRollups(hours)));
    }
    const through = (start + 31 * DAY) / HOUR;
    await kv.put("rollup/progress", JSON.stringify({ final: through, through }));
    for (const groupBy of ["hour", "day", "region", "zone", "model", "placement"] as const) {
      kv.operations = 0;
      const found = await emissions(asKv(kv), { fromMs: start, toMs: start + 31 * DAY, groupBy });
      expect(found.totals.requests).toBe(31 * 24 * requestsAnHour);
      expect(found.totals.requests).toBeGreaterThan(1_000_000);
      expect(found.isComplete).toBe(true);
      expect(found.kvOperations).toBe(kv.operations);
      expect(kv.operations).toBeLessThanOrEqual(2);
    }
    // If the range does not begin and end at midnight, hours fill both ends.
    kv.operations = 0;
    const askew = { fromMs: start + HOUR, toMs: start + 31 * DAY - HOUR, groupBy: "hour" as const };
    expect((await emissions(asKv(kv), askew)).totals.requests).toBe((31 * 24 - 2) * requestsAnHour);
    expect(kv.operations).toBeLessThanOrEqual(4);
  });

  it("of hours without rollups take two lists, and one read of many small segments", async () => {
    const now = noon + 2 * HOUR;
    for (let minute = 0; minute < 90; minute++)
      await keepInSegments(kv, at(noon + minute * MINUTE, noon + minute * MINUTE + 1));
    const from = noon / HOUR;
    await kv.put("rollup/progress", JSON.stringify({ final: from, through: from }));
    kv.operations = 0;
    const range = { fromMs: noon - 30 * DAY, toMs: now, groupBy: "hour" as const };
    const found = await emissions(asKv(kv), range);
    expect(found.totals.requests).toBe(180);
    expect(found.kvOperations).toBe(kv.operations);
    // The progress, the rollups of the month, which are missing here, two lists, and the segments.
    expect(kv.operations).toBeLessThanOrEqual(6);
  });

  it("report it when too many hours are not rolled up to read them all", async () => {
    for (let page = 0; page < 201; page++) {
      await keepInSegments(kv, at(noon + page * 1000));
    }
    kv.list = (({ prefix = "" }: { prefix: string }) => {
      const name = [...kv.entries.keys()].find((key) => key.startsWith(prefix));
      return Promise.resolve(
        name
          ? { keys: [{ name }], list_complete: false, cursor: "after:x" }
          : { keys: [], list_complete: true },
      );
    }) as typeof kv.list;
    const { isComplete } = await emissions(asKv(kv), {
      fromMs: noon,
      toMs: noon + HOUR,
      groupBy: "hour",
    });
    expect(isComplete).toBe(false);
  });
});

describe("rollUp", () => {
  it("twice, or at once with itself, changes nothing", async () => {
    await keepInSegments(kv, at(noon, noon + 1, noon + HOUR));
    await rollUp(asKv(kv), noon + DAY);
    const once = [...kv.entries];
    await Promise.all([rollUp(asKv(kv), noon + DAY), rollUp(asKv(kv), noon + DAY)]);
    expect([...kv.entries]).toEqual(once);
  });

  it("days late makes up for every run that was missed", async () => {
    await rollUp(asKv(kv), noon);
    await keepSingly(kv, at(noon, noon + 2 * DAY, noon + 5 * DAY));
    await rollUp(asKv(kv), noon + 6 * DAY);
    expect((await count(noon - DAY, noon + 7 * DAY)).all).toBe(3);
    for (const key of kv.entries.keys()) if (key.startsWith("receipt")) kv.entries.delete(key);
    expect((await count(noon - DAY, noon + 7 * DAY)).all).toBe(3);
  });

  it("that may do few reads goes on from where the last one stopped", async () => {
    await rollUp(asKv(kv), noon);
    await keepSingly(kv, at(noon, noon + DAY, noon + 3 * DAY));
    for (let run = 0; run < 60; run++) await rollUp(asKv(kv), noon + 4 * DAY, 10);
    expect(kv.entries.has("rollup/day/2026-11-23")).toBe(true);
    for (const key of kv.entries.keys()) if (key.startsWith("receipt")) kv.entries.delete(key);
    expect((await count(noon - DAY, noon + 4 * DAY)).all).toBe(3);
  });

  it("makes an hour anew until two hours after it, for receipts that KV shows late", async () => {
    await keepSingly(kv, at(noon));
    await rollUp(asKv(kv), noon + HOUR + 10 * MINUTE);
    expect(await rolledUp()).toBe(1);
    await keepSingly(kv, at(noon + 1));
    await rollUp(asKv(kv), noon + 2 * HOUR + 10 * MINUTE);
    expect(await rolledUp()).toBe(2);
  });

  it("makes an hour and its day anew whenever a later receipt left a mark", async () => {
    await keepSingly(kv, at(noon));
    await rollUp(asKv(kv), noon + 2 * DAY);
    const late = at(noon + 1);
    await keepSingly(kv, late);
    await rollUp(asKv(kv), noon + 2 * DAY + HOUR);
    expect(await rolledUp()).toBe(1);
    await markIfLate(asKv(kv), late[0]?.id as string, noon + 2 * DAY + HOUR);
    await rollUp(asKv(kv), noon + 2 * DAY + HOUR + MINUTE);
    expect(await rolledUp()).toBe(2);
    expect([...kv.entries.keys()].some((key) => key.startsWith("stale/"))).toBe(true);
    await rollUp(asKv(kv), noon + 2 * DAY + HOUR + 10 * MINUTE);
    expect([...kv.entries.keys()].some((key) => key.startsWith("stale/"))).toBe(false);
  });

  it("never counts fewer than before: receipts expire, rollups stay", async () => {
    await keepSingly(kv, at(noon, noon + 1));
    await rollUp(asKv(kv), noon + HOUR + 10 * MINUTE);
    for (const key of kv.entries.keys()) if (key.startsWith("receipt")) kv.entries.delete(key);
    await rollUp(asKv(kv), noon + 2 * HOUR);
    await rollUp(asKv(kv), noon + 2 * DAY);
    expect(await rolledUp()).toBe(2);
  });

  it("that fails anywhere is made good by the next", async () => {
    await keepInSegments(kv, at(noon, noon + HOUR, noon + 2 * HOUR));
    for (let failAt = 0; failAt < 200; failAt += 7) {
      let operation = 0;
      kv.fault = () => {
        if (operation++ === failAt) throw new Error("KV failed: 500");
      };
      await rollUp(asKv(kv), noon + 2 * DAY).catch(() => {});
    }
    kv.fault = () => {};
    await rollUp(asKv(kv), noon + 2 * DAY);
    expect(await rolledUp()).toBe(3);
    expect(kv.entries.has("rollup/day/2026-11-20")).toBe(true);
  });
});
