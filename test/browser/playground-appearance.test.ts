import type { Route } from "playwright-core";
import { expect, it } from "vitest";
import { startWorker } from "../http/worker.ts";
import { expectAccessible } from "./axe.ts";
import { installed, opened, summarize, takeSample } from "./bench.ts";
import { LOOKS } from "./chromium.ts";
import { expectClean, visitor } from "./site.ts";
import { observeVitals, vitalsOf } from "./vitals.ts";

/** Limit on everything that the page loads by itself, before compression. */
const MAX_FIRST_VISIT_BYTES = 300_000;

const server = startWorker();
const visit = visitor(server);

it("is there at once, and is light", async () => {
  const seen = await visit("/methodology");
  const { page } = seen;
  await observeVitals(page);
  await page.goto(new URL("/", page.url()).href);
  await installed(seen);
  await page.waitForLoadState("networkidle");
  await expect.poll(async () => (await vitalsOf(page)).paintMs).toBeGreaterThan(0);
  const { paintMs, shift, bytes } = await vitalsOf(page);
  console.log(
    `largest contentful paint ${paintMs.toFixed(0)} ms, ${bytes} bytes before compression, layout shift ${shift.toFixed(4)}`,
  );
  expect(shift).toBeLessThan(0.02);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(MAX_FIRST_VISIT_BYTES);
  expectClean(seen);
});

it("points to the API without a script", async () => {
  const seen = await visit("/", { javaScriptEnabled: false });
  expect(await seen.page.locator("noscript").innerText()).toContain("POST /v1/summarize");
  expectClean(seen);
});

it.each(LOOKS)(
  "fits %i pixels in the %s theme in %s, and axe-core finds nothing",
  async (...look) => {
    const [width, colorScheme, language] = look;
    const seen = await visit("/", { viewport: { width, height: 900 }, colorScheme, language });
    const { page } = seen;
    await opened(seen);
    const check = (state: string) => expectAccessible(page, `${state}, ${look.join(" ")}`);
    await page.locator("[value=device]").check();
    await check("on this device");
    await page.locator("[name=place][value=auto]").check();
    await takeSample(page, language === "en" ? "news" : "xinwen");
    await summarize(page);
    await check("with a summary");
    await page.locator("#show-shortcuts").click();
    await check("with the keys shown");
    expectClean(seen);
  },
);

it.each([
  [360, "dark", "zh"],
  [1440, "light", "en"],
] as const)(
  "is accessible while it runs, when it fails and without a network: %i pixels, %s, %s",
  async (...look) => {
    const [width, colorScheme, language] = look;
    const seen = await visit("/", { viewport: { width, height: 900 }, colorScheme, language });
    const { page } = seen;
    await opened(seen);
    const check = (state: string, selector?: string) =>
      expectAccessible(page, `${state}, ${look.join(" ")}`, selector);
    /** Lets every summary end in this way from now on, and asks for one. */
    const runInto = async (end: (route: Route) => unknown) => {
      await page.unroute("**/v1/summarize");
      await page.route("**/v1/summarize", end);
      await page.locator("#run").click();
    };
    const problem =
      (status: number, headers = {}) =>
      (route: Route) =>
        route.fulfill({
          status,
          headers: { "content-type": "application/problem+json", ...headers },
          body: JSON.stringify({ type: "about:blank", title: "No", status, detail: "No." }),
        });
    const failed = async (state: string) => {
      await page.locator("#failure").waitFor();
      await check(state, "#status");
    };

    await page.locator("#edit").click();
    await page.locator("#text").press("End");
    await page.locator("#text").press("x");
    await page.locator("#stale").waitFor();
    await check("with a summary of an earlier text");
    await runInto(() => new Promise(() => {}));
    await page.locator("#progress").waitFor();
    await check("running");
    await page.locator("#cancel").click();
    await runInto(problem(400));
    await failed("refused");
    await runInto(problem(429, { "retry-after": "7" }));
    await failed("limited");
    await runInto(problem(503, { "retry-after": "7" }));
    await failed("overloaded");
    await runInto((route) => route.abort());
    await failed("unreachable");
    await check("unreachable");
    await page.locator("#clear").click();
    await page.locator("#run").click();
    await failed("without a text");

    await page.unroute("**/v1/summarize");
    await installed(seen);
    await page.context().setOffline(true);
    await page.reload();
    await page.locator("#text").waitFor();
    await check("offline");
    await page.goto(new URL("/analytics", page.url()).href);
    await check("another page offline");
    expect(seen.strangers).toEqual([]);
  },
);
