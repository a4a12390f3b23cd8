import { cors } from "hono/cors";

/** Variables that say which web pages of others may call the API. */
export interface CorsConfig {
  /** Origins, such as "https://app.example.org, https://example.org", or "*" for any; none by default. */
  CORS_ORIGINS?: string | undefined;
}

/** What a page may read of our answers beside their bodies. */
const EXPOSED = [
  "Carbon-Emissions-Scope-2",
  "Content-Language",
  "Idempotency-Replayed",
  "Link",
  "RateLimit",
  "RateLimit-Policy",
  "Retry-After",
  "Server-Timing",
  "X-Request-Id",
];

/**
 * Answers preflights and marks answers; undefined where no origin is allowed. Any request header is allowed, since
 * SDKs add their own, such as `x-stainless-os`, and none of them grants anything: no cookies are ever used.
 */
export function configureCors({
  CORS_ORIGINS = "",
}: CorsConfig): ReturnType<typeof cors> | undefined {
  const origins = CORS_ORIGINS.split(/[\s,]+/).filter(Boolean);
  if (origins.length === 0) return undefined;
  return cors({
    origin: origins.includes("*") ? "*" : origins,
    allowMethods: ["GET", "HEAD", "POST"],
    exposeHeaders: EXPOSED,
    maxAge: 86_400,
  });
}
