import { createTestHarness } from "wrangler";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import { HOUR_MS, hourOf } from "../../src/ledger/key.ts";
import { entryOf } from "../../src/ledger/log.ts";
import { dayKey, hourKey, mergeRollups, type Rollup, rollupOf } from "../../src/ledger/sums.ts";
import { launch } from "../browser/chromium.ts";
import { movedReceipt, NOW_MS, receiptOf } from "../site/analytics/fixture.ts";

/**
 * `npm run bench:pages`: milliseconds to the first byte of /analytics with 300 receipts and with a month of a million
 * requests, beside those of /healthz, since other work on the machine slows both; and for each page the largest
 * contentful paint, the bytes that it loads, and the shift of its layout.
 */
const RUNS = 9;
const DAYS = 31;
const RETENTION_MS = 90 * 24 * HOUR_MS;
const PAGES = ["/", "/analytics", "/methodology", "/docs"];

type Server = ReturnType<typeof createTestHarness>;

async function main(): Promise<void> {
  await import("../../src/site/build.ts");
  for (const [name, fill] of [
    ["300 receipts", withReceipts],
    ["a month of a million requests", withMonth],
  ] as const) {
    const server = createTestHarness({ workers: demoWorkers() });
    try {
      const { url } = await server.listen();
      const { EMISSIONS } = await server.getWorker<{ EMISSIONS: KVNamespace }>().getEnv();
      const requests = await fill(EMISSIONS);
      const ranges = requests > 300 ? "30d" : "24h";
      const [page, health] = [`/analytics?lang=en&range=${ranges}`, "/healthz"];
      console.log(
        `${name}: first byte of ${page} ${await firstByteMs(server, page)} ms, ` +
          `of ${health} ${await firstByteMs(server, health)} ms`,
      );
      if (requests <= 300) await measurePages(url);
    } finally {
      await server.close();
    }
  }
}

/** Receipts of the last day, none of them rolled up. */
async function withReceipts(kv: KVNamespace): Promise<number> {
  const sinceMs = Date.now() - NOW_MS;
  for (let at = 0; at < 300; at++) {
    const hoursAgo = (23 * at) / 300 - sinceMs / HOUR_MS;
    const receipt = at % 9 === 0 ? movedReceipt(hoursAgo) : receiptOf(0.02, hoursAgo);
    const { key, metadata } = entryOf(receipt, RETENTION_MS);
    await kv.put(key, "", { metadata });
  }
  return 300;
}

/** Rollups of a month in which every hour has the same requests. */
async function withMonth(kv: KVNamespace): Promise<number> {
  const today = Math.floor(hourOf(Date.now()) / 24);
  let requests = 0;
  for (let day = today - DAYS; day < today; day++) {
    const hours = Array.from({ length: 24 }, (_, hour) => busyHour((day * 24 + hour) * HOUR_MS));
    for (const [hour, rollup] of hours.entries())
      await kv.put(hourKey(day * 24 + hour), JSON.stringify(rollup));
    const all = mergeRollups(hours);
    requests += all.all.requests;
    await kv.put(dayKey(day), JSON.stringify(all));
  }
  const through = today * 24;
  await kv.put("rollup/progress", JSON.stringify({ final: through, through }));
  return requests;
}

function busyHour(startMs: number): Rollup {
  const hoursAgo = (NOW_MS - startMs - HOUR_MS / 2) / HOUR_MS;
  const few = Array.from({ length: 11 }, (_, at) =>
    at === 0 ? movedReceipt(hoursAgo) : receiptOf(0.02, hoursAgo),
  );
  let rollup = rollupOf(few);
  for (let doublings = 0; doublings < 7; doublings++) rollup = mergeRollups([rollup, rollup]);
  return rollup;
}

/** The median of some runs, after one to warm up. */
async function firstByteMs(server: Server, path: string): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const startedMs = performance.now();
    const response = await server.fetch(path);
    const reader = response.body?.getReader();
    await reader?.read();
    if (run > 0) times.push(performance.now() - startedMs);
    while (reader && !(await reader.read()).done);
  }
  return (times.sort((one, other) => one - other)[Math.floor(RUNS / 2)] ?? 0).toFixed(0);
}

async function measurePages(base: URL): Promise<void> {
  const browser = await launch();
  for (const path of PAGES) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(
      `globalThis.shift = 0; globalThis.largest = 0;
       new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value; })
         .observe({ type: "layout-shift", buffered: true });
       new PerformanceObserver((list) => { for (const entry of list.getEntries()) largest = entry.startTime; })
         .observe({ type: "largest-contentful-paint", buffered: true });`,
    );
    await page.goto(new URL(path, base).href, { waitUntil: "networkidle" });
    const [paint, shift, bytes] = await page.evaluate<[number, number, number]>(
      `[largest, shift, ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
         .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)]`,
    );
    console.log(
      `${path}: largest contentful paint ${paint.toFixed(0)} ms, ${(bytes / 1000).toFixed(0)} kB before compression, layout shift ${shift.toFixed(4)}`,
    );
    await page.close();
  }
  await browser.close();
}

await main();
