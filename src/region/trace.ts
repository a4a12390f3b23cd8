/** Where Cloudflare reports to any caller, a Worker too, which data center its request left from. */
export const TRACE_URL = "https://www.cloudflare.com/cdn-cgi/trace";

const TIMEOUT_MS = 2_000;
const RETRY_AFTER_MS = 15 * 60_000;

/**
 * The IATA code of the data center this code runs in, or null where that is unknown. Known for good
 * once reported, because an object never moves; after a failure asked no sooner than a quarter of an hour
 * later. Who comes while the first asks does so too: Workers may not wait for each other's requests.
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
      // Not known is an answer: the receipt is then charged to what the hint promises.
    }
    if (colo === null) failedMs = now();
    return colo;
  };
}

/** The colo in a trace ("key=value" lines), or in a `cf-placement` header ("remote-ARN"). */
export const coloOf = (text: string): string | null =>
  /^(?:colo=|(?:remote|local)-)([A-Z]{3})\s*$/m.exec(text)?.[1] ?? null;
