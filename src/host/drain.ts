import { OverloadedError } from "../api/guard/overloaded.ts";

/** Counts requests in progress, so that a host can finish them before it stops. */
export class Drain {
  #inside = 0;
  #closed = false;
  #emptied: (() => void) | undefined;

  /** @throws OverloadedError after it is closed, so that edges use another region */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new OverloadedError("This host is shutting down; try another.");
    this.#inside++;
    try {
      return await work();
    } finally {
      this.#inside--;
      if (this.#inside === 0) this.#emptied?.();
    }
  }

  /** Stops admitting requests; resolves when the last one is answered. */
  close(): Promise<void> {
    this.#closed = true;
    return new Promise((resolve) => {
      this.#emptied = resolve;
      if (this.#inside === 0) resolve();
    });
  }
}
