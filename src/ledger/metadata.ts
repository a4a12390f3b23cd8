import { timeOf } from "./key.ts";
import type { Receipt } from "./receipt.ts";

/**
 * A receipt as KV keeps it: its id and time stand in the key. KV allows 1,024 bytes of metadata; every
 * string in a receipt comes from a bounded set, never from the caller's text.
 */
export type Metadata = Omit<Receipt, "id" | "at" | "key"> & Partial<Pick<Receipt, "key">>;

/** Six significant digits: far finer than the ranges of the constants. */
export function toMetadata({ id: _id, at: _at, key, ...rest }: Receipt): Metadata {
  return JSON.parse(
    JSON.stringify(key ? { ...rest, key } : rest, (_, value) =>
      typeof value === "number" ? Number(value.toPrecision(6)) : value,
    ),
  );
}

export const fromMetadata = (id: string, metadata: Metadata): Receipt => ({
  id,
  at: new Date(timeOf(id) ?? 0).toISOString(),
  // Receipts without a key, and those from before there were any, say nothing of it.
  key: null,
  ...metadata,
});
