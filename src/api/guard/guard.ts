import { createMiddleware } from "hono/factory";
import { MAX_BODY_BYTES } from "../../contract/request.ts";
import { deploymentOf, guardsOf } from "../../deployment/bindings.ts";
import type { App } from "../serve.ts";
import { Admission } from "./admission.ts";
import { authenticate, UnauthorizedError } from "./keys/authenticate.ts";
import { callerOf, countIn, POLICY_HEADER } from "./limits/rate.ts";

/** What every isolate lets in at once, by whatever way. */
export const admission = new Admission();

/** Who calls, for the limits: his key, else where he calls from. */
export const callerIn = (headers: Headers, keyId: string | undefined): string =>
  callerOf(keyId, headers.get("cf-connecting-ip"));

/** Whoever comes with a key must come with a good one, and where one is needed, everybody must. */
const requireKey = createMiddleware<App>(async (c, next) => {
  const { isKeyRequired } = deploymentOf(c.env);
  const { keyring, limiter } = guardsOf(c.env);
  const { headers } = c.req.raw;
  if (!keyring) {
    if (isKeyRequired)
      throw new UnauthorizedError("This deployment requires keys and has no KEYS.");
    return next();
  }
  try {
    c.set("keyId", await authenticate(headers, keyring, isKeyRequired));
  } catch (error) {
    // Whoever tries keys is counted by his address.
    if (error instanceof UnauthorizedError) await countIn(limiter, callerIn(headers, undefined));
    throw error;
  }
  await next();
});

/** Counts one document; those of a batch count each (`input/results.ts`). */
const limitRate = createMiddleware<App>(async (c, next) => {
  const { limiter } = guardsOf(c.env);
  if (!limiter) return next();
  await countIn(limiter, callerIn(c.req.raw.headers, c.get("keyId")));
  await next();
  c.header("RateLimit-Policy", POLICY_HEADER);
});

/**
 * A body of untold length is taken for the largest. The lines of NDJSON are let in one by one, for there is no end
 * to them.
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

/** Stands before every way in to `serve`, in this order. */
export const guard = [requireKey, limitRate, limitInFlight] as const;
