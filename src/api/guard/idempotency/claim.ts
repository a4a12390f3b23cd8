import type { Receipt } from "../../../ledger/receipt.ts";
import type { toAnswer } from "../../../summary/answer.ts";

/** How long a key is remembered. */
export const REMEMBERED_MS = 86_400_000;

/** A request that ended without a word, because its isolate did, blocks its key no longer than this. */
const ABANDONED_MS = 60_000;

/** What is kept of an answer: all that it says of the request, and not a word of the document. */
export interface Kept {
  receipt: Receipt;
  placement: ReturnType<typeof toAnswer>["placement"];
}

/** What becomes of a request that comes with a key. */
export type Begun = { state: "new" | "running" | "mismatch" } | { state: "done"; kept: Kept };

/** A claim as it is stored; of several in a table, those columns. */
export interface StoredClaim extends Record<string, SqlStorageValue> {
  /** HMAC of the request. */
  fingerprint: string;
  since_ms: number;
  /** JSON of `Kept`, once there is an answer. */
  kept: string | null;
}

/** What becomes of a request of that fingerprint, by the claim that is stored; times in milliseconds. */
export function begunOf(stored: StoredClaim | undefined, fingerprint: string, now: number): Begun {
  const age = stored ? now - stored.since_ms : REMEMBERED_MS;
  if (!stored || age >= REMEMBERED_MS) return { state: "new" };
  if (stored.fingerprint !== fingerprint) return { state: "mismatch" };
  if (stored.kept) return { state: "done", kept: JSON.parse(stored.kept) as Kept };
  return { state: age < ABANDONED_MS ? "running" : "new" };
}

/** One idempotency key, in the storage of an object of its own. */
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

  /** Nothing was served: the key may be used again. Also what the alarm does. */
  async forget(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }
}
