import { OverloadedError } from "./overloaded.ts";

/**
 * Maximum size of large documents in progress at once in one isolate, in bytes of request bodies. An isolate has 128
 * MB; a document takes about ten times its size while it is read, and the model takes 37 MB.
 */
export const MAX_BYTES_IN_FLIGHT = 8_000_000;

/** Bodies up to this size have their own lane, so that a crowd of large bodies does not delay them. */
export const SMALL_BYTES = 250_000;
export const MAX_SMALL_BYTES_IN_FLIGHT = 2_000_000;

/** The minimum that a request counts, however small its document, so that at most 500 are in progress at once. */
const MIN_BYTES = 4_000;

/** How long a document waits while the isolate is full. */
const MAX_WAIT_MS = 5_000;
export const MAX_WAITING = 500;
const LOOK_AGAIN_MS = 20;
/** A request that has not checked for this long was dropped with its caller, and must not block the others. */
const GONE_AFTER_MS = 1_000;

/** A request that the platform dropped never releases its own bytes, so they are released after this time. */
const FORGOTTEN_AFTER_MS = 60_000;

/** The admission of one document. */
export interface Pass {
  /**
   * Counts additional bytes, such as those of a page, or negative ones when bytes are released. @throws OverloadedError
   */
  grow(bytes: number): void;
  leave(): void;
}

interface Entry {
  bytes: number;
  /** Time of its arrival, and then of its admission. */
  sinceMs: number;
  /** Time of its last check, while it waits. */
  lookedMs: number;
}

/** Two lanes, so that neither small nor large documents wait for the others. */
type Lane = "small" | "large";
const laneOf = (bytes: number): Lane => (bytes <= SMALL_BYTES ? "small" : "large");

/** Limits the bytes of the documents in progress: a crowd waits, then gets a 503, before memory runs out. */
export class Admission {
  readonly #inside = new Set<Entry>();
  readonly #waiting: Record<Lane, Entry[]> = { small: [], large: [] };
  readonly #limits: Record<Lane, number>;
  readonly #now: () => number;
  readonly #sleep: (ms: number) => Promise<unknown>;

  constructor(
    limits: Record<Lane, number> = { small: MAX_SMALL_BYTES_IN_FLIGHT, large: MAX_BYTES_IN_FLIGHT },
    now: () => number = Date.now,
    sleep: (ms: number) => Promise<unknown> = (ms) => new Promise((wake) => setTimeout(wake, ms)),
  ) {
    this.#limits = limits;
    this.#now = now;
    this.#sleep = sleep;
  }

  /**
   * Admits a document, waiting for others to finish if necessary. A document that is alone in its lane is always
   * admitted.
   * @throws OverloadedError
   */
  async admit(bytes: number): Promise<Pass> {
    const now = this.#now();
    const entry: Entry = { bytes: Math.max(bytes, MIN_BYTES), sinceMs: now, lookedMs: now };
    const line = this.#waiting[laneOf(entry.bytes)];
    if (line.length > 0 || !this.#fits(entry)) await this.#wait(line, entry);
    this.#inside.add(entry);
    return {
      grow: (more) => {
        entry.bytes += more;
        if (more <= 0 || this.#fits(entry)) return;
        entry.bytes -= more;
        throw tooMany();
      },
      leave: () => this.#inside.delete(entry),
    };
  }

  /**
   * Each request checks for itself: if it relied on another request to wake it, it would sleep forever when that
   * request is cancelled.
   */
  async #wait(line: Entry[], self: Entry): Promise<void> {
    if (line.length >= MAX_WAITING) throw tooMany();
    line.push(self);
    try {
      for (;;) {
        self.lookedMs = this.#now();
        while (line[0] && self.lookedMs - line[0].lookedMs > GONE_AFTER_MS) line.shift();
        // The clock may have stood still while another request computed, so this one may have been removed as gone.
        if (!line.includes(self)) line.push(self);
        if (line[0] === self && this.#fits(self)) break;
        if (self.lookedMs - self.sinceMs >= MAX_WAIT_MS) throw tooMany();
        await this.#sleep(LOOK_AGAIN_MS);
      }
    } finally {
      const at = line.indexOf(self);
      if (at >= 0) line.splice(at, 1);
    }
    self.sinceMs = self.lookedMs;
  }

  #fits(entry: Entry): boolean {
    const lane = laneOf(entry.bytes);
    let others = 0;
    for (const one of this.#inside) {
      if (this.#now() - one.sinceMs > FORGOTTEN_AFTER_MS) this.#inside.delete(one);
      else if (one !== entry && laneOf(one.bytes) === lane) others += one.bytes;
    }
    return others === 0 || others + entry.bytes <= this.#limits[lane];
  }
}

const tooMany = () =>
  new OverloadedError("Too many documents are being read at once; try again in a second.");
