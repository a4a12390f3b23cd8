import { numberOf, switchOf } from "../settings.ts";

/** Variables that say who may ask for how much; all optional. */
export interface LimitsConfig {
  /** "on" serves nobody without an API key. */
  REQUIRE_KEY?: string | undefined;
  /** "off" lets a caller send as much as he likes; "on" by default, but for local development. */
  RATE_LIMIT?: string | undefined;
  /** Predicted CPU time that one document may take, 0.0001 to 300; no limit by default. */
  MAX_REQUEST_CPU_SECONDS?: string | undefined;
  /** How long a caller may take to send a body, 0.1 to 300. */
  BODY_TIMEOUT_SECONDS?: string | undefined;
  /** Heavy documents summarized at once, 1 to 1000; 1 by default, since a Worker has one thread. */
  MAX_CONCURRENT?: string | undefined;
  ENVIRONMENT?: string | undefined;
}

export interface Limits {
  isKeyRequired: boolean;
  isRateLimited: boolean;
  maxCpuSeconds: number;
  bodyDeadlineMs: number;
  maxConcurrent: number;
}

const DEFAULT_BODY_TIMEOUT_SECONDS = 30;

/** Throws `SettingError`. */
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
    bodyDeadlineMs: timeout * 1000,
    maxConcurrent: Math.round(numberOf("MAX_CONCURRENT", config.MAX_CONCURRENT, 1, [1, 1_000])),
  };
}
