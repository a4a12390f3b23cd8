import { HTTPException } from "hono/http-exception";
import { OverloadedError } from "./admission.ts";
import { InvalidPageError } from "./emissions/page.ts";
import { CarbonAwareQueryError } from "./grid/carbon-aware-query.ts";
import { IdempotencyError } from "./idempotency/once.ts";
import { ForbiddenAddressError } from "./input/url/address.ts";
import { UnreadablePageError } from "./input/url/page.ts";
import { UnauthorizedError } from "./keys/authenticate.ts";
import { KeysUnavailableError } from "./keys/keyring.ts";
import { TooCostlyError } from "./limits/cost.ts";
import { RateLimitedError } from "./limits/rate.ts";
import { CallerGoneError } from "./placement/forward.ts";
import { UnknownRegionError } from "./placement/place.ts";
import { InvalidRequestError } from "./request.ts";
import { ModelNotOfferedError, ModelUnavailableError } from "./summarizer/choose.ts";
import { NoSelectionError } from "./summarizer/select.ts";

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
  408: "Too slow",
  409: "Not now",
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
  if (error instanceof ModelNotOfferedError) {
    return problem(422, "not-supported", error.message, error.field);
  }
  if (error instanceof ModelUnavailableError) {
    return problem(503, "model-unavailable", error.message, "model");
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
  if (error instanceof UnauthorizedError) {
    return problem(401, "unauthorized", error.message);
  }
  if (error instanceof KeysUnavailableError) {
    return problem(503, "keys-unavailable", error.message);
  }
  if (error instanceof RateLimitedError) {
    return problem(429, "rate-limited", error.message);
  }
  if (error instanceof TooCostlyError) {
    return problem(422, "too-costly", error.message);
  }
  if (error instanceof IdempotencyError) {
    return problem(error.status, error.type, error.message);
  }
  if (error instanceof ForbiddenAddressError) {
    return problem(422, "forbidden-address", `url: ${error.message}.`, "url");
  }
  if (error instanceof UnreadablePageError) {
    return problem(422, "unreadable-page", `url: ${error.message}.`, "url");
  }
  if (error instanceof InvalidPageError) {
    return problem(422, "invalid-page", error.message, error.field);
  }
  if (error instanceof HTTPException) {
    return problem(error.status, "http", error.message);
  }
  return undefined;
}

/** The headers that go with a problem: when to come back, what to send. */
export function headersOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return {};
  const { headers, retryAfterSeconds } = error as Partial<RateLimitedError>;
  return {
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
    ...(toProblem(error) && headers),
  };
}

export const problemResponse = (body: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
