import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startProvider, text } from "../../grid/provider-server.ts";
import { type Answer, HARBOUR, post } from "../client.ts";
import { startWorker } from "../worker.ts";

/** A site on this machine that the operator allows by name; all other local addresses stay forbidden. */
const site = await startProvider((request, response) => {
  const page = PAGES[request.url ?? ""];
  (page ?? text("Not here.", "text/plain", 404))(request, response);
});
const inside = await startProvider(text("A secret of the network inside.", "text/plain"));
afterAll(() => Promise.all([site.close(), inside.close()]));

const paragraphs = HARBOUR.split(/(?<=\.) /).map((sentence) => `<p>${sentence}</p>`);
const PAGES: Record<string, ReturnType<typeof text>> = {
  "/robots.txt": text("User-agent: *\nDisallow: /shut\n", "text/plain"),
  "/page": text(
    `<title>Harbour</title><nav><a href="/">Home</a></nav><article>${paragraphs.join("")}</article>`,
    "text/html; charset=utf-8",
  ),
  "/notes.md": text(`# Notes\n\n${HARBOUR}`, "text/markdown"),
  "/plain": text(HARBOUR, "text/plain"),
  "/moved": text("", "text/plain", 301, { location: "/page" }),
  "/inside": text("", "text/plain", 302, { location: inside.url }),
  "/circle": text("", "text/plain", 302, { location: "/circle" }),
  "/shut": text("Not for robots.", "text/plain"),
  "/image": text("x", "image/png"),
  "/empty": text("<p></p>", "text/html"),
  "/large": text("a".repeat(3_100_000), "text/plain"),
  "/long": text("A word. ".repeat(130_000), "text/plain"),
};

const server = startWorker({ URL_INPUT: "on", URL_HOSTS: new URL(site.url).host });

/**
 * The harness performs the Worker's fetches through this process's `fetch`, which would follow redirects although the
 * Worker requested otherwise; workerd itself does not follow them.
 */
beforeAll(() => {
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (input: string | URL, init: RequestInit) =>
    fetch(input, "cf" in init ? { headers: init.headers as Headers, redirect: "manual" } : init),
  );
});
afterAll(() => vi.unstubAllGlobals());

describe("a URL", () => {
  it.each([
    ["/page", "/page"],
    ["/moved", "/page"],
    ["/notes.md", "/notes.md"],
    ["/plain", "/plain"],
  ])("%s is fetched and summarized", async (path, found) => {
    const response = await post(server, { url: `${site.url}${path}`, length: "short" });
    expect(response.status).toBe(200);
    const { source, sentences, emissions } = (await response.json()) as Answer;
    expect(source).toMatchObject({ kind: "url", url: `${site.url}${found}` });
    if (found === "/page") expect(source?.title).toBe("Harbour");
    const [sentence] = sentences;
    expect(source?.text.slice(sentence?.start, sentence?.end)).toBe(sentence?.text);
    expect(emissions.network_g).toBeGreaterThan(0);
  });

  it.each([
    ["/shut", "unreadable-page"],
    ["/image", "unreadable-page"],
    ["/nowhere", "unreadable-page"],
    ["/circle", "unreadable-page"],
    ["/large", "unreadable-page"],
    ["/empty", "no-text"],
    ["/inside", "forbidden-address"],
  ])("%s is 422: %s", async (path, type) => {
    const response = await post(server, { url: `${site.url}${path}` });
    expect(response.status).toBe(422);
    const problem = await response.text();
    expect(JSON.parse(problem)).toMatchObject({
      type: `urn:greengist:problem:${type}`,
      field: "url",
    });
    expect(problem).not.toMatch(/robots\.$|secret|127\.0\.0\.1/);
    expect(inside.requests).toEqual([]);
  });

  it("that leads to more text than is read is 413", async () => {
    expect((await post(server, { url: `${site.url}/long` })).status).toBe(413);
  });

  it.each([
    inside.url,
    "http://localhost/",
    "http://0x7f.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1.nip.io/",
  ])("%s is forbidden", async (url) => {
    const response = await post(server, { url });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      type: "urn:greengist:problem:forbidden-address",
    });
    expect(inside.requests).toEqual([]);
  });

  it("is asked for as who we are", () => {
    for (const { headers } of site.requests) {
      expect(headers["user-agent"]).toMatch(/^greengist\/\d/);
      expect(headers.cookie).toBeUndefined();
    }
  });
});
