import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { Matrix, solve } from "ml-matrix";
import { readDocument } from "../../src/summarizer/document.ts";
import { detectLanguage } from "../../src/summarizer/language.ts";
import { multiplyAccumulates } from "../../src/summarizer/salience.ts";
import { createTokenizer } from "../../src/summarizer/tokenizer.ts";
import { workerdCpuSeconds } from "./cpu.ts";
import { article, LIBRARY, sentences } from "./texts.ts";
import { startWorkers } from "./workers.ts";

/**
 * Measures the CPU seconds of summaries of many shapes in workerd, fits
 * `request + characters + multiply-accumulates` to them by least squares of the relative error, and
 * writes the three rates into the model's manifest.
 */
const MANIFEST = "models/nano/manifest.json";
const SECONDS_PER_SHAPE = 4;
const WARM_UP_SECONDS = 2;

const shapes: Record<string, string> = {
  "one sentence": "The harbour will run on tidal power from next spring.",
  "100 words": article(100),
  "1,000 words": article(1000),
  "Chinese, 575 characters": LIBRARY,
  "Chinese, 11,500 characters": LIBRARY.repeat(20),
  "200 sentences of 5 words": sentences(200, 5),
  "50 sentences of 100 words": sentences(50, 100),
  "1,000 sentences of 8 words": sentences(1000, 8),
  "20,000 words": article(20_000),
};

const tokenizer = createTokenizer(JSON.parse(readFileSync("models/nano/tokenizer.json", "utf8")));
const { server, greengist } = await startWorkers();

async function repeat(text: string, seconds: number): Promise<number> {
  const before = workerdCpuSeconds();
  let requests = 0;
  do {
    for (let burst = 0; burst < 5; burst++, requests++) {
      await (await greengist({ text, region: "edge" })).arrayBuffer();
    }
  } while (workerdCpuSeconds() - before < seconds);
  return (workerdCpuSeconds() - before) / requests;
}

const measured = [];
for (const [name, text] of Object.entries(shapes)) {
  await repeat(text, WARM_UP_SECONDS);
  const document = readDocument(text, detectLanguage(text), tokenizer);
  const row = {
    name,
    thousandCharacters: text.length / 1000,
    gmac: multiplyAccumulates(document) / 1e9,
    seconds: await repeat(text, SECONDS_PER_SHAPE),
  };
  console.error(`${name}: ${(row.seconds * 1000).toFixed(2)} ms`);
  measured.push(row);
}
await server.close();

const terms = measured.map((row) =>
  [1, row.thousandCharacters, row.gmac].map((term) => term / row.seconds),
);
const rates = solve(new Matrix(terms), Matrix.columnVector(measured.map(() => 1))).to1DArray();
const [perRequest = 0, perThousandCharacters = 0, perGmac = 0] = rates;
if (rates.some((rate) => !(rate > 0))) throw new Error(`a rate is not positive: ${rates}`);

console.log("| text | measured, ms of CPU | predicted |\n|---|---|---|");
for (const row of measured) {
  const predicted =
    perRequest + row.thousandCharacters * perThousandCharacters + row.gmac * perGmac;
  console.log(
    `| ${row.name} | ${(row.seconds * 1000).toFixed(2)} | ${(predicted * 1000).toFixed(2)} |`,
  );
}

const significant = (rate: number) => Number(rate.toPrecision(3));
const manifest = JSON.parse(readFileSync(MANIFEST, "utf8"));
manifest.calibration = {
  secondsPerRequest: significant(perRequest),
  secondsPerThousandCharacters: significant(perThousandCharacters),
  secondsPerGmac: significant(perGmac),
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, workerd on Linux`,
  command: "npm run calibrate",
};
writeFileSync(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
