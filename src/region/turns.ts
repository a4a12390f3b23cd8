/** Divides the thread of an isolate or a host among work, by predicted CPU time (`api/guard/lanes.ts`). */
export interface Turns {
  /** Whether work of that size would be accepted now, to run or to wait. */
  hasRoom(cpuSeconds: number): boolean;
  /**
   * Runs work when its turn comes.
   * @throws RefusedError 503 if too much work is waiting
   */
  take<T>(cpuSeconds: number, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}
