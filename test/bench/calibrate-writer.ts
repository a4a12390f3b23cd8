import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { createTestHarness } from "wrangler";
import { measureRates, type Trial } from "../../src/summarizer/generation/seq2seq-rates.ts";
import { shapeOf } from "../../src/summarizer/models/writer-files.ts";
import { workerdCpuSeconds } from "./cpu.ts";
import type { Work } from "./writing.ts";

/**
 * Measures the cost of the shipped writer in workerd, writes its rates into its manifest, and prints its speed with
 * four beams, beside the same decoder without a cache. Run it on an otherwise idle machine; --dry-run leaves the
 * manifest unchanged.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "4" },
    rounds: { type: "string", default: "3" },
    "dry-run": { type: "boolean", default: false },
  },
});
const SECONDS = Number(options.seconds);
const MANIFEST = "models/writer/manifest.json";
const WORKER = "writing";
const manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
const config = JSON.parse(readFileSync("models/writer/config.json", "utf8"));

const server = createTestHarness({
  workers: [
    {
      config: {
        name: WORKER,
        main: "test/bench/writing.ts",
        compatibility_date: "2026-11-01",
        build: { command: "npx --no-install node src/site/build.ts" },
        assets: { directory: "dist/assets", binding: "ASSETS" },
        rules: [{ type: "Data", globs: ["**/*.onnx"], fallthrough: true }],
      },
    },
  ],
});
await server.listen();

async function ask(work: Work): Promise<void> {
  const response = await server.getWorker(WORKER).fetch("http://localhost/", {
    method: "POST",
    body: JSON.stringify(work),
  });
  if (response.status !== 204) throw new Error(await response.text());
}

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

/** CPU seconds of one summary: the median of rounds, each of at least `SECONDS`. */
async function secondsOf(trial: Trial, useCache = true): Promise<number> {
  const found: number[] = [];
  let times = 1;
  await ask({ ...trial, useCache, times });
  while (found.length < Number(options.rounds)) {
    const before = workerdCpuSeconds();
    await ask({ ...trial, useCache, times });
    const seconds = workerdCpuSeconds() - before;
    if (seconds >= SECONDS) found.push(seconds / times);
    else times = Math.ceil(times * Math.min(10, (1.2 * SECONDS) / Math.max(seconds, 0.01)));
  }
  return median(found);
}

const significant = (rate: number) => Number(rate.toPrecision(3));
const measured = await measureRates(
  shapeOf("writer", config),
  config.max_position_embeddings,
  secondsOf,
);
const secondsPerGmac = Object.fromEntries(
  Object.entries(measured).map(([kind, rate]) => [kind, significant(rate)]),
);

console.log(
  "| tokens read | tokens written | beams | with cache, tokens/s | without, tokens/s | times |",
);
console.log("|---|---|---|---|---|---|");
for (const [inputTokens, steps] of [
  [64, 24],
  [190, 24],
  [190, 48],
] as const) {
  const trial = { inputTokens, steps, beams: 4 };
  const [cached, whole] = [await secondsOf(trial), await secondsOf(trial, false)];
  const cells = [steps / cached, steps / whole, whole / cached].map((value) => value.toFixed(1));
  console.log(`| ${inputTokens} | ${steps} | 4 | ${cells.join(" | ")} |`);
}
await server.close();

const calibration = {
  secondsPerGmac,
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, workerd on Linux`,
  command: "npm run calibrate:writer",
};
console.log(JSON.stringify(calibration, null, 2));
if (!options["dry-run"]) {
  writeFileSync(MANIFEST, `${JSON.stringify({ ...manifest, calibration }, null, 2)}\n`);
}
