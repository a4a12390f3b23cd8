/**
 * How much of large documents may be in the works at once in one isolate, in bytes of request bodies. An isolate has
 * 128 MB; a document takes about ten times its size while it is read, and the model holds 37 MB.
 */
export const MAX_BYTES_IN_FLIGHT = 8_000_000;

/** Bodies up to this size are always let in, so that a crowd of large ones costs them nothing. */
export const SMALL_BYTES = 250_000;

/** A caller who left may never be counted out, because nothing of his request runs any more. */
const FORGOTTEN_AFTER_MS = 60_000;

/** Too much is in the works; the same request will do in a moment. */
export class OverloadedError extends Error {
  readonly retryAfterSeconds = 1;

  constructor(message = "Too many large documents are being read at once; try again in a second.") {
    super(message);
    this.name = "OverloadedError";
  }
}

/** Counts requests in and out, so that a crowd gets a 503 rather than the isolate its death. */
export class Admission {
  readonly #inFlight = new Map<symbol, { bytes: number; sinceMs: number }>();
  readonly #maxBytes: number;
  readonly #now: () => number;

  constructor(maxBytes: number = MAX_BYTES_IN_FLIGHT, now: () => number = Date.now) {
    this.#maxBytes = maxBytes;
    this.#now = now;
  }

  /** Lets one in and returns the way out. One alone is always let in. Throws `OverloadedError`. */
  admit(bytes: number): () => void {
    if (bytes <= SMALL_BYTES) return () => {};
    this.#forget();
    const held = [...this.#inFlight.values()].reduce((sum, one) => sum + one.bytes, 0);
    if (this.#inFlight.size > 0 && held + bytes > this.#maxBytes) throw new OverloadedError();
    const key = Symbol();
    this.#inFlight.set(key, { bytes, sinceMs: this.#now() });
    return () => this.#inFlight.delete(key);
  }

  #forget(): void {
    for (const [key, { sinceMs }] of this.#inFlight) {
      if (this.#now() - sinceMs > FORGOTTEN_AFTER_MS) this.#inFlight.delete(key);
    }
  }
}
