import { cors } from "hono/cors";

/** Variables that control which web pages of other origins may call the API. */
export interface CorsConfig {
  /** Origins, such as "https://app.example.org, https://example.org", or "*" for any; none by default. */
  CORS_ORIGINS?: string | undefined;
}

/** Response headers that such a page may read. */
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
 * Answers preflight requests and adds the CORS headers to answers; undefined if no origin is allowed. Any request
 * header is allowed, since SDKs add their own, such as `x-stainless-os`, and none of them grants access: cookies are
 * never used.
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
