import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { App } from "../context.ts";
import type { BodyOptions } from "../input/body.ts";
import { Admission } from "./admission.ts";
import { Intake } from "./intake.ts";
import { authenticate, UnauthorizedError } from "./keys/authenticate.ts";
import { callerOf, countIn, POLICY_HEADER } from "./limits/rate.ts";

/** Limits the bytes of arriving bodies, and of documents in progress, in this isolate, for all routes. */
const intake = new Intake();
export const admission = new Admission();

/** How to read the body of a request: its bytes are counted as they arrive, then it is admitted by its size. */
export const bodyOptionsOf = (c: Context<App>): BodyOptions => ({
  intake,
  deadlineMs: c.get("parts").bodyDeadlineMs,
  admit: async (bytes) => c.set("pass", await admission.admit(bytes)),
});

/** Identifies the caller for the limits: by API key, otherwise by address. */
export const callerIn = (headers: Headers, keyId: string | undefined): string =>
  callerOf(keyId, headers.get("cf-connecting-ip"));

/** Refuses an invalid API key, and a missing one where keys are required. */
const requireKey = createMiddleware<App>(async (c, next) => {
  const { isKeyRequired, keyring, limiter } = c.get("parts");
  const { headers } = c.req.raw;
  if (!keyring) {
    if (isKeyRequired)
      throw new UnauthorizedError("This deployment requires keys and has no KEYS.");
    return next();
  }
  try {
    c.set("keyId", await authenticate(headers, keyring, isKeyRequired));
  } catch (error) {
    // Failed attempts are counted by address.
    if (error instanceof UnauthorizedError) await countIn(limiter, callerIn(headers, undefined));
    throw error;
  }
  await next();
});

/** Counts one document; each further one of a batch is counted in `api/batch.ts`. */
const limitRate = createMiddleware<App>(async (c, next) => {
  const { limiter } = c.get("parts");
  if (!limiter) return next();
  await countIn(limiter, callerIn(c.req.raw.headers, c.get("keyId")));
  await next();
  c.header("RateLimit-Policy", POLICY_HEADER);
});

/** Releases a document that was admitted after its body had arrived (`bodyOptionsOf`). */
export const countOut = createMiddleware<App>(async (c, next) => {
  try {
    await next();
  } finally {
    const { following, pass } = c.var;
    if (following && pass) following.then(pass.leave, pass.leave);
    else pass?.leave();
  }
});

/** Middleware before every route that leads to `serve`, in this order. */
export const guard = [requireKey, limitRate, countOut] as const;
