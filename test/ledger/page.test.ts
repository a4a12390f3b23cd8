import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { find } from "../../src/ledger/find.ts";
import { newId } from "../../src/ledger/key.ts";
import { type Filter, InvalidPageError, page } from "../../src/ledger/page.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { anyLedger, keepInSegments, keepSingly } from "./kept.ts";
import { receipt } from "./receipts.ts";

const newestFirst = (receipts: readonly Receipt[]): string[] =>
  receipts
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at > b.at ? -1 : 1))
    .map(({ id }) => id);

/** Reads every page to the end. */
async function pages(kv: FakeKv, limit: number, filter: Filter = {}): Promise<string[][]> {
  const all: string[][] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 1000; turn++) {
    const { receipts, cursor: next } = await page(asKv(kv), { cursor, limit, filter });
    all.push(receipts.map(({ id }) => id));
    if (next === null) return all;
    cursor = next;
  }
  throw new Error("no end");
}

describe("pages", () => {
  it("show every receipt once, newest first, however it is kept", async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger, fc.integer({ min: 1, max: 30 }), async (ledger, limit) => {
        const all = await pages(await ledger.fill(), limit);
        expect(all.flat()).toEqual(newestFirst(ledger.receipts));
        for (const one of all.slice(0, -1)) expect(one).toHaveLength(limit);
      }),
    );
  });

  it("of a range show the receipts of that range", async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger, fc.nat(), fc.nat(), async (ledger, one, other) => {
        const times = ledger.receipts.map(({ at }) => Date.parse(at));
        const pick = (at: number) => times[at % Math.max(1, times.length)] ?? 0;
        const [fromMs = 0, toMs = 0] = [pick(one), pick(other)].sort((a, b) => a - b);
        const wanted = ledger.receipts.filter(
          ({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs,
        );
        const found = await pages(await ledger.fill(), 5, { fromMs, toMs });
        expect(found.flat()).toEqual(newestFirst(wanted));
      }),
    );
  });

  it("with a filter show what matches and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLedger,
        fc.record(
          {
            region: fc.constantFrom("edge", "weur"),
            zone: fc.constantFrom("FR", "SE"),
            weight: fc.constantFrom("light" as const, "heavy" as const),
            ran: fc.constantFrom("edge" as const, "region" as const),
          },
          { requiredKeys: [] },
        ),
        async (ledger, filter) => {
          const wanted = ledger.receipts.filter(
            ({ region, grid, weight, ran }) =>
              (filter.region ?? region ?? "edge") === (region ?? "edge") &&
              (filter.zone ?? grid.zone) === grid.zone &&
              (filter.weight ?? weight) === weight &&
              (filter.ran ?? ran) === ran,
          );
          const found = await pages(await ledger.fill(), 3, filter);
          expect(found.flat()).toEqual(newestFirst(wanted));
        },
      ),
    );
  });

  it("are short rather than read without end, and the cursor goes on from there", async () => {
    const kv = new FakeKv();
    const start = Date.UTC(2026, 10, 20, 12);
    for (let at = 0; at < 3000; at += 10) {
      const batch = Array.from({ length: 10 }, (_, index) => receipt(start + at + index));
      await keepInSegments(kv, batch);
    }
    const rare = { ...receipt(start - 1000), weight: "light" as const };
    await keepSingly(kv, [rare]);
    for (let at = 0; at < 60; at++) {
      await keepSingly(
        kv,
        Array.from({ length: 1000 }, () => receipt(start - 10 + (at % 10))),
      );
    }
    const found: string[] = [];
    let cursor: string | undefined;
    for (let turn = 0; turn < 10; turn++) {
      kv.operations = 0;
      const next = await page(asKv(kv), { cursor, limit: 10, filter: { weight: "light" } });
      expect(kv.operations).toBeLessThanOrEqual(50);
      found.push(...next.receipts.map(({ id }) => id));
      if (next.cursor === null) break;
      if (turn === 0) expect(next.receipts).toEqual([]);
      cursor = next.cursor;
    }
    expect(found).toEqual([rare.id]);
  });

  it("of the newest of a million receipts take few operations", async () => {
    const kv = new FakeKv();
    const start = Date.UTC(2026, 10, 20, 12);
    for (let at = 0; at < 100; at++) {
      await keepInSegments(
        kv,
        Array.from({ length: 50 }, (_, index) => receipt(start + at * 1000 + index)),
      );
    }
    kv.operations = 0;
    const first = await page(asKv(kv), { limit: 20 });
    expect(first.receipts).toHaveLength(20);
    expect(kv.operations).toBeLessThanOrEqual(3);
    kv.operations = 0;
    await page(asKv(kv), { limit: 20, cursor: first.cursor as string });
    expect(kv.operations).toBeLessThanOrEqual(4);
  });

  it.each(["nonsense", btoa("{}"), btoa('["",7,null]'), btoa('["","nonsense",null]')])(
    "refuse the cursor %s",
    async (cursor) => {
      await expect(page(asKv(new FakeKv()), { cursor })).rejects.toThrow(InvalidPageError);
    },
  );

  it("blame nobody's cursor for a failure of KV", async () => {
    const kv = new FakeKv();
    kv.fault = () => {
      throw new Error("KV GET failed: 500");
    };
    await expect(page(asKv(kv), {})).rejects.toThrow("500");
  });
});

describe("find", () => {
  it("finds every receipt, however it is kept, and no other", async () => {
    await fc.assert(
      fc.asyncProperty(anyLedger, async ({ receipts, fill }) => {
        const kv = await fill();
        for (const { id, at } of receipts) {
          expect(await find(asKv(kv), id.toUpperCase())).toMatchObject({ id, at });
          expect(await find(asKv(kv), newId(Date.parse(at)))).toBeUndefined();
        }
      }),
      { numRuns: 30 },
    );
  });
});
