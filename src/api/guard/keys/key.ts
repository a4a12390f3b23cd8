import { sha256 } from "hono/utils/crypto";

/**
 * An API key is `gg_<id>_<secret>`. The id is public: a name and six letters, such as "kiosk-4fz2qk"; receipts and
 * totals show it. The secret has 256 bits, so one round of SHA-256 is enough to keep.
 */
const KEY = /^gg_([a-z][a-z0-9-]{0,39})_[A-Za-z0-9.-]{43}$/;
const NAME = /^[a-z][a-z0-9-]{0,23}$/;
/** 32 letters and digits that are not easily confused. */
const LETTERS = "23456789abcdefghijkmnpqrstuvwxyz";

/** The record of a key in KV, under `key/<id>`; it never contains the key. */
export interface KeyRecord {
  /** SHA-256 of the whole key, hexadecimal. */
  hash: string;
  /** ISO 8601. */
  createdAt: string;
  revokedAt?: string;
}

export const KEY_PREFIX = "key/";

/** A name that cannot be part of an id. */
export class KeyNameError extends Error {
  constructor() {
    super("a name is 1 to 24 of a-z, 0-9 and -, and begins with a letter");
    this.name = "KeyNameError";
  }
}

/**
 * A new key, which is shown only to its creator, and the record to store.
 * @throws KeyNameError
 */
export async function createKey(
  name: string,
  now: number,
): Promise<{ id: string; key: string; record: KeyRecord }> {
  if (!NAME.test(name)) throw new KeyNameError();
  const letters = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => LETTERS[byte % 32]);
  const id = `${name}-${letters.join("")}`;
  const key = `gg_${id}_${secret()}`;
  return { id, key, record: { hash: await hashOf(key), createdAt: new Date(now).toISOString() } };
}

/** The id in a key, or undefined if it does not have this deployment's format. */
export const keyIdOf = (key: string): string | undefined => KEY.exec(key)?.[1];

/** SHA-256 of a whole key, hexadecimal. */
export async function hashOf(key: string): Promise<string> {
  const hash = await sha256(key);
  if (hash === null) throw new Error("this runtime has no Web Crypto");
  return hash;
}

/** 32 random bytes in base64, with replacements for "+" and "/", which have a meaning in URLs. */
function secret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", ".")
    .replaceAll("=", "");
}
