import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { timingSafeEqual } from "hono/utils/buffer";
import type { App } from "../context.ts";
import { problem, problemResponse } from "../problem.ts";
import { tokenOf } from "./keys/token.ts";
import { callerOf, countIn } from "./limits/rate.ts";

/** Variables and secrets that decide who may read the ledger. */
export interface AccessConfig {
  /** "development" opens the ledger to anyone; `npm start` sets it, a deployment must not. */
  ENVIRONMENT?: string | undefined;
  /** Secret. Without it, nobody may read the ledger of a deployment. */
  ADMIN_TOKEN?: string | undefined;
}

const CHALLENGE = 'Basic realm="greengist", charset="UTF-8", Bearer realm="greengist"';

type Guarded = {
  Bindings: AccessConfig;
  Variables: Partial<Pick<App["Variables"], "parts">>;
};

/** Admits only callers who may read the analytics, the ledger and the metrics. */
export const adminOnly = createMiddleware<Guarded>(async (c, next) => {
  const refusal = await ledgerRefusal(c);
  if (refusal !== undefined) return refuse(refusal);
  await next();
  if (c.env.ENVIRONMENT !== "development") c.header("Cache-Control", "private, no-store");
});

/**
 * The reason why the caller may not read the ledger, or undefined if permitted. Permitted are all callers in local
 * development, otherwise callers who send the admin token as `Bearer` or, for browsers, as the password of `Basic`. The
 * Host header is ignored, because callers can set it freely.
 */
export async function ledgerRefusal(
  c: Pick<Context<Guarded>, "env" | "req" | "var">,
): Promise<string | undefined> {
  const { ENVIRONMENT, ADMIN_TOKEN } = c.env;
  if (ENVIRONMENT === "development") return undefined;
  if (!ADMIN_TOKEN) {
    return (
      "This deployment has no admin token. Set one with `npx wrangler secret put ADMIN_TOKEN`; " +
      "for local development, start with `npm start`."
    );
  }
  const given = tokenOf(c.req.header("authorization") ?? "");
  // Tokens are counted before they are compared, so that guessing is limited whether or not it succeeds.
  if (given !== undefined) {
    const address = callerOf(undefined, c.req.header("cf-connecting-ip") ?? null);
    await countIn(c.var.parts?.limiter, `admin/${address}`);
  }
  if (given === undefined || !(await timingSafeEqual(given, ADMIN_TOKEN))) {
    return (
      "Send the deployment's ADMIN_TOKEN as `Authorization: Bearer TOKEN`, or as the password of " +
      "Basic authentication. Whoever runs it sets it with `npx wrangler secret put ADMIN_TOKEN`."
    );
  }
  return undefined;
}

const refuse = (detail: string): Response =>
  problemResponse(problem("unauthorized", detail), {
    "WWW-Authenticate": CHALLENGE,
    "Cache-Control": "no-store",
  });
