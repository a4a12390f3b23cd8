/** URL where Cloudflare reports to any caller, including a Worker, the data center that its request left from. */
export const TRACE_URL = "https://www.cloudflare.com/cdn-cgi/trace";

const TIMEOUT_MS = 2_000;
const RETRY_AFTER_MS = 15 * 60_000;

/**
 * The IATA code of the data center that this code runs in; null if unknown. Once reported, it is kept for good, because
 * an object never moves. After a failure, the next attempt is a quarter of an hour later at the earliest. Requests that
 * arrive during the first attempt make their own, because a Worker's request must not wait for another request's I/O.
 */
export function createLocator(
  fetcher: typeof fetch,
  url: string = TRACE_URL,
  now: () => number = Date.now,
): () => Promise<string | null> {
  let colo: string | null = null;
  let failedMs = Number.NEGATIVE_INFINITY;
  return async () => {
    if (colo !== null || now() - failedMs < RETRY_AFTER_MS) return colo;
    try {
      const response = await fetcher(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      colo ??= coloOf((await response.text()).slice(0, 2_000));
    } catch {
      // An unknown location is a valid answer: the receipt is then charged to the zones of the hint.
    }
    if (colo === null) failedMs = now();
    return colo;
  };
}

/** The colo in a trace ("key=value" lines), or in a `cf-placement` header ("remote-ARN"). */
export const coloOf = (text: string): string | null =>
  /^(?:colo=|(?:remote|local)-)([A-Z]{3})\s*$/m.exec(text)?.[1] ?? null;
