import type { Page, Request } from "playwright-core";
import { describe, expect, it } from "vitest";
import { reasonBeside } from "../../src/site/playground/reasons.ts";
import { SAMPLES } from "../../src/site/playground/samples.ts";
import { readableLanguage } from "../../src/summarizer/text/language.ts";
import { HARBOUR, longText } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import {
  compared,
  detail,
  expectPlaces,
  installed,
  opened,
  paste,
  radiusOf,
  summarize,
  takeSample,
} from "./bench.ts";
import { expectClean, visitor } from "./site.ts";

const server = startWorker();
const open = visitor(server);

/** Opens the playground with the summary that it makes by itself. */
const visit: typeof open = async (path, options) => {
  const seen = await open(path, options);
  if (!path.includes("place=device")) await opened(seen);
  return seen;
};

interface Answer {
  id: string;
  placement: { reason: string };
  summary: string;
  sentences: { text: string; start: number; end: number }[];
  emissions: { total_g: { value: number }; grid: { grams_per_kwh: number } };
}

/**
 * The request that the button sends, and its response. Settings changed just before may have triggered a request that
 * the button cancels, so the last request counts.
 */
async function exchange(page: Page) {
  let last: Request | undefined;
  const note = (request: Request) => {
    if (request.url().endsWith("/v1/summarize")) last = request;
  };
  page.on("request", note);
  await page.locator("#run").click();
  for (;;) {
    await expect.poll(() => last).toBeDefined();
    const request = last as Request;
    const response = await request.response();
    const answer = await response?.json().catch(() => undefined);
    if (request !== last || response === null) continue;
    page.off("request", note);
    const sent = request.postDataJSON() as Record<string, unknown>;
    return { sent, status: response.status(), answer: answer as Answer };
  }
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
      mode: "extractive",
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
    for (const name of ["original", "prompt", "search"]) {
      const areas = ((await radiusOf(page, name)) / (await radiusOf(page, "this"))) ** 2;
      const amounts = (await compared(page, name)) / total;
      expect(amounts).toBeGreaterThan(1);
      expect(areas / amounts).toBeCloseTo(1, 6);
    }
    expect(await detail(page, "Ran")).toContain("at the edge");
    expect(await page.locator("#reason").innerText()).toBe(answer.placement.reason);
    const link = (await page.locator("#receipt-link").getAttribute("href")) as string;
    expect(link).toContain(`/receipts/${answer.id}`);
    for (const name of ["original", "search"]) {
      const source = await page.locator(`[data-compared=${name}] a`).getAttribute("href");
      const [path = "", anchor = ""] = (source ?? "").split("#");
      expect(await (await server.fetch(path)).text()).toContain(`id="${anchor}"`);
    }
  });

  it("can be had of every sample, in its language", async () => {
    const seen = await visit("/?format=headline");
    for (const { id, language } of SAMPLES) {
      await takeSample(seen.page, id);
      await summarize(seen.page);
      const summary = await seen.page.locator("#summary").innerText();
      expect(readableLanguage(summary), id).toBe(language);
    }
    expectClean(seen);
  });
});

describe("the page as it opens", () => {
  it("has a sample, its summary and its receipt, all above the fold of 1440 by 900", async () => {
    const seen = await visit("/", { viewport: { width: 1440, height: 900 } });
    const { page } = seen;
    expect(await page.locator("#reader mark").count()).toBeGreaterThan(0);
    expect(await page.locator("[name=place][value=auto]").isChecked()).toBe(true);
    for (const id of ["summary", "total", "million", "place"]) {
      const box = await page.locator(`#${id}`).boundingBox();
      expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThan(900);
    }
    expectClean(seen);
  });

  it("has the receipt right after the summary at 360 pixels", async () => {
    const { page } = await visit("/", { viewport: { width: 360, height: 800 } });
    const bottom = async (id: string) => {
      const box = await page.locator(`#${id}`).boundingBox();
      return (box?.y ?? 0) + (box?.height ?? 0);
    };
    const receipt = await page.locator("#receipt").boundingBox();
    expect(Math.abs((receipt?.y ?? 0) - (await bottom("summary")))).toBeLessThan(80);
  });
});

describe("the places", () => {
  it("are those of GET /v1/placement, with its grams and reasons", async () => {
    const seen = await open("/");
    const { page } = seen;
    const answering = page.waitForResponse(
      (response) => response.url().includes("/v1/placement") && response.url().includes("region="),
    );
    await opened(seen);
    const { reason } = (await (await answering).json()) as { reason: string };
    await page.locator("#places li").nth(2).waitFor();
    expect(await page.locator("#places [aria-current] .why").innerText()).toBe(reason);
    await expectPlaces(page, server);
    const [unit] = /^\S+/.exec(await page.locator("#strip-unit").innerText()) ?? [];
    expect(await page.locator("#places [data-place=device] .why").innerText()).toMatch(
      new RegExp(`2\\d\\.\\d\\sMB: [\\d,]+\\s${unit}$`),
    );
    expectClean(seen);
  });
});

describe("a change after a summary", () => {
  it("of the text marks the summary as stale, until it is summarized again", async () => {
    const { page } = await visit("/");
    expect(await page.locator("#stale").isVisible()).toBe(false);
    await paste(page, HARBOUR);
    await page.locator("#stale").waitFor();
    await page.locator("#run").click();
    await page.locator("#stale").waitFor({ state: "hidden" });
  });

  it("of the settings makes a new summary by itself", async () => {
    const { page } = await visit("/");
    const answering = page.waitForResponse("**/v1/summarize");
    await page.getByRole("radio", { name: "Long" }).check();
    const sent = (await answering).request().postDataJSON() as { length: string };
    expect(sent.length).toBe("long");
    const asking = page.waitForResponse("**/v1/summarize");
    await page.locator("[name=query]").fill("When do tickets go on sale?");
    expect((await asking).request().postDataJSON()).toMatchObject({
      query: "When do tickets go on sale?",
    });
  });

  it("of the settings cancels the run before it", async () => {
    const { page } = await visit("/");
    let held = 0;
    await page.route("**/v1/summarize", async (route) => {
      if (held++ > 0) await route.continue();
    });
    const failing = page.waitForEvent("requestfailed");
    await page.getByRole("radio", { name: "Short" }).check();
    await expect.poll(() => held).toBe(1);
    await page.locator("[name=format]").selectOption("headline");
    expect((await failing).url()).toContain("/v1/summarize");
    await expect.poll(() => page.locator("#said").innerText()).toMatch(/^1 sentence in/);
  });
});

describe("a written summary", () => {
  it("is streamed, ends as the API's, and says what the check found", async () => {
    const seen = await open("/?mode=written");
    const { page } = seen;
    await opened(seen);
    const [sent] = await page.evaluate<string[]>(
      "[document.querySelector('#summary').textContent]",
    );
    expect(sent).not.toBe("");
    expect(await page.locator("#said").innerText()).toMatch(/^Written in|sentence/);
    expect(await page.locator("#mode-reason").innerText()).toMatch(/^(Checked against|Fell back)/);
  });

  it("says what the check found in Chinese, and shows the source of a sentence on hover", async () => {
    const seen = await open("/?mode=written", { language: "zh" });
    const { page } = seen;
    await opened(seen);
    const reason = page.locator("#mode-reason");
    expect(await reason.innerText()).toMatch(/^(已与原文核对|改用原文的句子)[：。]/);
    expect(await reason.getAttribute("lang")).toBe("zh-Hans");
    await page.locator("#summary a").first().hover();
    expect(await page.locator("#reader mark.lit").count()).toBe(1);
    await page.locator("h1").hover();
    expect(await page.locator("#reader mark.lit").count()).toBe(0);
    expectClean(seen);
  });
});

describe("the controls", () => {
  it("say what is asked for", async () => {
    const { page } = await visit("/");
    await paste(page, HARBOUR);
    await page.getByRole("radio", { name: "Long" }).check();
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
    const { sent, answer } = await exchange(page);
    expect(sent.region).toBe(ids[0]);
    await page.locator("#total data").waitFor();
    const { text } = reasonBeside("en", answer.placement.reason);
    await expect.poll(() => page.locator("#reason").innerText()).toBe(text);
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
    // Started early, because an event before the browser listens for it is lost.
    const choosing = page.waitForEvent("filechooser");
    await page.keyboard.press("/");
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(HARBOUR);
    expect(await page.locator("#text").inputValue()).toBe(HARBOUR);
    const answering = page.waitForResponse("**/v1/summarize");
    await page.keyboard.press("Control+Enter");
    expect((await answering).status()).toBe(200);
    // A hidden element cannot take the focus, and the letter would go into the text.
    await page.locator("#reader").waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("reader");
    await page.keyboard.press("3");
    expect(await page.locator("[value=long]").isChecked()).toBe(true);
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
    expect(await page.locator("[value=long]").isChecked()).toBe(true);
    expectClean(seen);
  });

  it("keep text and settings when the language changes", async () => {
    const { page } = await visit("/?format=headline");
    await paste(page, HARBOUR);
    await page.getByRole("link", { name: "中文" }).click();
    await page
      .getByRole("heading", { name: "在网络边缘为任何文字生成摘要，并看到碳排放。" })
      .waitFor();
    // The script restores the text after the heading is shown.
    await expect.poll(() => page.locator("#text").inputValue()).toBe(HARBOUR);
    expect(await page.locator("[name=format]").inputValue()).toBe("headline");
    expect(await page.evaluate("sessionStorage.length")).toBe(0);
  });
});

describe("what goes wrong", () => {
  it("can be canceled, by button and by key", async () => {
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
      await expect.poll(() => page.locator("#said").innerText()).toBe("Canceled.");
      expect(await page.evaluate("document.activeElement.id")).toBe("run");
    }
  });

  it("is said: no text, too many requests and no free place with the wait, no server", async () => {
    const { page } = await visit("/");
    const failure = page.locator("#failure");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.locator("#run").click();
    expect(await failure.innerText()).toContain("no text");
    await paste(page, HARBOUR);
    for (const [status, said] of [
      [429, "Too many requests. Try again in 7 s."],
      [503, "Every place is taken. Try again in 7 s."],
    ] as const) {
      await page.unroute("**/v1/summarize");
      await page.route("**/v1/summarize", (route) =>
        route.fulfill({
          status,
          headers: { "content-type": "application/problem+json", "retry-after": "7" },
          body: JSON.stringify({ title: "No", status, detail: "Every place is taken." }),
        }),
      );
      await page.locator("#run").click();
      await expect.poll(() => failure.innerText()).toContain(said);
      expect(await page.locator("#try-device").isVisible()).toBe(true);
    }
    await page.unroute("**/v1/summarize");
    await page.route("**/v1/summarize", (route) => route.abort());
    await page.locator("#run").click();
    await expect.poll(() => failure.innerText()).toContain("cannot be reached");
    await page.getByRole("button", { name: "Summarize on this device" }).waitFor();
  });
});

it("is done by keyboard alone, from the text to the receipt's own page", async () => {
  const seen = await visit("/");
  const { page } = seen;
  const focused = () =>
    page.evaluate<string>(
      "document.activeElement.id || document.activeElement.name || document.activeElement.textContent",
    );
  /** Presses Tab until the focus is there; never through more than the page has. */
  const tabTo = async (wanted: string) => {
    for (let presses = 0; presses < 40; presses++) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not lead to ${wanted}`);
  };
  await tabTo("Skip to the text");
  await page.keyboard.press("Enter");
  await tabTo("edit");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("text");
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(HARBOUR);
  expect(await page.locator("#stale").isVisible()).toBe(true);
  await tabTo("length");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => page.locator("#stale").isVisible()).toBe(false);
  expect(await page.locator("[name=length]:checked").getAttribute("value")).toBe("short");
  await tabTo("run");
  await page.evaluate("document.querySelector('#total').replaceChildren()");
  await page.keyboard.press("Enter");
  await page.locator("#total data").waitFor();
  expect(await focused()).toBe("run");
  await tabTo("copy");
  await tabTo((await page.locator("#summary a").first().textContent()) as string);
  await page.keyboard.press("Enter");
  expect(await focused()).toMatch(/^sentence-/);
  await tabTo("receipt-link");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/receipts/*");
  expectClean(seen);
});

it("leaves, without a network, a page in place of the others that leads back", async () => {
  const seen = await visit("/");
  const { page } = seen;
  await installed(seen);
  await page.context().setOffline(true);
  for (const path of ["/analytics", "/methodology", "/docs"]) {
    await page.goto(new URL(path, page.url()).href);
    expect(await page.locator("h1").innerText()).toBe("You are offline");
  }
  await page.getByRole("link", { name: "Summarize" }).first().click();
  await page.locator("#text, #reader").first().waitFor({ state: "attached" });
  expect(await page.locator("h1").innerText()).toContain("Summarize any text");
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
