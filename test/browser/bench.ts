import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { TestHarness } from "wrangler";
import type { PlacementPreview } from "../../src/site/playground/places.ts";
import { SAMPLES } from "../../src/site/playground/samples.ts";
import { figureIn, type Visit } from "./site.ts";

/** Waits for the summary of the sample that the page opens with. */
export const opened = ({ page }: Visit): Promise<void> => page.locator("#total data").waitFor();

/** Replaces the text by pasting. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const area = page.locator("#text");
  if (await area.isHidden()) await page.locator("#edit").click();
  await area.focus();
  await area.press("Control+A");
  // Not passed as an argument: a long text would be printed in full if a wait fails.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await area.press("Control+V");
  await page.waitForFunction(
    `document.querySelector("#text").value.length === ${text.length} &&
       document.querySelector("#count").textContent !== ""`,
  );
}

export async function takeSample(page: Page, id: string): Promise<void> {
  await page.locator(`[data-sample=${id}]`).click();
  // The sample may be the text that is there already, so its arrival shows in the editor that opens.
  await page.locator("#reader").waitFor({ state: "hidden" });
  const text = SAMPLES.find((sample) => sample.id === id)?.text;
  while ((await page.locator("#text").inputValue()) !== text) await page.waitForTimeout(50);
}

/** Summarizes, and waits for the receipt of this run. */
export async function summarize(page: Page): Promise<void> {
  await page.evaluate("document.querySelector('#total').replaceChildren()");
  await page.locator("#run").click();
  await page.locator("#total data").waitFor();
}

/** Chooses a mode, which summarizes again, and waits for the receipt of that run. */
export async function summarizeAs(page: Page, mode: string): Promise<void> {
  await page.evaluate("document.querySelector('#total').replaceChildren()");
  await page.getByRole("radio", { name: mode }).check();
  await page.locator("#total data").waitFor();
}

export const detail = (page: Page, term: string): Promise<string> =>
  page.locator(`#details dt:text-is("${term}") + dd`).textContent() as Promise<string>;

/** The value of a <data> element of the comparison. */
export const compared = async (page: Page, name: string): Promise<number> =>
  Number(await page.locator(`[data-compared=${name}] data`).getAttribute("value"));

/** The radius of a quarter disc outside of the lens. */
export async function radiusOf(page: Page, name: string): Promise<number> {
  const path = await page.locator(`#picture svg > .disc.${name}`).getAttribute("d");
  return Number(/A(\S+) /.exec(path ?? "")?.[1]);
}

/** Expects the edge and every region as a bar, with the grams that `GET /v1/placement` expects of its best object. */
export async function expectPlaces(page: Page, server: TestHarness): Promise<void> {
  await page.locator("#places li").nth(2).waitFor();
  const asked = await page.evaluate<string[]>(
    `performance.getEntriesByType("resource").map(({ name }) => name)
       .filter((name) => name.includes("/v1/placement"))`,
  );
  const answer = await server.fetch(asked.at(-1) as string);
  const { candidates, staying_grams } = (await answer.json()) as PlacementPreview;
  const regions = new Set(candidates.map(({ region }) => region));
  expect(regions.size).toBeGreaterThan(5);
  for (const region of regions) {
    const grams = candidates
      .filter((one) => one.region === region)
      .map(({ expected_grams }) => expected_grams ?? Number.POSITIVE_INFINITY);
    const row = `#places [data-place="${region}"]`;
    expect(await figureIn(page, row)).toBe(Math.min(...grams));
    expect(await page.locator(`${row} .why`).innerText()).not.toBe("");
  }
  expect(await figureIn(page, "#places [data-place=edge]")).toBe(staying_grams);
  expect(await page.locator("#places .amount").count()).toBe(regions.size + 2);
  expect(await page.locator("#places [aria-current]").count()).toBe(1);
}

/** Waits until the service worker has cached the page and controls it. */
export const installed = ({ page }: Visit): Promise<unknown> =>
  page.evaluate(
    `navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ||
       new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done)))
       .then(() => true)`,
  );

/** Sends jobs to this device's worker one after the other, bypassing the page's controls. */
export const onDevice = <T>(page: Page, jobs: readonly object[]): Promise<T[]> =>
  page.evaluate(
    `(async () => {
       const worker = new Worker(document.querySelector("#main").dataset.device, { type: "module" });
       const summaries = [];
       for (const job of ${JSON.stringify(jobs)}) {
         summaries.push(await new Promise((done, failed) => {
           worker.onmessage = ({ data }) => {
             if (data.step === "done") done(data.summary);
             if (data.step === "failed") failed(new Error(data.detail));
           };
           worker.postMessage(job);
         }));
       }
       worker.terminate();
       return summaries;
     })()`,
  );
