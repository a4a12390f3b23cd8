import * as z from "zod";
import { ForbiddenAddressError, isPublicAddress } from "./address.ts";

/** Returns the IPv4 and IPv6 addresses of a name. */
export type Lookup = (name: string, signal: AbortSignal) => Promise<string[]>;

/**
 * The JSON form of DNS over HTTPS, as Cloudflare and Google serve it. Answers also contain records other than
 * addresses.
 */
const answer = z.object({
  Status: z.number(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).default([]),
});

const ADDRESS_TYPES = { A: 1, AAAA: 28 } as const;

/** Queries a resolver such as https://cloudflare-dns.com/dns-query. */
export function dnsOverHttps(resolver: string, fetcher: typeof fetch): Lookup {
  return async (name, signal) => {
    const answers = await Promise.all(
      Object.entries(ADDRESS_TYPES).map(async ([type, number]) => {
        const url = new URL(resolver);
        url.searchParams.set("name", name);
        url.searchParams.set("type", type);
        const response = await fetcher(url, {
          headers: { accept: "application/dns-json" },
          signal,
        });
        const { Answer } = answer.parse(await response.json());
        return Answer.filter((record) => record.type === number).map(({ data }) => data);
      }),
    );
    return answers.flat();
  };
}

/**
 * Refuses a name unless all of its current addresses are public.
 * @throws ForbiddenAddressError
 */
export async function requirePublicName(
  name: string,
  lookup: Lookup,
  signal: AbortSignal,
): Promise<void> {
  const addresses = await lookup(name, signal);
  if (addresses.length === 0) throw new ForbiddenAddressError("its name resolves to no address");
  if (!addresses.every(isPublicAddress)) {
    throw new ForbiddenAddressError("its name resolves to an address that is not public");
  }
}
