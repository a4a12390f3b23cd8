import { idOf, keyOf, PREFIX, timeOf } from "./key.ts";
import type { Receipt } from "./receipt.ts";

/**
 * The log of receipts in Workers KV. A receipt is the *metadata* of an empty value, so that one
 * `list` reads a page of them with no `get` per key. KV allows 1,024 bytes of metadata; every string
 * in a receipt comes from a bounded set, never from the caller's text.
 */
type Metadata = Omit<Receipt, "id" | "at">;

const ATTEMPTS = 4;
const MAX_PAGE = 1000;

/** A cursor that KV does not know, or a limit out of range. */
export class InvalidPageError extends Error {
  readonly field: "cursor" | "limit";

  constructor(field: InvalidPageError["field"], message: string) {
    super(message);
    this.name = "InvalidPageError";
    this.field = field;
  }
}

/**
 * Writes one receipt, trying again with growing pauses. If KV stays down, the receipt goes to the
 * Worker's log as one structured line, so that it can be loaded back.
 */
export async function record(
  kv: KVNamespace,
  receipt: Receipt,
  sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((wake) => setTimeout(wake, ms)),
): Promise<void> {
  const { id, at, ...metadata } = receipt;
  const key = keyOf(id);
  if (key === undefined) throw new RangeError(`${id} is not an id of ours`);
  for (let attempt = 1; ; attempt++) {
    try {
      return await kv.put(key, "", { metadata: rounded(metadata) });
    } catch (error) {
      if (attempt === ATTEMPTS) {
        console.error(
          JSON.stringify({
            event: "receipt-not-written",
            error: String(error),
            id,
            at,
            ...metadata,
          }),
        );
        return;
      }
      await sleep(100 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/** The receipt of one request, or undefined. KV may take up to a minute to show a new one. */
export async function find(kv: KVNamespace, id: string): Promise<Receipt | undefined> {
  const key = keyOf(id);
  if (key === undefined) return undefined;
  const { metadata } = await kv.getWithMetadata<Metadata>(key, { type: "stream" });
  return metadata ? unpack(key, metadata) : undefined;
}

/** One page of receipts, newest first, and the cursor of the next. Throws `InvalidPageError`. */
export async function page(
  kv: KVNamespace,
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ receipts: Receipt[]; cursor: string | null }> {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new InvalidPageError("limit", `limit must be a whole number from 1 to ${MAX_PAGE}.`);
  }
  const listed = await kv
    .list<Metadata>({ prefix: PREFIX, limit, cursor: cursor ?? null })
    .catch((error: unknown) => {
      if (cursor === undefined) throw error;
      throw new InvalidPageError("cursor", "cursor is not one that this endpoint gave.");
    });
  return {
    receipts: listed.keys.flatMap(({ name, metadata }) =>
      metadata ? [unpack(name, metadata)] : [],
    ),
    cursor: listed.list_complete ? null : listed.cursor,
  };
}

const unpack = (key: string, metadata: Metadata): Receipt => {
  const id = idOf(key);
  return { id, at: new Date(timeOf(id) ?? 0).toISOString(), ...metadata };
};

/** Six significant digits: far finer than the ranges of the constants. */
const rounded = (metadata: Metadata): Metadata =>
  JSON.parse(
    JSON.stringify(metadata, (_, value) =>
      typeof value === "number" ? Number(value.toPrecision(6)) : value,
    ),
  );
