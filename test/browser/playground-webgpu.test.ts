import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { DeviceSummary } from "../../src/site/device/client/message.ts";
import { SAMPLES } from "../../src/site/playground/samples.ts";
import { HARBOUR, LIBRARY, summarize as summarizeByApi } from "../http/client.ts";
import { startWorker } from "../http/worker.ts";
import { detail, onDevice, summarize, summarizeAs, takeSample } from "./bench.ts";
import { expectClean, visitor } from "./site.ts";

const server = startWorker();
const visit = visitor(server, true);

const TOLERANCE = 2e-3;
const FIXTURES = JSON.parse(readFileSync("test/fixtures/nano/texts.json", "utf8")) as {
  text: string;
}[];
const TEXTS = [HARBOUR, LIBRARY, ...FIXTURES.slice(0, 3).map(({ text }) => text)];

describe("on this device, by WebGPU", () => {
  it("scores are those of the Worker within 2e-3", async () => {
    const { page } = await visit("/?place=device");
    const jobs = TEXTS.map((text) => ({
      text,
      language: "auto",
      options: { length: "long", format: "paragraph" },
      model: "nano",
      provider: "webgpu",
    }));
    const found = await onDevice<DeviceSummary>(page, jobs);
    let largest = 0;
    for (const [at, text] of TEXTS.entries()) {
      const { answer } = await summarizeByApi(server, { text, length: "long" });
      const { extract, provider, webGpuFailure } = found[at] as DeviceSummary;
      expect([provider, webGpuFailure]).toEqual(["webgpu", undefined]);
      expect(extract.sentences.map(({ start }) => start)).toEqual(
        answer.sentences.map(({ start }) => start),
      );
      for (const [place, { score }] of extract.sentences.entries()) {
        const difference = Math.abs(score - (answer.sentences[place]?.score ?? Number.NaN));
        expect(difference).toBeLessThanOrEqual(TOLERANCE);
        largest = Math.max(largest, difference);
      }
    }
    console.log(`largest difference of a score: ${largest.toExponential(1)}`);
  });

  it("is chosen where there is an adapter, and the receipt says so and what it left to the CPU", async () => {
    const seen = await visit("/?place=device&format=headline");
    const { page } = seen;
    await expect.poll(() => page.locator("#place-note").innerText()).toContain("WebGPU");
    await takeSample(page, "jishu");
    await summarize(page);
    expect(await detail(page, "Runtime")).toMatch(
      /^WebGPU(; operators without a WebGPU kernel ran on the CPU)?$/,
    );
    // The writer always runs by WebAssembly.
    await summarizeAs(page, "Written");
    expect(await page.locator("#place-note").innerText()).toContain("8-bit");
    expect(await detail(page, "Runtime")).toBe(
      "WebGPU for choosing sentences, WebAssembly for writing",
    );
    const text = SAMPLES.find(({ id }) => id === "jishu")?.text as string;
    const asked = { text, mode: "abstractive", format: "headline", region: "edge" };
    const { answer } = await summarizeByApi(server, asked);
    expect(await page.locator("#summary").textContent()).toBe(answer.summary);

    await page.getByRole("radio", { name: "Extractive" }).check();
    await page.locator("[name=runtime]").selectOption("wasm");
    await summarize(page);
    expect(await detail(page, "Runtime")).toMatch(/^WebAssembly/);
    expectClean(seen);
  });
});
