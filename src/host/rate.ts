import { POLICY, type RateLimiter } from "../api/guard/limits/rate.ts";

/** Maximum number of callers kept in memory; beyond it, the oldest windows are forgotten. */
const MAX_CALLERS = 100_000;

/** The rate limit of a host, in memory: windows of a fixed length for each caller. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #windows = new Map<string, { untilMs: number; count: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async limit({ key }: { key: string }): Promise<{ success: boolean }> {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || window.untilMs <= now) {
      window = { untilMs: now + POLICY.periodSeconds * 1000, count: 0 };
      this.#windows.delete(key);
      this.#windows.set(key, window);
      const [oldest] = this.#windows.keys();
      if (this.#windows.size > MAX_CALLERS && oldest !== undefined) this.#windows.delete(oldest);
    }
    window.count++;
    return { success: window.count <= POLICY.limit };
  }
}
