const SOURCES: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self'",
  "font-src": "'self'",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
};

/** A page's Content-Security-Policy: it loads only its own files, unless `more` allows others. */
export const policy = (more: Readonly<Record<string, string>> = {}): string =>
  Object.entries({ ...SOURCES, ...more })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");

/** Headers of an HTML page: it loads only its own files, nothing is inline, and other pages cannot frame it. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": policy(),
  "Cache-Control": "private, no-store",
  Vary: "Accept-Language",
};
