import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { startWorker } from "../http/worker.ts";
import { installed, opened, summarize, takeSample } from "./bench.ts";
import { THEMES, WIDTHS } from "./chromium.ts";
import { expectClean, visitor } from "./site.ts";
import { observeVitals, vitalsOf } from "./vitals.ts";

const SCREENSHOTS = "test/browser/screenshots";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
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

describe.each(WIDTHS)("%i pixels wide", (width) => {
  it.each(THEMES)("in the %s theme it fits, and axe-core finds nothing", async (theme) => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    for (const [language, sample] of [
      ["en", "news"],
      ["zh", "xinwen"],
    ] as const) {
      const seen = await visit("/", {
        viewport: { width, height: 900 },
        colorScheme: theme,
        language,
      });
      const { page } = seen;
      await opened(seen);
      await page.evaluate(AXE);
      const check = async () => {
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
          width,
        );
        const { violations } = (await page.evaluate("axe.run()")) as {
          violations: { id: string; nodes: { html: string }[] }[];
        };
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      };
      await page.locator("[value=device]").check();
      await check();
      await page.locator("[name=place][value=auto]").check();
      await takeSample(page, sample);
      await summarize(page);
      await check();
      const path = `${SCREENSHOTS}/playground-${language}-${width}-${theme}.png`;
      await page.screenshot({ path, fullPage: true });
      await page.locator("#show-shortcuts").click();
      await check();
      expectClean(seen);
    }
  });
});
