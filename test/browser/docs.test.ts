import { describe, expect, it } from "vitest";
import { summaryAnswer } from "../../src/contract/summary.ts";
import { startWorker } from "../http/worker.ts";
import { expectAccessible } from "./axe.ts";
import { expectClean, visitor } from "./site.ts";

const server = startWorker();
const visit = visitor(server);

describe("an example", () => {
  it("runs against this server", async () => {
    const seen = await visit("/docs?lang=en");
    const form = seen.page.locator("#summarize form.try");
    await form.getByRole("button", { name: "Run" }).click();
    await form.locator(".result").waitFor();
    await expect.poll(() => form.locator("output").innerText()).toMatch(/^200 .* · \d+ ms$/);
    await expect.poll(() => form.getByRole("button").innerText()).toBe("Run");
    const [head = "", body = ""] = (await form.locator(".result").innerText()).split("\n\n");
    expect(head).toContain("carbon-emissions-scope-2: ");
    expect(summaryAnswer.parse(JSON.parse(body)).sentences).toHaveLength(1);
    expectClean(seen);
  });

  it("runs in another form, from another example", async () => {
    const seen = await visit("/docs?lang=en");
    const form = seen.page.locator("#summarize form.try");
    await form.getByLabel("Example").selectOption("Key points, in Chinese");
    await form.getByLabel("Response format").selectOption("text/event-stream");
    await form.getByRole("button", { name: "Run" }).click();
    await expect.poll(() => form.locator(".result").innerText()).toContain("event: summary");
    await expect.poll(() => form.locator(".result").innerText()).toMatch(/凯尔斯茅斯/);
    expectClean(seen);
  });

  it("takes parameters, and shows a problem as it is", async () => {
    const { page, strangers } = await visit("/docs?lang=en");
    const form = page.locator("#placement form.try");
    await form.getByLabel("tokens").fill("0");
    await form.getByRole("button", { name: "Run" }).click();
    await expect.poll(() => form.locator("output").innerText()).toMatch(/^422 /);
    await expect.poll(() => form.locator(".result").innerText()).toContain('"field": "tokens"');
    await form.getByLabel("tokens").fill("500");
    await page.keyboard.press("Enter");
    await expect.poll(() => form.locator("output").innerText()).toMatch(/^200 /);
    expect(strangers).toEqual([]);
  });

  it("runs for every call that needs no more than is filled in", async () => {
    const seen = await visit("/docs?lang=en");
    const forms = await seen.page.locator("form.try").all();
    let ran = 0;
    for (const form of forms) {
      const isReady = await form.evaluate((one) =>
        (one as unknown as { checkValidity(): boolean }).checkValidity(),
      );
      if (!isReady) continue;
      await form.getByRole("button").click();
      await expect.poll(() => form.locator("output").innerText()).toMatch(/^20[02] /);
      ran++;
    }
    expect(ran).toBeGreaterThan(10);
    expectClean(seen);
  });
});

it("shows each snippet in one language at a time, with the address of this server", async () => {
  const seen = await visit("/docs?lang=en");
  const { page } = seen;
  const snippet = page.locator(".snippet").first();
  expect(await snippet.locator("pre:visible").innerText()).toContain("curl");
  await snippet.getByLabel("Python").check();
  const python = await snippet.locator("pre:visible").innerText();
  expect(python).toContain("urllib");
  expect(python).toContain(`"${new URL(page.url()).origin}"`);
  await page.keyboard.press("ArrowLeft");
  expect(await snippet.locator("pre:visible").innerText()).toContain("await fetch");
  expectClean(seen);
});

it("shows each call's response beside it, and colors both", async () => {
  const { page } = await visit("/docs?lang=en");
  const exchange = page.locator(".exchange").first();
  const [call, response] = [exchange.locator(".pane"), exchange.locator(".response")];
  expect(summaryAnswer.parse(JSON.parse(await response.locator("code").innerText()))).toBeDefined();
  const [left, right] = [await call.first().boundingBox(), await response.boundingBox()];
  expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
  expect(await exchange.locator(".t-string").count()).toBeGreaterThan(10);
});

it("lists the members of every body", async () => {
  const { page } = await visit("/docs?lang=en", { javaScriptEnabled: false });
  const empty = await page
    .locator(".operation table tbody")
    .evaluateAll((bodies) => bodies.filter(({ children }) => children.length === 0).length);
  expect(empty).toBe(0);
  const names = await page.locator("#summarize th code").allInnerTexts();
  expect(names).toEqual(expect.arrayContaining(["text", "mode", "documents"]));
});

it("opens a schema that a link leads to", async () => {
  const { page } = await visit("/docs?lang=en");
  const problem = page.locator("#schema-Job");
  expect(await problem.isVisible()).toBe(false);
  await page.locator("#job a[href='#schema-Job']").first().click();
  await expect.poll(() => problem.isVisible()).toBe(true);
});

it("finds what its contents lead to, and folds them on a phone", async () => {
  const seen = await visit("/docs?lang=en", { viewport: { width: 360, height: 800 } });
  const { page } = seen;
  const links = page.locator(".contents a:visible");
  expect(await links.count()).toBe(0);
  await page.locator(".contents summary").click();
  const all = await links.count();
  const search = page.getByRole("searchbox");
  await search.fill("callback");
  expect(await links.count()).toBeLessThan(all);
  expect(await links.allInnerTexts()).toContain("/v1/jobs");
  await expectAccessible(page, "with results", ".contents");
  await search.press("Enter");
  await page.waitForURL("**#*");
  await search.fill("xylophone");
  expect(await page.locator("#found").innerText()).toBe("Nothing found.");
  await expectAccessible(page, "without results", ".contents");
  await search.press("Escape");
  expect(await links.count()).toBe(all);
  expectClean(seen);
});

it("is readable without a script", async () => {
  const seen = await visit("/docs?lang=en", { javaScriptEnabled: false });
  const { page } = seen;
  expect(await page.locator("h1").innerText()).toBe("API");
  expect(await page.locator("form.try:visible").count()).toBe(0);
  await page.locator(".snippet").first().getByLabel("TypeScript").check();
  expect(await page.locator(".snippet").first().locator("pre:visible").innerText()).toContain(
    "fetch",
  );
  expectClean(seen);
});

it("has no link within it that leads nowhere, and no id twice", async () => {
  const { page } = await visit("/docs?lang=en");
  const [missing, twice] = (await page.evaluate(`(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const links = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute("href").slice(1));
    return [links.filter((id) => !ids.includes(id)), ids.filter((id, at) => ids.indexOf(id) !== at)];
  })()`)) as [string[], string[]];
  expect(missing).toEqual([]);
  expect(twice).toEqual([]);
});

/** The page is long, so each width, theme and language is checked once, not in every combination. */
it.each([
  [360, "light", "zh"],
  [1440, "dark", "en"],
] as const)(
  "fits %i pixels in the %s theme in %s, and axe-core finds nothing",
  async (...look) => {
    const [width, colorScheme, language] = look;
    const seen = await visit("/docs", { viewport: { width, height: 900 }, colorScheme, language });
    const { page } = seen;
    await page.locator("#health form.try").getByRole("button").click();
    await page.locator("#health .result").waitFor();
    await expectAccessible(page, look.join(" "));
    expectClean(seen);
  },
  180_000,
);

it("fits a tablet", async () => {
  const { page } = await visit("/docs?lang=en", { viewport: { width: 768, height: 900 } });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(768);
});
