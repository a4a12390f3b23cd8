/** Shares the thread of an isolate or a host among work, by predicted CPU time (`api/guard/lanes.ts`). */
export interface Turns {
  /** Whether work of that size would be accepted now: to run or to wait. */
  hasRoom(cpuSeconds: number): boolean;
  /**
   * Runs work in its turn.
   * @throws RefusedError 503 where too much work waits
   */
  take<T>(cpuSeconds: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
