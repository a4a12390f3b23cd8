import { RefusedError } from "../../../contract/refused.ts";
import { keyIdOf } from "./key.ts";
import type { Keyring } from "./keyring.ts";
import { tokenOf } from "./token.ts";

/** A caller without a key where one is required, or with an invalid one. */
export class UnauthorizedError extends RefusedError {
  constructor(message: string) {
    super("unauthorized", message, {
      headers: { "WWW-Authenticate": 'Bearer realm="greengist"' },
    });
  }
}

/**
 * The id of the key that a request carries, as `Authorization: Bearer` or `X-API-Key`. Clients of other APIs always
 * send some token. If no key is required, a token that does not look like a greengist key is treated as no key.
 * @throws UnauthorizedError
 * @throws KeysUnavailableError
 */
export async function authenticate(
  headers: Headers,
  keyring: Keyring,
  isRequired: boolean,
): Promise<string | undefined> {
  const given =
    headers.get("x-api-key")?.trim() || (tokenOf(headers.get("authorization") ?? "") ?? "");
  if (!isRequired && keyIdOf(given) === undefined) return undefined;
  const id = await keyring.check(given);
  if (id !== undefined) return id;
  throw new UnauthorizedError(
    given === ""
      ? "Send an API key as `Authorization: Bearer KEY` or `X-API-Key: KEY`."
      : "This API key is not known here, or was revoked.",
  );
}
