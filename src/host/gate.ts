import { OverloadedError } from "../api/guard/admission.ts";

/**
 * Lets a bounded number in at once: one process computes one thing at a time, so that more would
 * only wait longer. Throws `OverloadedError` to the rest, who do better elsewhere.
 */
export class Gate {
  #inside = 0;
  #closed = false;
  readonly #capacity: number;
  #emptied: (() => void) | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get inside(): number {
    return this.#inside;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new OverloadedError("This host is shutting down; try another.");
    if (this.#inside >= this.#capacity) {
      throw new OverloadedError(
        "This host has all the work that it can take; try again in a second.",
      );
    }
    this.#inside++;
    try {
      return await work();
    } finally {
      this.#inside--;
      if (this.#inside === 0) this.#emptied?.();
    }
  }

  /** Lets nobody in any more; resolves once the last one is out. */
  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => {
      this.#emptied = resolve;
      if (this.#inside === 0) resolve();
    });
  }
}
