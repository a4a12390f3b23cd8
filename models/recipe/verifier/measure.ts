/**
 * Measures the verifier's CPU time and how far its scores differ under WebAssembly:
 *
 *     node models/recipe/verifier/measure.ts [models/verifier] < pairs.jsonl
 *
 * Rows have `text`, `candidate` and, where known, `follows`: what Python's onnxruntime gave. Prints the CPU time a pair,
 * pieces a pair, and how far the probabilities are apart.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTextTokenizer } from "../../../src/summarizer/generation/text.ts";
import { wasmMemoryBytes } from "../../../src/summarizer/models/memory.ts";
import { openGraph } from "../../../src/summarizer/models/session.ts";
import { createVerifier } from "../../../src/summarizer/rewrite/verifier.ts";

type Row = { text: string; candidate: string; follows?: number };

const [folder = "models/verifier"] = process.argv.slice(2);
const WASM = "../../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};
const runtime = new Module(readFileSync(join(import.meta.dirname, WASM)));
const model = new Uint8Array(readFileSync(join(folder, "model.onnx"))).buffer;
const graph = await openGraph(runtime, model);
const tokenizer = createTextTokenizer(
  JSON.parse(readFileSync(join(folder, "tokenizer.json"), "utf8")),
);
let pieces = 0;
const verifier = createVerifier(
  {
    run(inputs) {
      pieces += inputs.input_ids?.data.length ?? 0;
      return graph.run(inputs);
    },
  },
  tokenizer,
  0.5,
);

const rows = readFileSync(0, "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Row);
const cpuMs = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

for (const { text, candidate } of rows.slice(0, 10))
  await verifier.judge({ sentence: text }, [candidate]);
pieces = 0;
let furthest = 0;
const alone = await cpuMs(async () => {
  for (const { text, candidate, follows } of rows) {
    const [found = Number.NaN] = await verifier.judge({ sentence: text }, [candidate]);
    if (follows !== undefined) furthest = Math.max(furthest, Math.abs(found - follows));
  }
});
const perPair = pieces / rows.length;
console.log(
  `${rows.length} pairs of ${perPair.toFixed(0)} pieces: ${(alone / rows.length).toFixed(1)} ms of CPU a pair; ` +
    `at most ${furthest.toFixed(4)} from Python's; ` +
    `${(wasmMemoryBytes() / 1e6).toFixed(1)} MB of WebAssembly`,
);
