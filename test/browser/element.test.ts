import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HARBOUR, LIBRARY, summarize } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import { visitor } from "./site.ts";

const greengist = startWorker({ CORS_ORIGINS: "*" });
const closed = startWorker();
const visit = visitor(greengist);

/** A page of another site, on its own origin, with the strictest policy that lets the element run. */
let stranger: Server;
let html = "";
let policy = "";
beforeAll(async () => {
  stranger = createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(isPage ? 200 : 204, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
    });
    response.end(isPage ? html : "");
  });
  await new Promise<void>((listening) => stranger.listen(0, "127.0.0.1", listening));
});
afterAll(() => stranger.close());

/** Opens that page with an element in it, and collects the element's events. */
async function pageWith(element: string, server = greengist) {
  const { url } = await server.listen();
  const { origin } = url;
  policy =
    `default-src 'none'; style-src 'unsafe-inline'; worker-src blob: ${origin}; connect-src ${origin}; ` +
    `script-src ${origin} 'unsafe-inline' 'wasm-unsafe-eval'`;
  html = `<!doctype html><html lang="en"><title>Elsewhere</title>
    <style>greengist-summary { --greengist-accent: rgb(1, 2, 3) }</style>
    <script>
      events = [];
      for (const name of ["summary", "progress", "error"]) {
        addEventListener("greengist-" + name, ({ detail }) => events.push({ name, detail: name === "error" ? String(detail) : detail }));
      }
    </script>
    <article id="article"><p>${HARBOUR.replaceAll("\n\n", "</p><p>")}</p></article>
    ${element}
    <script type="module" src="${new URL("/element.js", url)}"></script>`;
  const seen = await visit("/methodology");
  const { port } = stranger.address() as AddressInfo;
  await seen.page.goto(`http://127.0.0.1:${port}/`);
  const ended = (name: string) =>
    expect
      .poll(() => seen.page.evaluate(`events.some((event) => event.name === "${name}")`))
      .toBe(true);
  return { ...seen, ended };
}

const SUMMARY = `document.querySelector("greengist-summary").shadowRoot.querySelector("[part=summary]")`;

describe("<greengist-summary> on a page of another origin", () => {
  it("shows what the API says, with its grams, in the page's colours", async () => {
    const { page, ended, errors } = await pageWith(
      `<greengist-summary for="#article" length="short"></greengist-summary>`,
    );
    await ended("summary");
    const text = await page.evaluate<string>(`document.querySelector("#article").innerText.trim()`);
    const { answer } = await summarize(greengist, { text, length: "short" });
    expect(await page.evaluate(`${SUMMARY}.innerText`)).toBe(answer.summary);
    const note = await page.locator("greengist-summary [part=receipt]").innerText();
    expect(note).toMatch(/^[\d.]+.[µnm]?g CO₂e$/);
    expect(
      await page.evaluate(
        `getComputedStyle(document.querySelector("greengist-summary")).borderLeftColor`,
      ),
    ).toBe("rgb(1, 2, 3)");
    const summaries = await page.evaluate<{ detail: { summary: string } }[]>(
      `events.filter(({ name }) => name === "summary")`,
    );
    expect(summaries.map(({ detail }) => detail.summary)).toEqual([answer.summary]);
    expect(errors).toEqual([]);
  });

  it("summarizes its own text, as key points, in Chinese, and anew when it is changed", async () => {
    const { page, ended, errors } = await pageWith(
      `<greengist-summary lang="zh" format="key-points">${LIBRARY}</greengist-summary>`,
    );
    await ended("summary");
    expect(await page.locator("greengist-summary li").count()).toBe(3);
    await page.evaluate(
      `events = []; document.querySelector("greengist-summary").setAttribute("format", "headline")`,
    );
    await ended("summary");
    expect(await page.evaluate(`${SUMMARY}.querySelector("p").lang`)).toBe("zh-Hans");
    expect(errors).toEqual([]);
  });

  it("runs the model in that page, sends nothing, and chooses and writes the same", async () => {
    const { page, ended, errors } = await pageWith(
      `<greengist-summary for="#article" mode="device" length="long"></greengist-summary>`,
      closed,
    );
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
    await ended("summary");
    const text = await page.evaluate<string>(`document.querySelector("#article").innerText.trim()`);
    const { answer } = await summarize(greengist, { text, length: "long" });
    expect(await page.evaluate(`${SUMMARY}.innerText`)).toBe(answer.summary);
    expect(await page.evaluate(`events.some(({ name }) => name === "progress")`)).toBe(true);
    await page.evaluate(
      `events = [];
       for (const [name, value] of [["kind", "written"], ["format", "headline"]])
         document.querySelector("greengist-summary").setAttribute(name, value)`,
    );
    await ended("summary");
    const written = { text, mode: "abstractive", format: "headline", region: "edge" };
    const { answer: headline } = await summarize(greengist, written);
    expect(headline.mode.used).toBe("abstractive");
    expect(await page.evaluate(`${SUMMARY}.innerText`)).toBe(headline.summary);
    expect(asked.filter((line) => line.includes("/v1/") || line.startsWith("POST"))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("says so where the server does not let that page ask", async () => {
    const { page, ended } = await pageWith(
      `<greengist-summary for="#article"></greengist-summary>`,
      closed,
    );
    await ended("error");
    const note = await page.locator("greengist-summary [part=receipt]").innerText();
    expect(note).toBe("The text could not be summarized.");
  });
});
