import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus } from "node:os";
import { gzipSync } from "node:zlib";
import { workerdCpuSeconds } from "./cpu.ts";
import { article, LIBRARY } from "./texts.ts";
import { startWorkers, type Worker } from "./workers.ts";

/** Prints the figures of the README: the cost of a summary, beside a bare Hono handler. */
const WARM_UP = 200;
const ROUNDS = 10;
const REQUESTS = 40;

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

/** The Worker's own measurement of its time; inside workerd nothing waits, so this is CPU time. */
const summarizeMs = (response: Response): number =>
  Number(/summarize;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "")?.[1] ?? 0);

const mean = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** CPU and wall-clock milliseconds of one request: medians over rounds, or the mean of a coarse clock. */
async function measure(post: Worker, body: object) {
  const cpu: number[] = [];
  const wall: number[] = [];
  const own: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = workerdCpuSeconds();
    for (let request = 0; request < REQUESTS; request++) {
      const started = performance.now();
      const response = await post(body);
      await response.arrayBuffer();
      wall.push(performance.now() - started);
      own.push(summarizeMs(response));
    }
    cpu.push(((workerdCpuSeconds() - before) * 1000) / REQUESTS);
  }
  return { cpuMs: median(cpu), wallMs: median(wall), ownMs: mean(own) };
}

/** The start of a new Worker, which opens nano, in ms of CPU, and its first request in ms. */
async function cold(body: object): Promise<{ startMs: number; firstMs: number }> {
  const { server, greengist } = await startWorkers();
  const startMs = workerdCpuSeconds() * 1000;
  const started = performance.now();
  await (await greengist(body)).arrayBuffer();
  const firstMs = performance.now() - started;
  await server.close();
  return { startMs, firstMs };
}

function upload() {
  const out = "dist/bench";
  rmSync(out, { recursive: true, force: true });
  execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", out], { stdio: "ignore" });
  const files = readdirSync(out).filter((name) => !/\.(map|md)$/.test(name));
  const megabytes = (bytes: number) => bytes / 1e6;
  return {
    raw: megabytes(files.reduce((sum, name) => sum + statSync(`${out}/${name}`).size, 0)),
    gzip: megabytes(
      files.reduce((sum, name) => sum + gzipSync(readFileSync(`${out}/${name}`)).length, 0),
    ),
  };
}

const colds: Awaited<ReturnType<typeof cold>>[] = [];
const written: Awaited<ReturnType<typeof cold>>[] = [];
for (let round = 0; round < 5; round++) {
  colds.push(await cold({ text: article(1000) }));
  written.push(await cold({ text: article(1000), mode: "abstractive", region: "edge" }));
}
const { server, greengist, bare } = await startWorkers();
const texts = {
  "1,000 words, English": article(1000),
  "575 characters, Chinese": LIBRARY,
  "100 words, English": article(100),
};
const rows: string[] = [];
for (const [name, text] of Object.entries(texts)) {
  const body = { text, region: "edge" };
  for (let request = 0; request < WARM_UP; request++) {
    await (await greengist(body)).arrayBuffer();
    await (await bare(body)).arrayBuffer();
  }
  const own = await measure(greengist, body);
  const peer = await measure(bare, body);
  const cells = [own.ownMs, own.cpuMs, peer.cpuMs, own.wallMs, own.wallMs / peer.wallMs];
  rows.push(`| ${name} | ${cells.map((cell) => cell.toFixed(2)).join(" | ")} |`);
}
const largest = { text: article(200_000).slice(0, 1_000_000), region: "edge" };
const started = performance.now();
await (await greengist(largest)).arrayBuffer();
const largestMs = performance.now() - started;
const health = (await (await server.fetch("/healthz")).json()) as { wasm_memory_bytes: number };
await server.close();
const size = upload();

console.log(`${cpus()[0]?.model}, ${cpus().length} cores, node ${process.version}
Medians of ${ROUNDS} rounds of ${REQUESTS} requests, one after the other, warm. The process is workerd with
its simulators of Durable Objects and KV, which keep the receipt; the bare Hono handler keeps nothing.

| request | summarizing, ms of CPU | process, ms of CPU | bare Hono: process | whole request, ms | over bare Hono |
|---|---|---|---|---|---|
${rows.join("\n")}

| figure | value |
|---|---|
| start of workerd, its simulators and a new Worker with nano, CPU (median of 5) | ${median(colds.map(({ startMs }) => startMs)).toFixed(0)} ms |
| first request of a new Worker, 1,000 words (median of 5) | ${median(colds.map(({ firstMs }) => firstMs)).toFixed(0)} ms |
| first request of a new Worker, a written summary, which opens the writer (median of 5) | ${median(written.map(({ firstMs }) => firstMs)).toFixed(0)} ms |
| the largest input, 1,000,000 characters | ${largestMs.toFixed(0)} ms |
| WASM memory after it | ${(health.wasm_memory_bytes / 2 ** 20).toFixed(0)} MiB |
| upload | ${size.raw.toFixed(1)} MB, ${size.gzip.toFixed(1)} MB compressed |`);
