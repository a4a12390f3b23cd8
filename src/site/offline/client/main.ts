/**
 * The service worker: the playground without a network. It keeps the page in both languages and its
 * scripts, and what else of `/static` was used; models and runtimes are kept by the page's own worker,
 * which holds them against their hashes. It never sees an answer of the API.
 *
 * Static names bear a hash of their content, so what is kept is never stale; when a new build's
 * service worker takes over, what that build does not have is thrown away.
 */
declare const SHELL: readonly string[];
/** All static files of this build; a folder includes everything in it. */
declare const KEPT: readonly string[];
/** Folders whose files the page's web worker caches after checking their hashes. */
declare const VERIFIED: readonly string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PAGES = "greengist-pages";
const LANGUAGES = ["en", "zh"];

worker.addEventListener("install", (event) => {
  const pages = LANGUAGES.map((language) => new Request(`/?lang=${language}`, { cache: "reload" }));
  event.waitUntil(caches.open(PAGES).then((cache) => cache.addAll([...SHELL, ...pages])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(throwAway().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === "/")
    event.respondWith(answerPage(url, request));
  if (isStatic(url.pathname)) event.respondWith(answerStatic(url.pathname, request));
});

const isOurs = (path: string) => KEPT.some((one) => path.startsWith(one)) || SHELL.includes(path);
const isStatic = (path: string) => path.startsWith("/static/") || SHELL.includes(path);

async function throwAway(): Promise<void> {
  for (const name of await caches.keys()) {
    if (!name.startsWith("greengist-")) continue;
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (isStatic(pathname) && !isOurs(pathname)) await cache.delete(url);
    }
  }
}

/** The server's page, or the kept one in the language asked for. */
async function answerPage(url: URL, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const asked = url.searchParams.get("lang") ?? navigator.language.slice(0, 2);
    const language = LANGUAGES.includes(asked) ? asked : "en";
    const page = await caches.match(`/?lang=${language}`, { ignoreVary: true });
    if (!page) throw error;
    return page;
  }
}

async function answerStatic(path: string, request: Request): Promise<Response> {
  const kept = await caches.match(path, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  const isVerified = VERIFIED.some((folder) => path.startsWith(folder));
  if (response.ok && isOurs(path) && !isVerified)
    await (await caches.open(PAGES)).put(path, response.clone());
  return response;
}
