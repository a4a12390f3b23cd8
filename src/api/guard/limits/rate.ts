import ipaddr from "ipaddr.js";
import { RefusedError } from "../../../contract/refused.ts";

/**
 * The settings of `[[ratelimits]]` in wrangler.toml. A Worker cannot read them there, so a test checks that the two
 * agree.
 */
export const POLICY = { limit: 600, periodSeconds: 60 } as const;

/** Draft-ietf-httpapi-ratelimit-headers: the quota and its window. The platform does not report the remaining quota. */
export const POLICY_HEADER = `"default";q=${POLICY.limit};w=${POLICY.periodSeconds}`;

/** A caller sent more documents than the rate limit allows. */
export class RateLimitedError extends RefusedError {
  constructor() {
    super(
      "rate-limited",
      `At most ${POLICY.limit} documents in ${POLICY.periodSeconds} seconds from one caller; try again later.`,
      {
        retryAfterSeconds: POLICY.periodSeconds,
        headers: { RateLimit: `"default";r=0;t=${POLICY.periodSeconds}` },
      },
    );
  }
}

/**
 * The key that requests are counted under: an API key, otherwise an IPv4 address or a 64-bit IPv6 network, because one
 * caller controls a whole network.
 */
export function callerOf(keyId: string | undefined, address: string | null): string {
  if (keyId !== undefined) return `key/${keyId}`;
  return `address/${address && ipaddr.isValid(address) ? networkOf(address) : "unknown"}`;
}

function networkOf(address: string): string {
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const network = parsed.toByteArray().fill(0, 8);
  return `${ipaddr.fromByteArray(network)}/64`;
}

/** The interface of a `ratelimits` binding. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/**
 * Counts one document. If the limiter fails, the document passes, because serving matters more.
 * @throws RateLimitedError
 */
export async function countIn(limiter: RateLimiter | undefined, caller: string): Promise<void> {
  const { success } = (await limiter?.limit({ key: caller }).catch(() => null)) ?? {
    success: true,
  };
  if (!success) throw new RateLimitedError();
}
