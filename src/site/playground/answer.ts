import { answerPage } from "../pages/answer.ts";
import { policy } from "../pages/security.ts";
import { type PlaygroundProps, playgroundPage } from "./page.tsx";

/**
 * The page runs WebAssembly in a web worker. It is isolated from other origins so that WebAssembly
 * may share memory between threads.
 */
const HEADERS = {
  "Content-Security-Policy": policy({
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
  }),
  "Cache-Control": "private, no-cache",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** The playground. */
export const answerPlayground = (request: Request, props: PlaygroundProps): Response =>
  answerPage(request, "playground", (language) => playgroundPage(language, props), HEADERS);
