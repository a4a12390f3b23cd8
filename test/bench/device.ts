import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Transform } from "node:stream";
import type { Browser } from "playwright-core";
import { createTestHarness } from "wrangler";
import { launch } from "../browser/chromium.ts";

/**
 * `npm run bench:device`: seconds from a click to the first summary on the device, in a browser that has loaded nothing
 * before, beside the seconds in which its models and its runtime come over a line of MEGABITS; chosen sentences, and a
 * written summary. Each is the median of RUNS.
 */
const MEGABITS = 50;
const RUNS = 3;
const TICK_MS = 10;
const KINDS = { chosen: "/?place=device", written: "/?place=device&mode=written" };

/** The responses that came over the line since it was last reset. */
class Traffic {
  bytes = 0;
  firstMs = Number.POSITIVE_INFINITY;
  lastMs = 0;

  count(bytes: number): void {
    this.bytes += bytes;
    this.firstMs = Math.min(this.firstMs, performance.now());
    this.lastMs = performance.now();
  }

  reset(): void {
    Object.assign(this, new Traffic());
  }
}

/** Passes requests on to `target`, and all responses back through one line of `MEGABITS`. */
async function startLine(target: URL, traffic: Traffic): Promise<Server> {
  let left = 0;
  const waiting: (() => void)[] = [];
  setInterval(() => {
    left = Math.min(0, left) + ((MEGABITS * 1e6) / 8) * (TICK_MS / 1000);
    while (left > 0 && waiting.length > 0) waiting.shift()?.();
  }, TICK_MS).unref();
  const through = () =>
    new Transform({
      transform(chunk: Buffer, _, done) {
        const send = () => {
          left -= chunk.length;
          traffic.count(chunk.length);
          done(null, chunk);
        };
        if (left > 0) send();
        else waiting.push(send);
      },
    });
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = forward(new URL(url ?? "/", target).href, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(through()).pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

/** Seconds of the download and until the summary, and the megabytes of the download. */
async function measure(browser: Browser, address: string, traffic: Traffic) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
  await page.locator("[data-sample=story]").click();
  await page.waitForLoadState("networkidle");
  await page.evaluate("document.querySelector('#total').replaceChildren()");
  traffic.reset();
  const startedMs = performance.now();
  await page.locator("#run").click();
  await page.locator("#total data").waitFor({ timeout: 120_000 });
  const summary = (performance.now() - startedMs) / 1000;
  const download = (traffic.lastMs - traffic.firstMs) / 1000;
  await context.close();
  return { summary, download, megabytes: traffic.bytes / 1e6 };
}

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

const server = createTestHarness({
  workers: [{ configPath: "wrangler.toml", vars: { RATE_LIMIT: "off" } }],
});
const { url } = await server.listen();
const traffic = new Traffic();
const line = await startLine(url, traffic);
const browser = await launch();
console.log(`| summary | MB | download, s | first summary, s | times |\n|---|--:|--:|--:|--:|`);
for (const [kind, path] of Object.entries(KINDS)) {
  const address = `http://localhost:${(line.address() as AddressInfo).port}${path}`;
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measure(browser, address, traffic));
  const [megabytes, download, summary] = (["megabytes", "download", "summary"] as const).map((of) =>
    median(runs.map((one) => one[of])),
  ) as [number, number, number];
  const cells = [megabytes.toFixed(1), download.toFixed(1), summary.toFixed(1)];
  console.log(`| ${kind} | ${cells.join(" | ")} | ${(summary / download).toFixed(2)} |`);
}
await browser.close();
line.close();
await server.close();
