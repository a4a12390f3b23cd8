import fc from "fast-check";
import { hourOf, newId, timeOf } from "../../src/ledger/key.ts";
import { entryOf } from "../../src/ledger/log.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { packSegment } from "../../src/ledger/segment.ts";
import { FakeKv } from "./fake-kv.ts";
import { anyReceipt } from "./receipts.ts";

const RETENTION_MS = 90 * 86_400_000;

export async function keepSingly(kv: FakeKv, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts) {
    const { key, metadata } = entryOf(receipt, RETENTION_MS);
    await kv.put(key, "", { metadata });
  }
}

/** One segment for each hour of the receipts. */
export async function keepInSegments(kv: FakeKv, receipts: readonly Receipt[]): Promise<void> {
  const hours = Map.groupBy(receipts, ({ id }) => hourOf(timeOf(id) as number));
  for (const members of hours.values()) {
    const { key, value, metadata } = packSegment(newId(Date.now()), members);
    await kv.put(key, value, { metadata });
  }
}

export const hourOfReceipt = ({ id }: Receipt): number => hourOf(timeOf(id) as number);

/** Receipts, and the KV that holds each of them at least once: singly, in segments, or both. */
export const anyLedger = fc
  .array(
    fc.record({
      receipts: fc.array(anyReceipt, { minLength: 1, maxLength: 12 }),
      ways: fc.subarray(["singly", "segments"] as const, { minLength: 1 }),
    }),
    { maxLength: 6 },
  )
  .map((batches) => {
    const fill = async () => {
      const kv = new FakeKv();
      for (const { receipts, ways } of batches) {
        if (ways.includes("singly")) await keepSingly(kv, receipts);
        if (ways.includes("segments")) await keepInSegments(kv, receipts);
      }
      return kv;
    };
    return { receipts: batches.flatMap(({ receipts }) => receipts), fill };
  });
