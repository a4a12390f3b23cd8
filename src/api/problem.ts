import { HTTPException } from "hono/http-exception";
import type { Language } from "../contract/language.ts";
import { InvalidRequestError } from "../contract/request.ts";
import type { Problem } from "../contract/service.ts";
import { InvalidPageError } from "../ledger/page.ts";
import { CallerGoneError } from "../region/forward.ts";
import { UnknownRegionError } from "../region/place.ts";
import { ModelNotOfferedError, ModelUnavailableError } from "../summarizer/extract/choose.ts";
import { NoSelectionError } from "../summarizer/extract/select.ts";
import { NoWriterError } from "../summary/choose-writer.ts";
import { TooCostlyError } from "../summary/too-costly.ts";
import { CarbonAwareQueryError } from "./dialects/carbon-aware-query.ts";
import { traceOf } from "./fault.ts";
import { OverloadedError } from "./guard/admission.ts";
import { IdempotencyError } from "./guard/idempotency/once.ts";
import { UnauthorizedError } from "./guard/keys/authenticate.ts";
import { KeysUnavailableError } from "./guard/keys/keyring.ts";
import { RateLimitedError } from "./guard/limits/rate.ts";
import { ForbiddenAddressError } from "./input/url/address.ts";
import { UnreadablePageError } from "./input/url/page.ts";
import { NotAcceptableError } from "./output/form.ts";

export const PROBLEM_TYPE = "application/problem+json";

const TITLES: Readonly<Record<number, Record<Language, string>>> = {
  400: { en: "Malformed request", zh: "请求格式有误" },
  401: { en: "Authentication required", zh: "需要身份验证" },
  404: { en: "Not found", zh: "未找到" },
  405: { en: "Method not allowed", zh: "不支持该请求方法" },
  406: { en: "Not available in that form", zh: "无法以所要求的格式提供" },
  408: { en: "Too slow", zh: "发送过慢" },
  409: { en: "In conflict with another request", zh: "与另一请求冲突" },
  413: { en: "Too large", zh: "内容过大" },
  415: { en: "Unsupported media type", zh: "不支持该媒体类型" },
  422: { en: "Not usable as it stands", zh: "内容无法处理" },
  429: { en: "Too many requests", zh: "请求过多" },
  499: { en: "Nobody is waiting", zh: "请求方已离开" },
  500: { en: "Internal error", zh: "内部错误" },
  501: { en: "Not offered", zh: "不提供该功能" },
  503: { en: "Unavailable for the moment", zh: "暂时不可用" },
};

/** Every status that a problem may have. */
export const PROBLEM_STATUSES: readonly number[] = Object.keys(TITLES).map(Number);

export const titleOf = (status: number, language: Language = "en"): string =>
  TITLES[status]?.[language] ?? { en: "Error", zh: "错误" }[language];

export const problem = (status: number, type: string, detail: string, field?: string): Problem => ({
  type: `urn:greengist:problem:${type}`,
  title: titleOf(status),
  status,
  detail,
  ...(field === undefined ? {} : { field }),
});

/** What a domain error means in HTTP; undefined for one that is no caller's fault. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof InvalidRequestError) {
    return problem(error.status, error.type, error.message, error.field);
  }
  if (error instanceof NotAcceptableError) {
    return problem(406, "not-acceptable", error.message);
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

/** The problem of any error in the request `id`; one that nobody foresaw is logged. */
export function failureOf(error: unknown, id: string): Problem {
  const known = toProblem(error);
  if (known) return known;
  console.error(JSON.stringify({ event: "error", id, ...traceOf(error) }));
  return problem(500, "internal", `Something failed here; the request's id is ${id}.`);
}

export const problemResponse = (body: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": PROBLEM_TYPE, ...headers },
  });
