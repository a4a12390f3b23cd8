import { HTTPException } from "hono/http-exception";
import type { PageLanguage } from "../contract/language.ts";
import { PROBLEM_STATUS, type ProblemType, RefusedError } from "../contract/refused.ts";
import type { Problem } from "../contract/service.ts";
import { traceOf } from "./fault.ts";

/** Media type of an error (RFC 9457). */
export const PROBLEM_TYPE = "application/problem+json";

const TITLES: Readonly<Record<number, Record<PageLanguage, string>>> = {
  400: { en: "Bad request", zh: "请求格式有误" },
  401: { en: "Authentication required", zh: "需要身份验证" },
  403: { en: "Forbidden", zh: "无权访问" },
  404: { en: "Not found", zh: "未找到" },
  405: { en: "Method not allowed", zh: "不支持该请求方法" },
  406: { en: "Not acceptable", zh: "无法以所要求的格式提供" },
  408: { en: "Request timeout", zh: "请求超时" },
  409: { en: "Conflict with another request", zh: "与另一请求冲突" },
  413: { en: "Content too large", zh: "内容过大" },
  415: { en: "Unsupported media type", zh: "不支持该媒体类型" },
  422: { en: "Unprocessable content", zh: "内容无法处理" },
  429: { en: "Too many requests", zh: "请求过多" },
  499: { en: "Client closed request", zh: "客户端已断开连接" },
  500: { en: "Internal error", zh: "内部错误" },
  501: { en: "Not implemented", zh: "未实现该功能" },
  503: { en: "Service unavailable", zh: "服务暂不可用" },
};

/** Every status that a problem can have. */
export const PROBLEM_STATUSES: readonly number[] = Object.keys(TITLES).map(Number);

export const titleOf = (status: number, language: PageLanguage = "en"): string =>
  TITLES[status]?.[language] ?? { en: "Error", zh: "错误" }[language];

/**
 * The body of an error response. `detail` is written for the caller and names the field at fault, if there is one.
 *
 * @example
 *   problem("not-found", "There is no /v2 here.")   // { type: "urn:greengist:problem:not-found", status: 404, … }
 */
export const problem = (type: ProblemType, detail: string, field?: string): Problem =>
  withStatus(PROBLEM_STATUS[type], type, detail, field);

/** The problem that an error is reported as; undefined for a fault of ours. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof RefusedError) return problem(error.type, error.message, error.field);
  if (error instanceof HTTPException) return withStatus(error.status, "http", error.message);
  return undefined;
}

/** The problem of an error that sending the same again would meet again; undefined for others. */
export function permanentProblem(error: unknown): Problem | undefined {
  const found = toProblem(error);
  const isPermanent =
    found &&
    found.status >= 400 &&
    found.status < 500 &&
    ![408, 409, 429, 499].includes(found.status);
  return isPermanent ? found : undefined;
}

/** The headers that accompany an error, such as Retry-After. */
export function headersOf(error: unknown): Record<string, string> {
  if (!(error instanceof RefusedError)) return {};
  const { headers, retryAfterSeconds } = error;
  return {
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
    ...headers,
  };
}

/** The problem for any error in the request `id`. An unforeseen error is logged and becomes a 500. */
export function failureOf(error: unknown, id: string): Problem {
  const known = toProblem(error);
  if (known) return known;
  console.error(JSON.stringify({ event: "error", id, ...traceOf(error) }));
  return problem("internal", `The request failed because of an internal error; its id is ${id}.`);
}

export const problemResponse = (body: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": PROBLEM_TYPE, ...headers },
  });

const withStatus = (status: number, type: string, detail: string, field?: string): Problem => ({
  type: `urn:greengist:problem:${type}`,
  title: titleOf(status),
  status,
  detail,
  ...(field === undefined ? {} : { field }),
});
