import ipaddr from "ipaddr.js";
import { RefusedError } from "../../../contract/refused.ts";

/** What `[[ratelimits]]` in wrangler.toml says; a Worker cannot read it there, and a test holds the two together. */
export const POLICY = { limit: 600, periodSeconds: 60 } as const;

/** Draft-ietf-httpapi-ratelimit-headers: so much, in such a window. How much is left the platform does not tell. */
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

/** Who is counted: an API key, else an address; of IPv6 a network of 64 bits, for one caller has them all. */
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

/** What a `ratelimits` binding answers to. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** Counts one document. A limiter that fails lets it pass: to serve is its purpose. Throws `RateLimitedError`. */
export async function countIn(limiter: RateLimiter | undefined, caller: string): Promise<void> {
  const { success } = (await limiter?.limit({ key: caller }).catch(() => null)) ?? {
    success: true,
  };
  if (!success) throw new RateLimitedError();
}
