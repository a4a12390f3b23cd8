import { numberOf, switchOf } from "../settings.ts";

/** Variables that limit who may call and how much; all optional. */
export interface LimitsConfig {
  /** "on" requires an API key for every request. */
  REQUIRE_KEY?: string | undefined;
  /** "off" removes the rate limit; "on" by default, except in local development. */
  RATE_LIMIT?: string | undefined;
  /** Limit on the predicted CPU time of one document in seconds, 0.0001 to 300; no limit by default. */
  MAX_REQUEST_CPU_SECONDS?: string | undefined;
  /** Limit on the predicted CPU time of all documents of one request together in seconds, 0.1 to 3600; 24 by default. */
  MAX_BATCH_CPU_SECONDS?: string | undefined;
  /** Time limit for sending a body in seconds, 0.1 to 300. */
  BODY_TIMEOUT_SECONDS?: string | undefined;
  /** Number of heavy documents summarized at once, 1 to 1000; 1 by default, since a Worker has one thread. */
  MAX_CONCURRENT?: string | undefined;
  ENVIRONMENT?: string | undefined;
}

export interface Limits {
  isKeyRequired: boolean;
  isRateLimited: boolean;
  maxCpuSeconds: number;
  maxBatchCpuSeconds: number;
  bodyDeadlineMs: number;
  maxConcurrent: number;
}

const DEFAULT_BODY_TIMEOUT_SECONDS = 30;
/** Four fifths of what `wrangler.toml` allows a request, since predictions may be too low by a fifth. */
const DEFAULT_BATCH_CPU_SECONDS = 24;

/** @throws SettingError */
export function configureLimits(config: LimitsConfig): Limits {
  const isDevelopment = config.ENVIRONMENT === "development";
  const timeout = numberOf(
    "BODY_TIMEOUT_SECONDS",
    config.BODY_TIMEOUT_SECONDS,
    DEFAULT_BODY_TIMEOUT_SECONDS,
    [0.1, 300],
  );
  return {
    isKeyRequired: switchOf("REQUIRE_KEY", config.REQUIRE_KEY, false),
    isRateLimited: switchOf("RATE_LIMIT", config.RATE_LIMIT, !isDevelopment),
    maxCpuSeconds: numberOf(
      "MAX_REQUEST_CPU_SECONDS",
      config.MAX_REQUEST_CPU_SECONDS,
      Number.POSITIVE_INFINITY,
      [0.0001, 300],
    ),
    maxBatchCpuSeconds: numberOf(
      "MAX_BATCH_CPU_SECONDS",
      config.MAX_BATCH_CPU_SECONDS,
      DEFAULT_BATCH_CPU_SECONDS,
      [0.1, 3_600],
    ),
    bodyDeadlineMs: timeout * 1000,
    maxConcurrent: Math.round(numberOf("MAX_CONCURRENT", config.MAX_CONCURRENT, 1, [1, 1_000])),
  };
}
