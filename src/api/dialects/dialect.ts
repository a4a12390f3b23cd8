import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import {
  InvalidRequestError,
  MAX_SUMMARY_TOKENS,
  summaryRequest,
  validate,
} from "../../contract/request.ts";
import type { Problem } from "../../contract/service.ts";
import type { App } from "../context.ts";
import { bodyOptionsOf } from "../guard/guard.ts";
import { decodeUtf8, readBody } from "../input/body.ts";
import { refuseTooLong } from "../input/document.ts";
import { bodyKindOf } from "../input/media-type.ts";
import { parseJson } from "../input/read.ts";
import { PROBLEM_TYPE, problem, problemResponse } from "../problem.ts";
import type { Order } from "../serve.ts";
import type { SentDocument } from "../serve-once.ts";
import type { Rendering } from "./errors.ts";
import type { Limit } from "./fit.ts";

/**
 * Converts every problem in a request, wherever it was detected, into the error format of the dialect. `names` maps our
 * members to the dialect's: `{ text: "inputs" }`.
 */
export const speak = (
  render: (problem: Problem) => Rendering,
  names: Readonly<Record<string, string>>,
) =>
  createMiddleware<App>(async (c, next) => {
    await next();
    if (c.res.headers.get("content-type") !== PROBLEM_TYPE) return;
    const { status, body } = render(rename(await c.res.json<Problem>(), names));
    c.res = Response.json(body, { status });
  });

/** Answers every method that a path does not support, in the dialect's error format. */
export const takesOnly =
  (allow: string) =>
  ({ req }: Context<App>): Response => {
    const detail = `${req.path} accepts ${allow}, not ${req.method}.`;
    return problemResponse(problem("method-not-allowed", detail), { Allow: allow });
  };

/** A detail begins with the name of the member at fault. */
function rename(problem: Problem, names: Readonly<Record<string, string>>): Problem {
  const { field, detail } = problem;
  const name = field === undefined ? undefined : names[field];
  if (field === undefined || name === undefined) return problem;
  const told = detail.startsWith(field) ? name + detail.slice(field.length) : detail;
  return { ...problem, field: name, detail: told };
}

/** A request of a dialect in our terms. */
export type DialectRequest = { text: string; max_length?: number | null | undefined } & {
  min_length?: number | null | undefined;
  /** A limit in units other than tokens, which the dialect enforces itself (`fit.ts`). */
  limit?: Limit;
} & Partial<
    Pick<
      Order["request"],
      | "length"
      | "sentences"
      | "format"
      | "query"
      | "mode"
      | "region"
      | "num_beams"
      | "early_stopping"
      | "model"
    >
  >;

/**
 * Turns a wish into a summary request. The APIs imitated here never refuse length limits; they cut. So the minimum is
 * lowered to the maximum if it exceeds it, and the maximum is lowered to ours.
 * @throws InvalidRequestError
 */
export function orderOf(
  { max_length, min_length, limit: _, ...wish }: DialectRequest,
  bytes: number,
): SentDocument {
  const most = Math.min(max_length ?? MAX_SUMMARY_TOKENS, MAX_SUMMARY_TOKENS);
  refuseTooLong(wish);
  const body = validate(summaryRequest, {
    ...wish,
    overflow: "cut",
    ...(max_length != null && { max_length: most }),
    ...(min_length != null && { min_length: Math.min(min_length, most) }),
  });
  return { document: body, bytes };
}

/**
 * Reads a JSON body within the limits that hold for every endpoint.
 * @throws InvalidRequestError
 */
export async function readJson(c: Context<App>): Promise<{ json: unknown; bytes: number }> {
  if (bodyKindOf(c.req.header("content-type") ?? null) !== "json") {
    const detail = "Send Content-Type: application/json.";
    throw new InvalidRequestError("unsupported-media-type", detail);
  }
  const { bytes, sentBytes } = await readBody(c.req.raw, bodyOptionsOf(c));
  return { json: parseJson(decodeUtf8(bytes)), bytes: sentBytes };
}
