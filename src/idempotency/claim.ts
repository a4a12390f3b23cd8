import type { toAnswer } from "../answer.ts";
import type { Receipt } from "../emissions/receipt.ts";

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

interface Stored {
  /** HMAC of the request. */
  fingerprint: string;
  sinceMs: number;
  kept: Kept | null;
}

/** One idempotency key, in the storage of an object of its own. */
export class Claim {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;

  constructor(storage: DurableObjectStorage, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  async begin(fingerprint: string): Promise<Begun> {
    const stored = await this.#storage.get<Stored>("claim");
    const now = this.#now();
    if (stored && now - stored.sinceMs < REMEMBERED_MS) {
      if (stored.fingerprint !== fingerprint) return { state: "mismatch" };
      if (stored.kept) return { state: "done", kept: stored.kept };
      if (now - stored.sinceMs < ABANDONED_MS) return { state: "running" };
    }
    await this.#storage.put<Stored>("claim", { fingerprint, sinceMs: now, kept: null });
    await this.#storage.setAlarm(now + REMEMBERED_MS);
    return { state: "new" };
  }

  async finish(kept: Kept): Promise<void> {
    const stored = await this.#storage.get<Stored>("claim");
    if (stored) await this.#storage.put<Stored>("claim", { ...stored, kept });
  }

  /** Nothing was served: the key may be used again. Also what the alarm does. */
  async forget(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }
}
