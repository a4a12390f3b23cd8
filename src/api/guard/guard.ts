import { createMiddleware } from "hono/factory";
import { MAX_BODY_BYTES } from "../../contract/request.ts";
import type { App } from "../context.ts";
import { Admission } from "./admission.ts";
import { authenticate, UnauthorizedError } from "./keys/authenticate.ts";
import { callerOf, countIn, POLICY_HEADER } from "./limits/rate.ts";

/** Limits the work in progress in this isolate, whatever its route. */
export const admission = new Admission();

/** Identifies the caller for the limits: by API key, else by address. */
export const callerIn = (headers: Headers, keyId: string | undefined): string =>
  callerOf(keyId, headers.get("cf-connecting-ip"));

/** Refuses an invalid API key, and a missing one where keys are required. */
const requireKey = createMiddleware<App>(async (c, next) => {
  const { isKeyRequired, keyring, limiter } = c.var.parts;
  const { headers } = c.req.raw;
  if (!keyring) {
    if (isKeyRequired)
      throw new UnauthorizedError("This deployment requires keys and has no KEYS.");
    return next();
  }
  try {
    c.set("keyId", await authenticate(headers, keyring, isKeyRequired));
  } catch (error) {
    // Guesses are counted by address.
    if (error instanceof UnauthorizedError) await countIn(limiter, callerIn(headers, undefined));
    throw error;
  }
  await next();
});

/** Counts one document; each further one of a batch is counted in `api/batch.ts`. */
const limitRate = createMiddleware<App>(async (c, next) => {
  const { limiter } = c.var.parts;
  if (!limiter) return next();
  await countIn(limiter, callerIn(c.req.raw.headers, c.get("keyId")));
  await next();
  c.header("RateLimit-Policy", POLICY_HEADER);
});

/**
 * Admits a request by the size of its body; one of unknown length counts as the largest. NDJSON is admitted line by
 * line, since it may go on without end.
 */
const limitInFlight = createMiddleware<App>(async (c, next) => {
  if (/ndjson|jsonl/i.test(c.req.header("content-type") ?? "")) return next();
  const length = Number(c.req.header("content-length") ?? MAX_BODY_BYTES);
  const pass = await admission.admit(Math.min(length, MAX_BODY_BYTES));
  c.set("pass", pass);
  try {
    await next();
  } finally {
    const { following } = c.var;
    if (following) following.then(pass.leave, pass.leave);
    else pass.leave();
  }
});

/** Middleware before every route that leads to `serve`, in this order. */
export const guard = [requireKey, limitRate, limitInFlight] as const;
