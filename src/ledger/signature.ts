import type { Receipt } from "./receipt.ts";

const ALGORITHM = { name: "HMAC", hash: "SHA-256" };

/** HMAC-SHA-256 of a receipt's JSON under the deployment's `LEDGER_SECRET`, in base64. */
export async function signatureOf(receipt: Receipt, secret: string): Promise<string> {
  const mac = await crypto.subtle.sign(ALGORITHM, await keyOf(secret), bytesOf(receipt));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Whether `signature` is the signature of a receipt that was parsed from JSON. */
export async function isSigned(
  receipt: unknown,
  signature: unknown,
  secret: string,
): Promise<boolean> {
  if (typeof signature !== "string" || !/^[A-Za-z0-9+/]{43}=$/.test(signature)) return false;
  const mac = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0));
  return crypto.subtle.verify(ALGORITHM, await keyOf(secret), mac, bytesOf(receipt));
}

const bytesOf = (receipt: unknown) => new TextEncoder().encode(JSON.stringify(receipt));

const keyOf = (secret: string) =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(secret), ALGORITHM, false, [
    "sign",
    "verify",
  ]);
