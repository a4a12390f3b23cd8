/** The number of attempts of one call, and the waits between them. */
export interface RetryPolicy {
  attempts: number;
  /** Time limit of one attempt, including its body. */
  timeoutMs: number;
  /** Upper end of the first wait; doubles with each attempt. */
  baseDelayMs: number;
  /** Maximum wait; if a provider asks for a longer one, it is not called until the next refresh. */
  maxDelayMs: number;
}

export const RETRY: RetryPolicy = {
  attempts: 3,
  timeoutMs: 8_000,
  baseDelayMs: 500,
  maxDelayMs: 10_000,
};

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;
export type Sleep = (ms: number, signal?: AbortSignal | null) => Promise<void>;

/** The refresh has made the maximum number of calls. */
export class CallBudgetError extends Error {
  override readonly name = "CallBudgetError";
  constructor(maxCalls: number) {
    super(`the budget of ${maxCalls} calls is used up`);
  }
}

/**
 * A `fetch` that stops after `maxCalls`, counting every attempt. Redirects are not followed, so that a provider's key
 * is not sent to another host.
 */
export function boundedFetch(fetch: Fetch, maxCalls: number): { fetch: Fetch; calls(): number } {
  let calls = 0;
  return {
    calls: () => calls,
    fetch: async (url, init) => {
      if (calls >= maxCalls) throw new CallBudgetError(maxCalls);
      calls += 1;
      return fetch(url, { ...init, redirect: "manual" });
    },
  };
}

export interface RetryTools {
  sleep?: Sleep;
  random?: () => number;
  now: () => number;
  policy?: Partial<RetryPolicy>;
}

/**
 * A `fetch` that retries, after a wait with full jitter, on network errors, timeouts, 429 and 5xx, and waits as long as
 * Retry-After requests. The last answer is returned regardless of its status.
 * @throws the error of the last attempt, or the reason of `init.signal`
 */
export function retryingFetch(fetch: Fetch, tools: RetryTools): Fetch {
  const { sleep = wait, random = Math.random, now } = tools;
  const policy = { ...RETRY, ...tools.policy };
  return async (url, init) => {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt >= policy.attempts;
      let delayMs = random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
      try {
        const response = await fetch(url, { ...init, signal: timed(init?.signal, policy) });
        if (last || !(response.status === 429 || response.status >= 500)) return response;
        const askedMs = retryAfterMs(response.headers.get("retry-after"), now());
        if (askedMs !== undefined && askedMs > policy.maxDelayMs) return response;
        delayMs = Math.max(delayMs, askedMs ?? 0);
        await response.body?.cancel().catch(() => undefined);
      } catch (error) {
        init?.signal?.throwIfAborted();
        if (last || error instanceof CallBudgetError) throw error;
      }
      await sleep(delayMs, init?.signal);
      init?.signal?.throwIfAborted();
    }
  };
}

/** Converts Retry-After (RFC 9110 10.2.3), seconds or an HTTP date, to ms from now; undefined if it is neither. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

function timed(signal: AbortSignal | null | undefined, policy: RetryPolicy): AbortSignal {
  const timeout = AbortSignal.timeout(policy.timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

const wait: Sleep = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done, { once: true });
  });
