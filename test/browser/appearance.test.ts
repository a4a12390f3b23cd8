import { expect, it } from "vitest";
import { expectAccessible } from "./axe.ts";
import { LOOKS } from "./chromium.ts";
import { seriesOf, startDemo } from "./demo.ts";
import { expectClean, figureIn, visitor } from "./site.ts";
import { observeVitals, vitalsOf } from "./vitals.ts";

const server = startDemo(30, true);
const visit = visitor(server);

it("says the essentials without a script", async () => {
  const seen = await visit("/analytics", { javaScriptEnabled: false });
  const { page } = seen;
  const { totals } = await seriesOf(server, page);
  expect(await figureIn(page, "#total")).toBe(totals.total_g.value);
  expect(await page.locator(".charts").isVisible()).toBe(false);
  await page.getByText("Show as a table").click();
  expect(await page.locator("#series").isVisible()).toBe(true);
  await page.locator("#receipts summary").first().click();
  expect(await page.locator(".derivation").first().isVisible()).toBe(true);
  await page.getByRole("link", { name: "7 days" }).click();
  expect(await page.locator("h1").innerText()).toBe("The last 7 days");
  expectClean(seen);
});

it("is never kept by a cache, but its script, its style and its map are", async () => {
  const { page } = await visit("/analytics");
  const own = await server.fetch("/analytics");
  expect(own.headers.get("cache-control")).toContain("no-store");
  const addresses = [
    await page.locator("script[src]").getAttribute("src"),
    await page.locator("link[rel=stylesheet]").getAttribute("href"),
    await page.locator("link[rel=preload][as=font]").getAttribute("href"),
    (await page.locator("#map .land").getAttribute("href"))?.split("#")[0],
  ];
  for (const address of addresses) {
    const response = await server.fetch(address as string);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toContain("immutable");
  }
});

it("speaks the language of the browser, or of the address", async () => {
  const seen = await visit("/analytics", { language: "zh" });
  const { page } = seen;
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-Hans");
  expect(await page.locator("h1").innerText()).toBe("最近 24 小时");
  await page.getByRole("link", { name: "English" }).click();
  expect(await page.locator("h1").innerText()).toBe("The last 24 hours");
  expectClean(seen);
});

it("does not shift while it loads", async () => {
  const { page } = await visit("/healthz");
  await observeVitals(page);
  await page.goto(new URL("/analytics", page.url()).href);
  await page.locator("#energy-plot canvas").waitFor();
  expect((await vitalsOf(page)).shift).toBeLessThan(0.001);
});

it("has no fault that axe-core finds in a receipt, an empty range, an error or the methodology, on a phone", async () => {
  const list = await server.fetch("/v1/emissions/requests?limit=1&weight=heavy");
  const { requests } = (await list.json()) as { requests: { id: string }[] };
  const { page } = await visit("/healthz", { viewport: { width: 360, height: 800 } });
  const receipt = `/receipts/${requests[0]?.id}`;
  for (const path of [
    `${receipt}?lang=zh`,
    "/receipts/none?lang=en",
    "/analytics?from=2026-01-01&to=2026-01-02&lang=en",
    "/analytics?range=never&lang=zh",
    "/methodology?lang=en",
  ]) {
    await page.goto(new URL(path, page.url()).href);
    await expectAccessible(page, path);
  }
  await page.goto(new URL(`${receipt}?lang=en`, page.url()).href);
  await page.emulateMedia({ media: "print" });
  await expectAccessible(page, "a printed receipt");
});

it.each(LOOKS)(
  "fits %i pixels in the %s theme in %s, with a control group, and axe-core finds nothing",
  async (...look) => {
    const [width, colorScheme, language] = look;
    const seen = await visit("/analytics", {
      viewport: { width, height: 900 },
      colorScheme,
      language,
    });
    const { page } = seen;
    await page.locator("#energy-plot canvas").waitFor();
    expect(await page.locator("#staying").innerText()).toMatch(/control request|对照/);
    await page.locator("#receipts summary").first().click();
    await expectAccessible(page, look.join(" "));
    if (width === 768) {
      await page.route("**/analytics*", (route) => route.abort());
      await page.locator("#live").click({ clickCount: 2 });
      await page.locator("#stale").waitFor();
      await expectAccessible(page, "figures that cannot be refreshed");
      return;
    }
    expectClean(seen);
  },
);
