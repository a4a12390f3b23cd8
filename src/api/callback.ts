import { RefusedError } from "../contract/refused.ts";
import { ForbiddenAddressError, requirePublic } from "./input/url/address.ts";
import { type Lookup, requirePublicName } from "./input/url/lookup.ts";

const LOOKUP_MS = 5_000;

/** A callback that must not be posted to. */
class ForbiddenCallbackError extends RefusedError {
  constructor({ message }: ForbiddenAddressError) {
    const why = message.replace("url:", "callback:").replace("are read", "are posted to");
    super("forbidden-address", why, { field: "callback" });
  }
}

/**
 * Refuses a callback that does not clearly name a public server, and, where the deployment has a resolver, one whose
 * name leads to an address that is not public. A name that cannot be looked up now is taken, since it is looked up again
 * before each post.
 * @throws RefusedError that names the field
 */
export async function refusePrivateCallback(
  address: string,
  lookup: Lookup | undefined,
): Promise<void> {
  try {
    await requirePublicCallback(address, lookup);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
  }
}

/** Posts to a callback. Its name is looked up each time, since what it leads to may have changed in the meantime. */
export async function postCallback(
  address: string,
  init: RequestInit,
  lookup: Lookup | undefined,
): Promise<Response> {
  await requirePublicCallback(address, lookup);
  return fetch(address, init);
}

async function requirePublicCallback(address: string, lookup: Lookup | undefined): Promise<void> {
  const url = new URL(address);
  try {
    requirePublic(url);
    const isName = !/^\[|^[\d.]+$/.test(url.hostname);
    if (lookup && isName) {
      await requirePublicName(url.hostname, lookup, AbortSignal.timeout(LOOKUP_MS));
    }
  } catch (error) {
    if (error instanceof ForbiddenAddressError) throw new ForbiddenCallbackError(error);
    throw error;
  }
}
