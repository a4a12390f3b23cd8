import { HTTPException } from "hono/http-exception";
import { OverloadedError } from "./admission.ts";
import { InvalidPageError } from "./emissions/page.ts";
import { CarbonAwareQueryError } from "./grid/carbon-aware-query.ts";
import { CallerGoneError } from "./placement/forward.ts";
import { UnknownRegionError } from "./placement/place.ts";
import { InvalidRequestError } from "./request.ts";
import { NoSelectionError } from "./summarizer/select.ts";
import { NoWriterError } from "./writing/choice.ts";

/** A problem detail (RFC 9457). `type` is stable; `field` names the member of the request at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  field?: string;
}

const TITLES: Record<number, string> = {
  400: "Malformed request",
  401: "Authentication required",
  404: "Not found",
  405: "Method not allowed",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not usable as it stands",
  499: "Nobody is waiting",
  429: "Too many requests",
  500: "Internal error",
  501: "Not offered",
  503: "Unavailable for the moment",
};

export const problem = (status: number, type: string, detail: string, field?: string): Problem => ({
  type: `urn:greengist:problem:${type}`,
  title: TITLES[status] ?? "Error",
  status,
  detail,
  ...(field === undefined ? {} : { field }),
});

/** What a domain error means in HTTP; undefined for one that is no caller's fault. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof InvalidRequestError) {
    return problem(error.status, error.type, error.message, error.field);
  }
  if (error instanceof NoSelectionError) {
    return problem(422, "no-selection", error.message, error.field);
  }
  if (error instanceof NoWriterError) {
    return problem(422, "no-writer", error.message, error.field);
  }
  if (error instanceof UnknownRegionError) {
    return problem(422, "unknown-region", error.message, "region");
  }
  if (error instanceof CallerGoneError) {
    return problem(499, "caller-gone", error.message);
  }
  if (error instanceof CarbonAwareQueryError) {
    const type = error.status === 501 ? "no-forecast" : "invalid-query";
    return problem(error.status, type, error.message, error.field);
  }
  if (error instanceof OverloadedError) {
    return problem(503, "overloaded", error.message);
  }
  if (error instanceof InvalidPageError) {
    return problem(422, "invalid-page", error.message, error.field);
  }
  if (error instanceof HTTPException) {
    return problem(error.status, "http", error.message);
  }
  return undefined;
}

/** The header that tells when to come back, for errors that pass. */
export const retryAfter = (error: unknown): Record<string, string> =>
  error instanceof OverloadedError ? { "Retry-After": String(error.retryAfterSeconds) } : {};

export const problemResponse = (body: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
