/** Every kind of problem that is reported to callers, with its HTTP status. */
export const PROBLEM_STATUS = {
  "invalid-idempotency-key": 400,
  "invalid-query": 400,
  "language-not-offered": 400,
  "no-document": 400,
  "no-such-model": 400,
  "not-compressed": 400,
  "not-json": 400,
  "not-text": 400,
  unauthorized: 401,
  "other-key": 403,
  "model-not-found": 404,
  "not-found": 404,
  "unknown-job": 404,
  "unknown-request": 404,
  "method-not-allowed": 405,
  "not-acceptable": 406,
  "too-slow": 408,
  "idempotency-conflict": 409,
  "body-too-large": 413,
  "line-too-long": 413,
  "text-too-long": 413,
  "too-many-lines": 413,
  "unsupported-encoding": 415,
  "unsupported-media-type": 415,
  "forbidden-address": 422,
  "idempotency-mismatch": 422,
  "invalid-field": 422,
  "invalid-page": 422,
  "no-selection": 422,
  "no-text": 422,
  "no-writer": 422,
  "not-offered": 422,
  "not-supported": 422,
  "too-costly": 422,
  "too-deep": 422,
  "too-many-sentences": 422,
  "unknown-region": 422,
  "unsupported-language": 422,
  "unreadable-page": 422,
  "rate-limited": 429,
  "caller-gone": 499,
  internal: 500,
  "no-forecast": 501,
  "no-jobs": 501,
  "idempotency-unavailable": 503,
  "keys-unavailable": 503,
  "model-unavailable": 503,
  overloaded: 503,
} as const satisfies Record<string, number>;

export type ProblemType = keyof typeof PROBLEM_STATUS;

/** Details of a refusal beside its type and message. */
export interface RefusalDetails {
  /** The field of the request at fault, if a single field is at fault. */
  field?: string | undefined;
  /** The time when the same request may succeed. */
  retryAfterSeconds?: number | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Base class of all errors whose message is meant for the caller. The message must not quote the document. An error of
 * any other class is a fault of ours: it is logged, and the caller gets a 500 without details.
 *
 * @example
 *   class TooCostlyError extends RefusedError {
 *     constructor() {
 *       super("too-costly", "Send a shorter document.", { field: "text" });
 *     }
 *   }
 */
export class RefusedError extends Error {
  readonly type: ProblemType;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    type: ProblemType,
    message: string,
    { field, retryAfterSeconds, headers = {} }: RefusalDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
    this.type = type;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
    this.headers = headers;
  }
}
