import { RefusedError } from "../../contract/refused.ts";
import type { Turns } from "../../region/turns.ts";

/** The documents of one request need more CPU time together than one request is allowed. */
export class SpentBudgetError extends RefusedError {
  constructor(maxCpuSeconds: number) {
    super(
      "too-costly",
      `The documents of this request take more than ${maxCpuSeconds} seconds of CPU together. ` +
        "Send this one in another request.",
    );
  }
}

/**
 * Limits the predicted CPU time of all documents of one request together. The platform would stop a request that takes
 * more, and all of its answers would be lost. Only the document that exceeds the limit is refused; a smaller one after it
 * may still fit.
 */
export class Budget implements Turns {
  readonly #turns: Turns;
  readonly #maxCpuSeconds: number;
  #spentSeconds = 0;

  constructor(turns: Turns, maxCpuSeconds: number) {
    this.#turns = turns;
    this.#maxCpuSeconds = maxCpuSeconds;
  }

  hasRoom(cpuSeconds: number): boolean {
    return this.#turns.hasRoom(cpuSeconds);
  }

  /**
   * Runs work in its turn.
   * @throws SpentBudgetError before the work starts
   * @throws RefusedError 503 if too much work is waiting
   */
  async take<T>(cpuSeconds: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#spentSeconds + cpuSeconds > this.#maxCpuSeconds) {
      throw new SpentBudgetError(this.#maxCpuSeconds);
    }
    this.#spentSeconds += cpuSeconds;
    return this.#turns.take(cpuSeconds, work, signal);
  }
}
