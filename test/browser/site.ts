import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { TestHarness } from "wrangler";
import { launch } from "./chromium.ts";

/** A page of the site under test, and a record of its errors. */
export interface Visit {
  page: Page;
  /** Errors in the console, exceptions, failed loads. */
  errors: string[];
  /** Addresses on other hosts that were requested. */
  strangers: string[];
}

/** Long, because the machine may be busy. */
const PATIENCE_MS = 60_000;

type Options = Parameters<Browser["newContext"]>[0] & { language?: "en" | "zh" };

/** Opens pages of a running Worker in Chromium; each test has its own context. */
export function visitor(server: TestHarness, hasGpu = false) {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launch(hasGpu);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => browser.close());

  return async (path: string, { language = "en", ...options }: Options = {}): Promise<Visit> => {
    const { url } = await server.listen();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: language === "zh" ? "zh-CN" : "en-GB",
      reducedMotion: "reduce",
      ...options,
    });
    contexts.push(context);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const visit: Visit = { page, errors: [], strangers: [] };
    page.on("console", (message) => {
      if (message.type() === "error") visit.errors.push(message.text());
    });
    page.on("pageerror", (error) => visit.errors.push(String(error)));
    page.on("request", (request) => {
      const { protocol, host } = new URL(request.url());
      if (!["data:", "blob:"].includes(protocol) && host !== url.host)
        visit.strangers.push(request.url());
    });
    await page.goto(new URL(path, url).href);
    return visit;
  };
}

/** The exact value of an element. */
export const figureIn = async (page: Page, selector: string): Promise<number> =>
  Number(await page.locator(`${selector} data`).first().getAttribute("value"));

/** The conditions after a visit: no error, and no request to another host. */
export function expectClean({ errors, strangers }: Visit): void {
  expect(errors).toEqual([]);
  expect(strangers).toEqual([]);
}
