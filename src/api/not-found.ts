import type { Context } from "hono";
import type { App } from "./context.ts";
import { toOpenAiError } from "./dialects/errors.ts";
import { problem, problemResponse } from "./problem.ts";

/** Answers a path that is not here; under /v1 also in the shape that clients of OpenAI's API read. */
export function notFound(c: Context<App>): Response {
  const body = problem("not-found", `There is no ${c.req.path} here.`);
  if (!c.req.path.startsWith("/v1/")) return problemResponse(body);
  return problemResponse({ ...body, ...toOpenAiError(body).body });
}
