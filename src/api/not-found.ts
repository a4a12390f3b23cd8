import type { Context } from "hono";
import type { App } from "./context.ts";
import { toOpenAiError } from "./dialects/errors.ts";
import { problem, problemResponse } from "./problem.ts";

/** Answers an unknown path with 404; under /v1 in a format that clients of OpenAI's API also understand. */
export function notFound(c: Context<App>): Response {
  const body = problem("not-found", `There is no ${c.req.path} here.`);
  if (!c.req.path.startsWith("/v1/")) return problemResponse(body);
  return problemResponse({ ...body, ...toOpenAiError(body).body });
}
