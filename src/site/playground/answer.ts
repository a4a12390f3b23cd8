import { chooseLanguage, type Language } from "../../contract/language.ts";
import { PAGE_HEADERS, policy } from "../pages/security.ts";
import { type PlaygroundProps, playgroundPage } from "./page.tsx";

/**
 * The page runs WebAssembly in a worker of its own, and isolates itself from other origins, so that
 * WebAssembly may share memory between threads; all that it loads is its own anyway.
 */
const HEADERS = {
  ...PAGE_HEADERS,
  "Content-Security-Policy": policy({
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
  }),
  "Cache-Control": "private, no-cache",
  "Content-Type": "text/html; charset=utf-8",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

const rendered = new Map<Language, string>();

/** The playground, rendered once per isolate and language. */
export function answerPlayground(request: Request, props: PlaygroundProps): Response {
  const asked = new URL(request.url).searchParams.get("lang") ?? undefined;
  const language = chooseLanguage(asked, request.headers.get("accept-language") ?? "");
  const html = rendered.get(language) ?? playgroundPage(language, props);
  rendered.set(language, html);
  return new Response(html, { headers: { ...HEADERS, "Content-Language": language } });
}
