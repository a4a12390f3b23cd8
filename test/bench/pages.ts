import { createTestHarness } from "wrangler";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import { HOUR_MS, hourOf, newId } from "../../src/ledger/key.ts";
import { entryOf } from "../../src/ledger/log.ts";
import type { Receipt } from "../../src/ledger/receipt.ts";
import { packSegment } from "../../src/ledger/segment.ts";
import { dayKey, hourKey, mergeRollups, type Rollup, rollupOf } from "../../src/ledger/sums.ts";
import { launch } from "../browser/chromium.ts";
import { observeVitals, vitalsOf } from "../browser/vitals.ts";
import { movedReceipt, NOW_MS, receiptOf } from "../site/analytics/fixture.ts";

/**
 * `npm run bench:pages`: milliseconds to the first byte of /analytics with 300 receipts and with a month of a million
 * requests, beside those of /healthz, since other work on the machine slows both; and for each page the largest
 * contentful paint, the bytes that it loads, and the shift of its layout.
 */
const RUNS = 9;
const DAYS = 31;
const MINUTE_MS = 60_000;
const REQUESTS_A_MINUTE = 23;
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
      for (const path of [page, health]) {
        const { first, figures, all } = await timesOf(server, path);
        console.log(
          `${name}: ${path} ${first} ms to its first byte, ${figures} to its figures, ${all} to its end`,
        );
      }
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

/**
 * A month in which every hour has the same requests: rolled up until the hour before the last whole one, as the Worker's
 * cron leaves it, and after that the receipts themselves, in a segment a minute.
 */
async function withMonth(kv: KVNamespace): Promise<number> {
  const nowMs = Date.now();
  const through = hourOf(nowMs) - 1;
  const [today, first] = [Math.floor(through / 24), Math.floor(through / 24) - DAYS];
  let requests = 0;
  for (let day = first; day <= today; day++) {
    const hours = Array.from({ length: Math.min(24, through - day * 24) }, (_, hour) =>
      busyHour((day * 24 + hour) * HOUR_MS),
    );
    for (const [hour, rollup] of hours.entries())
      await kv.put(hourKey(day * 24 + hour), JSON.stringify(rollup));
    const all = mergeRollups(hours);
    requests += all.all.requests;
    if (day < today) await kv.put(dayKey(day), JSON.stringify(all));
  }
  await kv.put("rollup/progress", JSON.stringify({ final: through, through }));
  for (let atMs = through * HOUR_MS; atMs < nowMs; atMs += MINUTE_MS) {
    const receipts = Array.from({ length: REQUESTS_A_MINUTE }, (_, at) =>
      receiptAt(atMs + at * (MINUTE_MS / REQUESTS_A_MINUTE), at),
    );
    const { key, value, metadata } = packSegment(newId(atMs), receipts);
    await kv.put(key, value, { metadata });
    requests += receipts.length;
  }
  return requests;
}

/** One of eleven is moved. */
const receiptAt = (atMs: number, at: number): Receipt => {
  const hoursAgo = (NOW_MS - atMs) / HOUR_MS;
  return at % 11 === 0 ? movedReceipt(hoursAgo) : receiptOf(0.02, hoursAgo);
};

/** The rollup of an hour of 1,408 requests. */
function busyHour(startMs: number): Rollup {
  const few = Array.from({ length: 11 }, (_, at) => receiptAt(startMs + HOUR_MS / 2, at));
  let rollup = rollupOf(few);
  for (let doublings = 0; doublings < 7; doublings++) rollup = mergeRollups([rollup, rollup]);
  return rollup;
}

/**
 * Medians of some runs, after one to warm up: until the first byte, which belongs to the headers; until the second part of
 * the page, which has the figures; and until its end.
 */
async function timesOf(server: Server, path: string) {
  const times: number[][] = [];
  for (let run = 0; run <= RUNS; run++) {
    const startedMs = performance.now();
    // Locally a compressor holds small parts back until it has more.
    const response = await server.fetch(path, { headers: { "accept-encoding": "identity" } });
    const passed = [performance.now() - startedMs];
    const reader = response.body?.getReader();
    for (let done = false; reader && !done; ) {
      done = (await reader.read()).done;
      passed.push(performance.now() - startedMs);
    }
    const [head = 0, frame = 0, figures = frame] = passed;
    if (run > 0) times.push([head, figures, passed.at(-1) ?? 0]);
  }
  const median = (at: number) => {
    const sorted = times.map((run) => run[at] ?? 0).sort((one, other) => one - other);
    return (sorted[Math.floor(RUNS / 2)] ?? 0).toFixed(0);
  };
  return { first: median(0), figures: median(1), all: median(2) };
}

async function measurePages(base: URL): Promise<void> {
  const browser = await launch();
  for (const path of PAGES) {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await observeVitals(page);
    await page.goto(new URL(path, base).href, { waitUntil: "networkidle" });
    const { paintMs, shift, bytes } = await vitalsOf(page);
    console.log(
      `${path}: largest contentful paint ${paintMs.toFixed(0)} ms, ${(bytes / 1000).toFixed(0)} kB before compression, layout shift ${shift.toFixed(4)}`,
    );
    await page.close();
  }
  await browser.close();
}

await main();
