import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SAMPLES } from "../../src/site/playground/samples.ts";
import { HARBOUR, longText } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import { compared, detail, paste, radiusOf, summarize, takeSample } from "./bench.ts";
import { expectClean, visitor } from "./site.ts";

const server = startWorker();
const visit = visitor(server);

interface Answer {
  summary: string;
  sentences: { text: string; start: number; end: number }[];
  emissions: { total_g: { value: number }; grid: { grams_per_kwh: number } };
}

/** What the page sent to the API and what it got, for one press of the button. */
async function exchange(page: Page) {
  const answering = page.waitForResponse("**/v1/summarize");
  await page.locator("#run").click();
  const response = await answering;
  const sent = response.request().postDataJSON() as Record<string, unknown>;
  return { sent, status: response.status(), answer: (await response.json()) as Answer };
}

describe("a summary at the edge", () => {
  it("is the API's, and its sentences are marked in the text and lead there", async () => {
    const seen = await visit("/");
    const { page } = seen;
    await takeSample(page, "minutes");
    const { sent, answer } = await exchange(page);
    expect(sent).toEqual({
      text: SAMPLES.find(({ id }) => id === "minutes")?.text,
      length: "medium",
      format: "paragraph",
      language: "auto",
      region: "edge",
    });
    await page.locator("#summary a").first().waitFor();
    expect(await page.locator("#summary").textContent()).toBe(answer.summary);
    const marks = await page.locator("#reader mark").allTextContents();
    expect(marks).toEqual(answer.sentences.map(({ text }) => text));

    await page.locator("#summary a").last().click();
    const last = page.locator("#reader mark").last();
    expect(await page.evaluate("document.activeElement.id")).toBe(await last.getAttribute("id"));
    await page.getByRole("button", { name: "Edit the text" }).click();
    expect(await page.locator("#text").inputValue()).toBe(sent.text);
    expectClean(seen);
  });

  it("has the API's receipt, and a picture whose areas are to scale", async () => {
    const { page } = await visit("/");
    await takeSample(page, "technical");
    const { answer } = await exchange(page);
    await page.locator("#total data").waitFor();
    const total = answer.emissions.total_g.value;
    expect(await page.locator("#total data").getAttribute("value")).toBe(String(total));
    expect(await compared(page, "this")).toBe(total);
    expect(await compared(page, "search")).toBeCloseTo(
      0.0003 * answer.emissions.grid.grams_per_kwh,
      12,
    );
    for (const name of ["original", "search"]) {
      const areas = ((await radiusOf(page, name)) / (await radiusOf(page, "this"))) ** 2;
      const amounts = (await compared(page, name)) / total;
      expect(amounts).toBeGreaterThan(1);
      expect(areas / amounts).toBeCloseTo(1, 6);
    }
    expect(await detail(page, "Ran")).toContain("at the edge");
    for (const name of ["original", "search"]) {
      const source = await page.locator(`[data-compared=${name}] a`).getAttribute("href");
      const [path = "", anchor = ""] = (source ?? "").split("#");
      expect(await (await server.fetch(path)).text()).toContain(`id="${anchor}"`);
    }
  });

  it.each(SAMPLES)("can be had of the sample $id, in its language", async ({ id, language }) => {
    const seen = await visit("/?format=headline");
    await takeSample(seen.page, id);
    await summarize(seen.page);
    const summary = await seen.page.locator("#summary").innerText();
    expect(/[\u3400-\u9fff]/.test(summary)).toBe(language === "zh");
    expectClean(seen);
  });
});

describe("the controls", () => {
  it("say what is asked for", async () => {
    const { page } = await visit("/");
    await paste(page, HARBOUR);
    await page.locator("#length").press("ArrowRight");
    expect(await page.locator("#length").getAttribute("aria-valuetext")).toBe("long");
    await page.locator("[name=format]").selectOption("key-points");
    const { sent, answer } = await exchange(page);
    expect(sent).toMatchObject({ length: "long", format: "key-points" });
    await page.locator("#summary li").first().waitFor();
    const points = await page.locator("#summary li").allInnerTexts();
    expect(points.map((point) => `- ${point}`).join("\n")).toBe(answer.summary);
    expect(points).toHaveLength(6);
  });

  it("send a question", async () => {
    const { page } = await visit("/");
    await paste(page, HARBOUR);
    await page.locator("[name=query]").fill("What will the turbines cost?");
    const { sent, answer } = await exchange(page);
    expect(sent.query).toBe("What will the turbines cost?");
    await page.locator("#summary a").first().waitFor();
    expect(await page.locator("#summary").textContent()).toBe(answer.summary);
  });

  it("offer the regions of GET /v1/regions, cleanest first, and send work to one", async () => {
    const { page } = await visit("/");
    await paste(page, HARBOUR);
    await page.getByRole("radio", { name: "Region" }).check();
    const { regions } = (await (await server.fetch("/v1/regions")).json()) as {
      regions: { region: string }[];
    };
    const ids = regions.map(({ region }) => region);
    await page.locator(`#region option[value="${ids.at(-1)}"]`).waitFor({ state: "attached" });
    const offered = await page
      .locator("#region option")
      .evaluateAll((all) => all.map((option) => option.getAttribute("value")));
    expect(offered).toEqual(["auto", ...new Set(ids)]);
    await page.locator("#region").selectOption(ids[0] as string);
    const { sent } = await exchange(page);
    expect(sent.region).toBe(ids[0]);
    await page.locator("#total data").waitFor();
    expect(await detail(page, "Ran")).toBe(`in ${ids[0]}`);
  });

  it("are in the link that is shared, and the text is not", async () => {
    const { page } = await visit("/");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await paste(page, HARBOUR);
    await page.locator("[name=format]").selectOption("headline");
    await page.locator("[name=query]").fill("turbines & cost?");
    await page.getByRole("radio", { name: "This device" }).check();
    await page.locator("[name=runtime]").selectOption("wasm");
    await page.getByRole("button", { name: "Link to these settings" }).click();
    await expect.poll(() => page.locator("#said").innerText()).toContain("not the text");
    const link = new URL(await page.evaluate<string>("navigator.clipboard.readText()"));
    expect(Object.fromEntries(link.searchParams)).toEqual({
      lang: "en",
      format: "headline",
      query: "turbines & cost?",
      place: "device",
      runtime: "wasm",
    });
    expect(page.url()).toBe(link.href);
    const words = HARBOUR.match(/\p{L}{6,}/gu) ?? [];
    for (const word of words.filter((word) => !word.startsWith("turbine")))
      expect(decodeURIComponent(link.href)).not.toContain(word);

    await page.goto(link.href);
    expect(await page.locator("[name=format]").inputValue()).toBe("headline");
    expect(await page.locator("[name=query]").inputValue()).toBe("turbines & cost?");
    expect(await page.locator("[name=runtime]").inputValue()).toBe("wasm");
    expect(await page.locator("[value=device]").isChecked()).toBe(true);
  });

  it("copy the summary word for word", async () => {
    const { page } = await visit("/?format=key-points");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await paste(page, HARBOUR);
    const { answer } = await exchange(page);
    await page.locator("#copy:enabled").click();
    await expect.poll(() => page.locator("#said").innerText()).toBe("Summary copied.");
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(answer.summary);
  });

  it("all have their keys, which the dialog lists and turns off", async () => {
    const seen = await visit("/");
    const { page } = seen;
    // Early, for what opens before the browser knows that somebody waits is lost.
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("/");
    await page.keyboard.insertText(HARBOUR);
    expect(await page.locator("#text").inputValue()).toBe(HARBOUR);
    const answering = page.waitForResponse("**/v1/summarize");
    await page.keyboard.press("Control+Enter");
    expect((await answering).status()).toBe(200);
    // What is still hidden takes no focus, and the letter would go into the text.
    await page.locator("#total data").waitFor();
    await page.locator("#reader").focus();
    await page.keyboard.press("3");
    expect(await page.locator("#length").inputValue()).toBe("2");
    await page.keyboard.press("d");
    expect(await page.locator("[value=device]").isChecked()).toBe(true);
    await page.keyboard.press("o");
    await choosing;
    await page.keyboard.press("?");
    expect(await page.locator("dialog kbd").allInnerTexts()).toContain("Ctrl");
    await page.locator("#letters").uncheck();
    await page.getByRole("button", { name: "Close" }).click();
    await page.locator("#reader").focus();
    await page.keyboard.press("1");
    expect(await page.locator("#length").inputValue()).toBe("2");
    expectClean(seen);
  });

  it("keep text and settings when the language changes", async () => {
    const { page } = await visit("/?format=headline");
    await paste(page, HARBOUR);
    await page.getByRole("link", { name: "中文" }).click();
    await page.getByRole("heading", { name: "说了什么，说出来要多少碳。" }).waitFor();
    expect(await page.locator("#text").inputValue()).toBe(HARBOUR);
    expect(await page.locator("[name=format]").inputValue()).toBe("headline");
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });
});

describe("what goes wrong", () => {
  it("can be cancelled, by button and by key", async () => {
    const { page } = await visit("/");
    await page.route("**/v1/summarize", () => new Promise(() => {}));
    await paste(page, HARBOUR);
    for (const cancel of [
      () => page.getByRole("button", { name: "Cancel" }).click(),
      () => page.keyboard.press("Escape"),
    ]) {
      await page.locator("#run").click();
      await page.locator("#progress").waitFor();
      await cancel();
      await expect.poll(() => page.locator("#said").innerText()).toBe("Cancelled.");
      expect(await page.locator("#run").isEnabled()).toBe(true);
    }
  });

  it("is said: no text, no server", async () => {
    const { page } = await visit("/");
    await page.locator("#run").click();
    expect(await page.locator("#failure").innerText()).toContain("no text");
    await page.route("**/v1/summarize", (route) => route.abort());
    await paste(page, HARBOUR);
    await page.locator("#run").click();
    await page.getByRole("button", { name: "Summarize on this device" }).waitFor();
    expect(await page.locator("#failure").innerText()).toContain("cannot be reached");
  });
});

it("takes a paste of a million characters, and refuses more before it is sent", async () => {
  const seen = await visit("/?format=key-points");
  const { page } = seen;
  const text = longText(200_000).slice(0, 1_000_000);
  expect(text).toHaveLength(1_000_000);
  await paste(page, text);
  expect(await page.locator("#count").innerText()).toBe("1,000,000 characters");
  await summarize(page);
  expect(await page.locator("#reader mark").count()).toBe(3);
  await page.locator("#summary a").last().click();
  expect(await page.locator("#reader mark").last().isVisible()).toBe(true);
  await page.getByRole("button", { name: "Edit the text" }).click();
  await paste(page, `${text}.`);
  await page.locator("#run").click();
  expect(await page.locator("#failure").innerText()).toContain("1,000,000");
  expectClean(seen);
});
