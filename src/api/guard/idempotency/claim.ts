import type { Receipt } from "../../../ledger/receipt.ts";
import type { toAnswer } from "../../../summary/answer.ts";

/** How long a key is remembered. */
export const REMEMBERED_MS = 86_400_000;

/** A request that ended without an answer, because its isolate did, blocks its key no longer than this. */
const ABANDONED_MS = 60_000;

/** The stored part of an answer: the details of the request, without any of the document's text. */
export interface Kept {
  receipt: Receipt;
  placement: ReturnType<typeof toAnswer>["placement"];
}

/** The outcome for a request with a key. */
export type Begun = { state: "new" | "running" | "mismatch" } | { state: "done"; kept: Kept };

/** A claim as it is stored; in a table of several claims, these columns. */
export interface StoredClaim extends Record<string, SqlStorageValue> {
  /** HMAC of the request. */
  fingerprint: string;
  since_ms: number;
  /** JSON of `Kept`, once there is an answer. */
  kept: string | null;
}

/** The outcome for a request with this fingerprint, given the stored claim. Times are in milliseconds. */
export function begunOf(stored: StoredClaim | undefined, fingerprint: string, now: number): Begun {
  const age = stored ? now - stored.since_ms : REMEMBERED_MS;
  if (!stored || age >= REMEMBERED_MS) return { state: "new" };
  if (stored.fingerprint !== fingerprint) return { state: "mismatch" };
  if (stored.kept) return { state: "done", kept: JSON.parse(stored.kept) as Kept };
  return { state: age < ABANDONED_MS ? "running" : "new" };
}

/** One idempotency key, in the storage of its own object. */
export class Claim {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;

  constructor(storage: DurableObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  begin(fingerprint: string): Begun {
    const { sql } = this.#storage;
    sql.exec("CREATE TABLE IF NOT EXISTS claims (fingerprint TEXT, since_ms INTEGER, kept TEXT)");
    const now = this.#now();
    const [stored] = sql.exec<StoredClaim>("SELECT * FROM claims").toArray();
    const begun = begunOf(stored, fingerprint, now);
    if (begun.state !== "new") return begun;
    sql.exec("DELETE FROM claims");
    sql.exec("INSERT INTO claims (fingerprint, since_ms) VALUES (?, ?)", fingerprint, now);
    void this.#storage.setAlarm(now + REMEMBERED_MS);
    return begun;
  }

  finish(kept: Kept): void {
    this.#storage.sql.exec("UPDATE claims SET kept = ?", JSON.stringify(kept));
  }

  /** Releases the key after a failed request, so that it may be used again. The alarm calls this, too. */
  async forget(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }
}
