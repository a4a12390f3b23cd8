import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DeviceSummary } from "../../src/site/device/client/message.ts";
import { SAMPLES } from "../../src/site/playground/samples.ts";
import { HARBOUR, LIBRARY, longText, summarize as summarizeByApi } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import {
  detail,
  expectPlaces,
  installed,
  onDevice,
  paste,
  summarize,
  summarizeAs,
  takeSample,
} from "./bench.ts";
import { expectClean, figureIn, visitor } from "./site.ts";

const server = startWorker();
const visit = visitor(server);

const FIXTURES = JSON.parse(readFileSync("test/fixtures/nano/texts.json", "utf8")) as {
  text?: string;
}[];
const TEXTS = [HARBOUR, LIBRARY, longText(8_000), ...SAMPLES.map(({ text }) => text)].concat(
  FIXTURES.flatMap(({ text = "" }) => (text.trim() === "" ? [] : [text])),
);

/** Texts to be written about, in turn in each form; a German one cannot be. */
const FORMS = [
  { length: "medium", format: "paragraph" },
  { length: "short", format: "headline" },
  { length: "long", format: "key-points" },
  { length: "short", format: "paragraph" },
  { length: "short", format: "key-points" },
] as const;
const inScript = (script: RegExp) =>
  TEXTS.filter((text) => script.test(text) && text.length < 350).slice(0, 5);
const WRITTEN = [
  ...inScript(/^[A-Za-z ]{9}/),
  ...inScript(/^\p{Script=Han}{3}/u),
  SAMPLES.find(({ id }) => id === "nachricht")?.text as string,
].map((text, at) => ({ text, ...(FORMS[at % FORMS.length] as (typeof FORMS)[number]) }));

const DEVICE = "/?place=device";
const hasSmall = existsSync("models/small/manifest.json");

describe("on this device, by WebAssembly", () => {
  it("the sentences chosen are those of the Worker, for all test texts", async () => {
    const { page } = await visit(DEVICE);
    const jobs = TEXTS.map((text) => ({
      text,
      language: "auto",
      options: { length: "long", format: "paragraph" },
      model: "nano",
      provider: "wasm",
    }));
    const found = await onDevice<DeviceSummary>(page, jobs);
    expect(found).toHaveLength(jobs.length);
    for (const [at, { text, options }] of jobs.entries()) {
      const { answer } = await summarizeByApi(server, { text, length: options.length });
      const { extract, inputTokens, language } = found[at] as DeviceSummary;
      expect(extract.summary).toBe(answer.summary);
      expect(extract.sentences.map(({ start, end }) => [start, end])).toEqual(
        answer.sentences.map(({ start, end }) => [start, end]),
      );
      expect(inputTokens).toBe(answer.usage.input_tokens);
      expect(language).toBe(answer.language);
    }
    console.log(`${jobs.length} summaries equal, ${found[0]?.threads} threads`);
  });

  it("written summaries are those of the Worker, in each length and format, in English and Chinese", async () => {
    const { page } = await visit(DEVICE);
    const jobs = WRITTEN.map(({ text, length, format }) => ({
      text,
      language: "auto",
      options: { length, format },
      model: "nano",
      isWritten: true,
      provider: "wasm",
    }));
    const startedMs = performance.now();
    const found = await onDevice<DeviceSummary>(page, jobs);
    const tookMs = performance.now() - startedMs;
    let rewritten = 0;
    for (const [at, { text, options }] of jobs.entries()) {
      const asked = { text, mode: "abstractive", region: "edge", ...options };
      const { answer } = await summarizeByApi(server, asked);
      const { extract, mode, model, inputTokens, truncated } = found[at] as DeviceSummary;
      expect(extract.summary).toBe(answer.summary);
      expect(extract.sentences).toEqual(
        answer.sentences.map((one) => ({ ...one, score: expect.closeTo(one.score, 5) })),
      );
      expect({ mode, model, truncated }).toEqual({
        mode: answer.mode,
        model: answer.model.name,
        truncated: answer.truncated,
      });
      expect([inputTokens, extract.outputTokens]).toEqual([
        answer.usage.input_tokens,
        answer.usage.output_tokens,
      ]);
      rewritten += answer.sentences.filter(({ how }) => how === "rewritten").length;
    }
    expect(rewritten).toBeGreaterThan(0);
    const busy = found.map(({ busyMs }) => Math.round(busyMs));
    console.log(
      `${jobs.length} written summaries equal, ${rewritten} sentences rewritten; ` +
        `loaded and opened in ${Math.round(found[0]?.openingMs ?? 0)} ms, ` +
        `${found[0]?.downloadedBytes} bytes, ${found[0]?.threads} threads; ` +
        `busy ms: ${busy.join(", ")}; all in ${Math.round(tookMs)} ms`,
    );
  });

  it("shows the progress of loading, the model that ran and its emissions, and the text stays on the page", async () => {
    const seen = await visit(DEVICE);
    const { page } = seen;
    const asked: string[] = [];
    const sent: URL[] = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      asked.push(url.pathname);
      if (url.pathname.startsWith("/v1/")) sent.push(url);
      expect(request.postData()).toBeNull();
    });
    const said: string[] = [];
    await page.exposeFunction("heard", (text: string) => said.push(text));
    await page.evaluate(
      `new MutationObserver(() => heard(document.querySelector("#said").textContent))
         .observe(document.querySelector("#said"), { childList: true })`,
    );
    expect(asked.filter((path) => /models|runtime|device/.test(path))).toEqual([]);
    await expect.poll(() => page.locator("#place-note").innerText()).toMatch(/Loads 2\d\.\d.MB/);
    await takeSample(page, "story");
    await summarize(page);
    const loading = said.filter((text) =>
      /^Loading the model, \d+\.\d.MB of 2\d\.\d.MB/.test(text),
    );
    expect(new Set(loading).size).toBeGreaterThan(5);
    expect(await page.evaluate("crossOriginIsolated")).toBe(true);
    expect(await detail(page, "Runtime")).toMatch(/^WebAssembly, (one thread|\d threads)$/);
    expect(await detail(page, "Time")).toMatch(/of computing/);
    expect(await detail(page, "Parts")).toContain("once");
    expect(await detail(page, "Grid")).toContain("world");
    expect(await page.locator("#assumption").textContent()).toContain("15 W");

    await summarize(page);
    expect(await detail(page, "Parts")).not.toContain("once");
    // The server learns the size of the text, to compare the places, and nothing else of it.
    expect(new Set(sent.map(({ pathname }) => pathname))).toEqual(
      new Set(["/v1/placement", "/v1/regions"]),
    );
    for (const { searchParams } of sent) {
      const allowed = ["bytes", "language", "length", "format", "mode", "model", "region"];
      expect(allowed).toEqual(expect.arrayContaining([...searchParams.keys()]));
      for (const value of searchParams.values()) expect(value).toMatch(/^[\w:-]{1,20}$/);
    }
    await expect
      .poll(() => page.locator("#places [data-place=device]").innerText())
      .toContain("nothing to load");
    await expectPlaces(page, server);
    expect(await page.locator("#places [aria-current]").getAttribute("data-place")).toBe("device");
    const { requests } = (await (await server.fetch("/v1/emissions/requests")).json()) as {
      requests: { input_tokens: number }[];
    };
    const tokens = await detail(page, "Tokens");
    for (const { input_tokens } of requests) expect(tokens).not.toContain(`${input_tokens} read`);
    expectClean(seen);
  });

  it("the answer follows the question, as the Worker's does", async () => {
    const text = `${HARBOUR}\n\nThe bakery in Mill Lane will sell its last loaf of rye in June, because the oven cracked.`;
    const query = "When does the bakery stop selling rye?";
    const seen = await visit(`${DEVICE}&length=short`);
    const { page } = seen;
    await paste(page, text);
    await summarize(page);
    expect(await page.locator("#summary").innerText()).not.toContain("bakery");
    await page.locator("[name=query]").fill(query);
    await summarize(page);
    const { answer } = await summarizeByApi(server, { text, query, length: "short" });
    expect(answer.summary).toContain("bakery");
    expect(await page.locator("#summary").textContent()).toBe(answer.summary);
    expectClean(seen);
  });

  it.skipIf(!hasSmall)("small can be chosen, and trims as the Worker does", async () => {
    const seen = await visit(`${DEVICE}&format=headline`);
    const { page } = seen;
    await page.locator("#model").selectOption("small");
    for (const text of [HARBOUR, LIBRARY]) {
      await paste(page, text);
      await summarize(page);
      const { answer } = await summarizeByApi(server, {
        text,
        format: "headline",
        model: "small",
      });
      expect(await page.locator("#summary").textContent()).toBe(answer.summary);
      expect(await detail(page, "Model")).toMatch(/^small,/);
    }
    await page.locator("[name=format]").selectOption("paragraph");
    await summarizeAs(page, "Trimmed");
    const { answer } = await summarizeByApi(server, { text: LIBRARY, compress: true });
    expect(await page.locator("#summary").textContent()).toBe(answer.summary);
    expect(await page.locator("#model-field").isVisible()).toBe(false);
    expectClean(seen);
  });

  it("goes on without a network after the first visit", async () => {
    const seen = await visit(`${DEVICE}&mode=written&length=short`);
    const { page } = seen;
    await installed(seen);
    await takeSample(page, "xinwen");
    await summarize(page);
    const summary = await page.locator("#summary").innerText();

    await page.context().setOffline(true);
    await page.reload();
    await expect.poll(() => page.locator("#place-note").innerText()).toContain("is cached here");
    expect(await page.locator("#offline-note").innerText()).toContain("works offline");
    await paste(page, SAMPLES.find(({ id }) => id === "xinwen")?.text as string);
    await summarize(page);
    expect(await page.locator("#summary").innerText()).toBe(summary);
    await page.getByRole("link", { name: "中文" }).click();
    await page
      .getByRole("heading", { name: "在网络边缘为任何文字生成摘要，并看到碳排放。" })
      .waitFor();

    await page.getByRole("radio", { name: "边缘" }).check();
    await page.locator("#run").click();
    await page.getByRole("button", { name: "改在本机摘要" }).click();
    await page.locator("#total data").waitFor();
    expect(await detail(page, "模型")).toBe("writer，句子由它写成");
    expect(await page.locator("#mode-reason").innerText()).toMatch(/^已与原文核对/);
    const kept = await page.evaluate<string[]>(
      `caches.keys().then((names) => Promise.all(names.map(async (name) =>
         (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).then((all) => all.flat())`,
    );
    expect(kept.filter((path) => !path.startsWith("/static/") && path !== "/")).toEqual([
      "/favicon.svg",
    ]);
    expect(seen.strangers).toEqual([]);
  });
});

describe("a model", () => {
  it("that is not the one it should be does not run", async () => {
    const { page } = await visit(DEVICE, { serviceWorkers: "block" });
    await page.route("**/*.onnx", async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      await route.fulfill({ response, body });
    });
    await takeSample(page, "news");
    await page.locator("#run").click();
    await page.locator("#failure").waitFor();
    expect(await page.locator("#failure").innerText()).toContain("not the file that it should be");
    await page.unroute("**/*.onnx");
    await summarize(page);
  });

  it("that rotted in the cache is loaded again", async () => {
    const { page } = await visit(DEVICE, { serviceWorkers: "block" });
    await takeSample(page, "news");
    await summarize(page);
    const spoilt = await page.evaluate(
      `caches.open("greengist-models").then(async (cache) => {
         const [request] = (await cache.keys()).filter(({ url }) => url.endsWith(".onnx"));
         await cache.put(request, new Response("spoilt"));
         return request.url;
       })`,
    );
    await page.reload();
    await takeSample(page, "news");
    const asking = page.waitForRequest(spoilt as string);
    await page.locator("#run").click();
    await asking;
    await page.locator("#total data").waitFor();
  });

  it("may be canceled while it loads, and while it runs", async () => {
    const seen = await visit(DEVICE, { serviceWorkers: "block" });
    const { page } = seen;
    const cancelled = async () => {
      await page.getByRole("button", { name: "Cancel" }).click();
      await expect.poll(() => page.locator("#said").innerText()).toBe("Canceled.");
    };
    await page.route("**/*.onnx", () => new Promise(() => {}));
    await takeSample(page, "news");
    await page.locator("#run").click();
    await expect.poll(() => page.locator("#said").innerText()).toContain("Loading");
    await cancelled();
    await page.unroute("**/*.onnx");

    await paste(page, longText(200_000).slice(0, 1_000_000));
    await page.locator("#run").click();
    await expect.poll(() => page.locator("#said").innerText()).toMatch(/Reading|Scoring/);
    await cancelled();
    await takeSample(page, "news");
    await summarize(page);
    expect(seen.strangers).toEqual([]);
  });

  it("writes once the writer is loaded, says so beforehand, and may be canceled", async () => {
    const seen = await visit(`${DEVICE}&length=short`, { serviceWorkers: "block" });
    const { page } = seen;
    const row = page.locator("#places [data-place=device]");
    const said = page.locator("#said");
    await takeSample(page, "news");
    await summarize(page);
    await expect.poll(() => row.innerText()).toContain("nothing to load");
    const chosen = await figureIn(page, "#places [data-place=device]");
    await page.route("**/models/writer/*", () => new Promise(() => {}));
    await page.getByRole("radio", { name: "Written" }).check();
    await expect.poll(() => page.locator("#place-note").innerText()).toMatch(/Loads 24\.\d.MB/);
    await expect.poll(() => row.innerText()).toMatch(/first loads 24\.\d.MB/);
    expect(await figureIn(page, "#places [data-place=device]")).toBeGreaterThan(20 * chosen);
    await expect.poll(() => said.innerText()).toMatch(/Loading the model, 2\d.* of 4\d/);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => said.innerText()).toBe("Canceled.");
    await page.unroute("**/models/writer/*");

    const heard: string[] = [];
    await page.exposeFunction("heard", (text: string) => heard.push(text));
    await page.evaluate(
      `new MutationObserver(() => heard(document.querySelector("#said").textContent))
         .observe(document.querySelector("#said"), { childList: true })`,
    );
    await summarize(page);
    expect(heard).toContain("Writing, 1 of 1");
    expect(await detail(page, "Model")).toBe("writer, which wrote the sentences");
    expect(await detail(page, "Parts")).toMatch(/for loading 24\.\d.MB, once/);
    expect(await page.locator("#mode-reason").innerText()).toMatch(/of 1 sentences \d rewritten/);
    expect(await page.locator("#summary a").getAttribute("title")).toContain("of the text");
    expectClean(seen);
  });

  it("reads a million characters and more, where the server would not", async () => {
    const seen = await visit(DEVICE);
    const { page } = seen;
    await paste(page, longText(250_000));
    await summarize(page);
    const links = await page.locator("#summary a").count();
    expect(links).toBeGreaterThan(1);
    expect(await page.locator("#reader mark").count()).toBe(links);
    expectClean(seen);
  });
});
