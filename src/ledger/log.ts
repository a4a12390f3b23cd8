import { keyOf } from "./key.ts";
import { toMetadata } from "./metadata.ts";
import type { Receipt } from "./receipt.ts";
import { signatureOf } from "./signature.ts";
import { markIfLate } from "./stale.ts";

const ATTEMPTS = 4;
const MIN_RETENTION_MS = 86_400_000;

/** The `event` of the log line with a receipt that could not be written to KV. */
export const LOST = "receipt-not-written";

/** The store for receipts, and how long it keeps them. */
export interface Log {
  kv: KVNamespace;
  retentionMs: number;
  /** Signs receipts that go to the Worker's log; undefined if the deployment has no `LEDGER_SECRET`. */
  secret?: string | undefined;
}

/**
 * Writes one receipt as the *metadata* of an empty value, so that one `list` reads a page of them without a `get` per
 * key. Retries with growing pauses. If KV stays down, the receipt goes to the Worker's log as one structured line,
 * which `npm run ledger:import` loads back.
 */
export async function record(
  log: Log,
  receipt: Receipt,
  sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((wake) => setTimeout(wake, ms)),
): Promise<void> {
  const { kv, retentionMs } = log;
  const { key, metadata, expiration } = entryOf(receipt, retentionMs);
  for (let attempt = 1; ; attempt++) {
    try {
      await markIfLate(kv, receipt.id, Date.now());
      return await kv.put(key, "", { metadata, expiration });
    } catch (error) {
      if (attempt === ATTEMPTS) {
        console.error(await lineOf(receipt, String(error), log));
        return;
      }
      await sleep(100 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function lineOf(receipt: Receipt, error: string, { secret }: Log): Promise<string> {
  const signature = secret ? await signatureOf(receipt, secret) : undefined;
  return JSON.stringify({ event: LOST, error, signature, receipt });
}

/** A receipt's own entry in KV: the same receipt always gives the same entry. */
export function entryOf(receipt: Receipt, retentionMs: number) {
  const key = keyOf(receipt.id);
  if (key === undefined) throw new RangeError(`${receipt.id} is not an id of ours`);
  return { key, metadata: toMetadata(receipt), expiration: expirationOf(receipt.at, retentionMs) };
}

/** The expiry in KV for a receipt from `at`, in seconds since the epoch. KV does not accept a time in the past. */
export const expirationOf = (at: string, retentionMs: number): number =>
  Math.ceil(Math.max(Date.parse(at) + retentionMs, Date.now() + MIN_RETENTION_MS) / 1000);
