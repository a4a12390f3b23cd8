import { within } from "../deadline.ts";

/** Waits before the second and each further attempt. After the last one, the result can still be read. */
export const CALLBACK_DELAYS_MS = [30_000, 2 * 60_000, 10 * 60_000, 3_600_000, 6 * 3_600_000];
const TIMEOUT_MS = 10_000;

export interface Delivery {
  url: string;
  /** The result of {@link callbackSecret}. */
  secret: string;
  /** The same at each attempt, so that a receiver can recognize repetitions. It differs from the job's id. */
  messageId: string;
  body: string;
  nowMs: number;
}

/**
 * Posts a body, signed according to Standard Webhooks (HMAC-SHA256 of id, time and body). Redirects are not followed,
 * because the caller did not name the other host.
 * @returns whether the receiver accepted it, which is any 2xx; never rejects
 */
export async function deliver(
  fetcher: (url: string, init: RequestInit) => Promise<Response>,
  { url, secret, messageId, body, nowMs }: Delivery,
): Promise<boolean> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signature = await sign(secret, `${messageId}.${timestamp}.${body}`);
  const post = fetcher(url, {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      "content-type": "application/json",
      "user-agent": "greengist",
      "webhook-id": messageId,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  });
  try {
    const response = await within(post, TIMEOUT_MS);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function sign(secret: string, message: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice("whsec_".length)), (one) => one.charCodeAt(0));
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message));
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}
