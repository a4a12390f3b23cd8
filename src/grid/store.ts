import { within } from "../deadline.ts";
import { EMPTY_SNAPSHOT, type Snapshot, snapshotSchema } from "./snapshot.ts";

const KEY = "grid:v1";
const READ_EVERY_MS = 60_000;
const KV_LIMIT_MS = 2_000;

/** The part of a KV namespace the store uses. */
export type SnapshotKv = {
  get(key: string, type: "text"): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
};

/** How the last look at KV ended. */
export type StoreState = "unread" | "current" | "empty" | "malformed" | "unavailable";

/**
 * The snapshot in memory, looked up in KV at most once a minute. Hold one per isolate. Requests
 * that come while a look-up is under way get what memory has: a promise must not be shared
 * between requests in Workers, and freshness is never worth a wait.
 */
export class GridStore {
  readonly #kv: SnapshotKv;
  readonly #now: () => number;
  #memory: Snapshot = EMPTY_SNAPSHOT;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #state: StoreState = "unread";

  constructor(kv: SnapshotKv, now: () => number = Date.now) {
    this.#kv = kv;
    this.#now = now;
  }

  get state(): StoreState {
    return this.#state;
  }

  /** What is known now. Never throws: a KV failure or a malformed value leaves memory as it is. */
  async read(): Promise<Snapshot> {
    if (this.#now() - this.#readAtMs < READ_EVERY_MS) return this.#memory;
    this.#readAtMs = this.#now();
    let text: string | null;
    try {
      text = await within(this.#kv.get(KEY, "text"), KV_LIMIT_MS);
    } catch {
      this.#state = "unavailable";
      return this.#memory;
    }
    if (text === null) {
      this.#state = "empty";
      return this.#memory;
    }
    const stored = parse(text);
    this.#state = stored === undefined ? "malformed" : "current";
    // KV is eventually consistent: an older copy may answer after this isolate's own write.
    if (stored !== undefined && stored.savedAt >= this.#memory.savedAt) this.#memory = stored;
    return this.#memory;
  }

  /**
   * Keeps a snapshot in memory and in KV. Where KV could not be read the stored one may know more
   * than this one, so it is left alone.
   * @returns whether KV has it
   */
  async write(snapshot: Snapshot): Promise<boolean> {
    this.#memory = snapshot;
    if (this.#state === "unavailable") return false;
    try {
      await within(this.#kv.put(KEY, JSON.stringify(snapshot)), KV_LIMIT_MS);
      return true;
    } catch {
      return false;
    }
  }
}

function parse(text: string): Snapshot | undefined {
  try {
    return snapshotSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
