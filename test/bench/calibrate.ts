import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Matrix, solve } from "ml-matrix";
import { createTestHarness } from "wrangler";
import {
  type Calibration,
  predictCpuSeconds,
  toRereadMacs,
} from "../../src/summarizer/extract/cost.ts";
import { rereadMultiplyAccumulates } from "../../src/summarizer/extract/reread.ts";
import { multiplyAccumulates } from "../../src/summarizer/extract/salience.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import { readableLanguage } from "../../src/summarizer/text/language.ts";
import { createTokenizer } from "../../src/summarizer/text/tokenizer.ts";
import { createUnigramTokenizer } from "../../src/summarizer/text/unigram.ts";
import { workerdCpuSeconds } from "./cpu.ts";
import { article, LIBRARY, sentences } from "./texts.ts";

/**
 * Measures the CPU seconds of summaries of many shapes in workerd, fits `request + characters + multiply-accumulates`
 * to them by least squares of the relative error, and writes the three rates into the model's manifest. The measurement
 * excludes costs that exist only in a local run: `repeated.ts` leaves out the harness and the simulated storage, and
 * the cost of storage is measured separately and printed. `--model small` fits small's additional cost over nano, per
 * request and per multiply-accumulate; nano's rates must be up to date before. `--model nano-multilingual` fits it like
 * nano, to texts in its languages. Run it on an otherwise idle machine.
 * --seconds sets the CPU time per shape and round, --dry-run leaves the manifest unchanged.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
    model: { type: "string", default: "nano" },
    "dry-run": { type: "boolean", default: false },
  },
});
const SECONDS = Number(options.seconds);
const ROUNDS = Number(options.rounds);
const MODEL = options.model;
const MULTILINGUAL = "nano-multilingual";
/** Whether it reads the texts itself, and does not reread what nano has read. */
const isReader = MODEL === "nano" || MODEL === MULTILINGUAL;
const MANIFEST = `models/${MODEL}/manifest.json`;
const manifestOf = (model: string) =>
  JSON.parse(readFileSync(`models/${model}/manifest.json`, "utf8"));

/** Our own stories in the languages of nano-multilingual, all after one another or one alone, several times. */
const story = (name: string, times: number): string => {
  const all = JSON.parse(readFileSync("test/fixtures/nano-multilingual/texts.json", "utf8")) as {
    name: string;
    text: string;
  }[];
  return Array(times)
    .fill(all.find((one) => one.name === name)?.text)
    .join("\n\n");
};

const multilingual = (): Record<string, string> => ({
  "one German sentence": story("de", 1).slice(0, story("de", 1).indexOf(".") + 1),
  "a German story": story("de", 1),
  "a Russian story": story("ru", 1),
  "an Arabic story": story("ar", 1),
  "a Japanese story": story("ja", 1),
  "10 Dutch stories": story("nl", 10),
  "10 Korean stories": story("ko", 10),
  "20 Japanese stories": story("ja", 20),
  "100 Portuguese stories": story("pt", 100),
});

const english = (): Record<string, string> => ({
  "one sentence": "The harbour will run on tidal power from next spring.",
  "100 words": article(100),
  "1,000 words": article(1000),
  "Chinese, 575 characters": LIBRARY,
  "Chinese, 11,500 characters": LIBRARY.repeat(20),
  "200 sentences of 5 words": sentences(200, 5),
  "50 sentences of 100 words": sentences(50, 100),
  "1,000 sentences of 8 words": sentences(1000, 8),
  "20,000 words": article(20_000),
});

const shapes = MODEL === MULTILINGUAL ? multilingual() : english();
const STORED_SHAPE = Object.keys(shapes)[1] as string;

const WORKER = "repeated";
const server = createTestHarness({
  workers: [
    {
      config: {
        name: WORKER,
        main: "test/bench/repeated.ts",
        compatibility_date: "2026-11-01",
        keep_names: false,
        build: { command: "npx --no-install node src/site/build.ts" },
        assets: { directory: "dist/assets", binding: "ASSETS" },
        kv_namespaces: [{ binding: "EMISSIONS" }, { binding: "GRID" }],
        rules: [
          { type: "Data", globs: ["**/*.onnx"], fallthrough: true },
          { type: "Text", globs: ["**/*.md"], fallthrough: true },
        ],
      },
    },
  ],
});
const loadBefore = loadavg()[0] ?? 0;
await server.listen();

async function ask(text: string, times: number, storage: "none" | "simulated"): Promise<void> {
  const url = `http://localhost/?times=${times}&storage=${storage}`;
  const body = JSON.stringify({ text, region: "edge", model: isReader ? "nano" : MODEL });
  const response = await server.getWorker(WORKER).fetch(url, { method: "POST", body });
  if (response.status !== 204) throw new Error(await response.text());
}

/** CPU seconds of one summary, measured over at least `SECONDS` of them. */
async function measure(text: string, storage: "none" | "simulated"): Promise<number> {
  let times = 1;
  for (;;) {
    const before = workerdCpuSeconds();
    await ask(text, times, storage);
    const seconds = workerdCpuSeconds() - before;
    if (seconds >= SECONDS) return seconds / times;
    times = Math.ceil(times * Math.min(10, (1.2 * SECONDS) / Math.max(seconds, 0.01)));
  }
}

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;

// One round after another, so that a slow minute of the machine affects all shapes alike.
const rounds = new Map(Object.keys(shapes).map((name) => [name, [] as number[]]));
const stored: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const isWarm = round > 0;
  for (const [name, text] of Object.entries(shapes)) {
    const seconds = await measure(text, "none");
    if (isWarm) rounds.get(name)?.push(seconds);
  }
  const withStorage = await measure(shapes[STORED_SHAPE] as string, "simulated");
  if (isWarm) stored.push(withStorage);
}
await server.close();

const secondsOf = (name: string) => median(rounds.get(name) ?? []);
const tokenizerOf = (model: string) =>
  JSON.parse(readFileSync(`models/${model}/tokenizer.json`, "utf8"));
const tokenizer =
  MODEL === MULTILINGUAL
    ? createUnigramTokenizer(tokenizerOf(MULTILINGUAL))
    : createTokenizer(tokenizerOf("nano"));
const measured = Object.entries(shapes).map(([name, text]) => {
  const document = readDocument(text, readableLanguage(text), tokenizer);
  const below = isReader
    ? 0
    : predictCpuSeconds(text.length, document.sentences, { reader: manifestOf("nano") }).all;
  const macs = isReader
    ? multiplyAccumulates(document)
    : rereadMultiplyAccumulates(document, toRereadMacs(manifestOf(MODEL).macs), false);
  const seconds = secondsOf(name);
  return { name, thousandCharacters: text.length / 1000, gmac: macs / 1e9, seconds, below };
});

/**
 * The terms of the fit. Small reads only sentences that nano has already read, so its own cost has no term for
 * characters.
 */
const termsOf = (row: (typeof measured)[number]) =>
  isReader ? [1, row.thousandCharacters, row.gmac] : [1, row.gmac];
const terms = measured.map((row) => termsOf(row).map((term) => term / row.seconds));
const wanted = measured.map((row) => 1 - row.below / row.seconds);
const fitted = solve(new Matrix(terms), Matrix.columnVector(wanted)).to1DArray();
if (fitted.some((rate) => !(rate > 0))) throw new Error(`a rate is not positive: ${fitted}`);

const significant = (rate: number) => Number(rate.toPrecision(3));
const rates = fitted.map(significant);
const [perRequest = 0] = rates;
const perThousandCharacters = isReader ? (rates[1] ?? 0) : 0;
const perGmac = rates.at(-1) ?? 0;
const ratios: number[] = [];
console.log("| text | measured, ms of CPU | predicted | measured / predicted |\n|---|---|---|---|");
for (const row of measured) {
  const predicted =
    row.below + perRequest + row.thousandCharacters * perThousandCharacters + row.gmac * perGmac;
  ratios.push(row.seconds / predicted);
  const cells = [row.seconds * 1000, predicted * 1000, row.seconds / predicted];
  console.log(`| ${row.name} | ${cells.map((cell) => cell.toFixed(2)).join(" | ")} |`);
}
const storageMs = 1000 * (median(stored) - secondsOf(STORED_SHAPE));
console.log(
  `\nStorage, simulated inside workerd, would add ${storageMs.toFixed(2)} ms a request; left out.\n` +
    `Load of the machine before: ${loadBefore.toFixed(2)} of ${cpus().length} cores.`,
);

const calibration: Calibration & Record<string, unknown> = {
  secondsPerRequest: perRequest,
  secondsPerThousandCharacters: perThousandCharacters,
  secondsPerGmac: perGmac,
  measuredOverPredicted: {
    min: significant(Math.min(...ratios)),
    max: significant(Math.max(...ratios)),
  },
  machine: `${cpus()[0]?.model}, ${cpus().length} cores, workerd on Linux`,
  command: `npm run calibrate${MODEL === "nano" ? "" : ` -- --model ${MODEL}`}`,
};
console.log(JSON.stringify(calibration, null, 2));
if (!options["dry-run"]) {
  const manifest = manifestOf(MODEL);
  writeFileSync(MANIFEST, `${JSON.stringify({ ...manifest, calibration }, null, 2)}\n`);
}
