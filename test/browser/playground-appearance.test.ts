import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { startWorker } from "../http/worker.ts";
import { installed, opened, summarize, takeSample } from "./bench.ts";
import { LOOKS } from "./chromium.ts";
import { expectClean, visitor } from "./site.ts";
import { observeVitals, vitalsOf } from "./vitals.ts";

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

it.each(LOOKS)(
  "fits %i pixels in the %s theme in %s, and axe-core finds nothing",
  async (...look) => {
    const [width, colorScheme, language] = look;
    const seen = await visit("/", { viewport: { width, height: 900 }, colorScheme, language });
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
    await takeSample(page, language === "en" ? "news" : "xinwen");
    await summarize(page);
    await check();
    await page.locator("#show-shortcuts").click();
    await check();
    expectClean(seen);
  },
);
