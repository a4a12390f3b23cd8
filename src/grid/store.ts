import { within } from "../deadline.ts";
import { EMPTY_SNAPSHOT, type Snapshot, snapshotSchema } from "./snapshot.ts";

const KEY = "grid:v1";
const READ_EVERY_MS = 60_000;
const KV_LIMIT_MS = 2_000;

/** The part of a KV namespace that the store uses. */
export type SnapshotKv = {
  get(key: string, type: "text"): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
};

/** The result of the last read from KV. */
export type StoreState = "unread" | "current" | "empty" | "malformed" | "unavailable";

/**
 * The snapshot in memory, read from KV at most once a minute. Use one store per isolate. Requests that arrive during a
 * read get the snapshot in memory, because a promise must not be shared between requests in Workers, and fresher data
 * is not worth a wait.
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

  /** The current snapshot. Never throws: after a KV failure or a malformed value, the snapshot in memory stays. */
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
    // KV is eventually consistent, so it may return an older copy after this isolate's own write.
    if (stored !== undefined && stored.savedAt >= this.#memory.savedAt) this.#memory = stored;
    return this.#memory;
  }

  /**
   * Stores a snapshot in memory and in KV. If KV could not be read, the stored snapshot may contain more than this one,
   * so it is left unchanged.
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
