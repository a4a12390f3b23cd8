import { RefusedError } from "../../../contract/refused.ts";
import type { Begun, Kept } from "./claim.ts";

/** The interface of an object that holds a claim. */
export interface ClaimHolder {
  begin(fingerprint: string): Promise<Begun>;
  finish(kept: Kept): Promise<void>;
  forget(): Promise<void>;
}

/** Draft-ietf-httpapi-idempotency-key-header: a quoted string; most clients send it without quotes. */
const KEY = /^"?([\x21\x23-\x7e]{1,255})"?$/;

/** @throws RefusedError 400 for a malformed key */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const key = KEY.exec(header.trim())?.[1];
  if (key !== undefined) return key;
  throw new RefusedError(
    "invalid-idempotency-key",
    "Idempotency-Key is 1 to 255 visible ASCII characters, such as a UUID.",
  );
}

/** The name of the object that holds one caller's key. The key cannot be derived from it. */
export const claimName = (caller: string, key: string): Promise<string> =>
  hmac("greengist idempotency", `${caller}\n${key}`);

/**
 * Identifies the content of a request. It is an HMAC with the caller's own idempotency key, which is not stored
 * anywhere, so that nobody who reads the storage can test texts against it.
 */
export const fingerprintOf = (key: string, document: unknown): Promise<string> =>
  hmac(key, JSON.stringify(document));

/**
 * Runs a request once per key. A request that fails releases its key.
 * @throws RefusedError for a key that came with another request, is still in use, or cannot be looked up; and the errors of `run` and `replay`
 */
export async function once<T>(
  holder: ClaimHolder,
  fingerprint: string,
  {
    run,
    replay,
  }: { run: () => Promise<{ value: T; kept: Kept }>; replay: (kept: Kept) => Promise<T> },
): Promise<T> {
  const begun = await holder.begin(fingerprint).catch(() => {
    const message = "Idempotency keys cannot be looked up at the moment; try again in a second.";
    throw new RefusedError("idempotency-unavailable", message, { retryAfterSeconds: 1 });
  });
  switch (begun.state) {
    case "done":
      return replay(begun.kept);
    case "mismatch":
      throw new RefusedError(
        "idempotency-mismatch",
        "This Idempotency-Key came with another request within the last 24 hours.",
      );
    case "running":
      throw new RefusedError(
        "idempotency-conflict",
        "A request with this Idempotency-Key is still being served; try again in a second.",
        { retryAfterSeconds: 1 },
      );
  }
  const { value, kept } = await run().catch(async (error) => {
    await holder.forget().catch(() => {});
    throw error;
  });
  // The request was served, even if its key could not be stored.
  await holder.finish(kept).catch(() => console.warn(JSON.stringify({ event: "key-not-kept" })));
  return value;
}

async function hmac(key: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const secret = await crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, [
    "sign",
  ]);
  const mac = await crypto.subtle.sign("HMAC", secret, encoder.encode(message));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}
