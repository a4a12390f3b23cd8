/**
 * The service worker, which makes the playground work offline. It caches the page in both languages with its scripts,
 * other files of `/static` when they are used, and the pages that are the same for everybody when they are read. The
 * page's web worker caches models and runtimes and checks their hashes. Responses of the API are not cached; any other
 * page is answered with a notice.
 *
 * Static names contain a hash of their content, so cached files are never stale. When a new build's service worker
 * takes over, it deletes the files that are not part of that build.
 */
/** A page for each language that reports the lack of a network. */
declare const NOTICES: Readonly<Record<"en" | "zh", string>>;
declare const SHELL: readonly string[];
/** All static files of this build; a folder stands for everything in it. */
declare const KEPT: readonly string[];
/** Folders whose files the page's web worker caches after checking their hashes. */
declare const VERIFIED: readonly string[];

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

const PAGES = "greengist-pages";
const LANGUAGES = ["en", "zh"];
/** Pages that are the same for everybody, cached when they are read. */
const READ_ONCE = ["/methodology", "/docs"];

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
  if (request.mode === "navigate") event.respondWith(answerPage(url, request));
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

/** The server's page; offline the cached one in that language, or a notice if there is none. */
async function answerPage(url: URL, request: Request): Promise<Response> {
  const asked = url.searchParams.get("lang") ?? navigator.language.slice(0, 2);
  const language = asked === "zh" ? "zh" : "en";
  const key = `${url.pathname}?lang=${language}`;
  try {
    const response = await fetch(request);
    if (response.ok && READ_ONCE.includes(url.pathname)) {
      const cache = await caches.open(PAGES);
      await cache.put(key, response.clone());
    }
    return response;
  } catch {
    return (await caches.match(key, { ignoreVary: true })) ?? notice(language);
  }
}

const notice = (language: "en" | "zh"): Response =>
  new Response(NOTICES[language], {
    status: 503,
    headers: { "content-type": "text/html; charset=utf-8" },
  });

async function answerStatic(path: string, request: Request): Promise<Response> {
  const kept = await caches.match(path, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  const isVerified = VERIFIED.some((folder) => path.startsWith(folder));
  if (response.ok && isOurs(path) && !isVerified)
    await (await caches.open(PAGES)).put(path, response.clone());
  return response;
}
