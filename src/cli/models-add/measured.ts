import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openNano } from "../../../models/bridge/open.ts";
import { openSeq2Seq, webGraphs } from "../../../models/bridge/open-seq2seq.ts";
import { wasmMemoryBytes } from "../../summarizer/models/memory.ts";

/** The resources that a model needed under onnxruntime-web to read and to write, beside nano. */
export interface MeasuredModel {
  wasmBytes: number;
  /** Peak memory of JavaScript while a graph is loaded or runs. */
  javascriptBytes: number;
  inputTokens: number;
  beams: number;
  steps: number;
  cpuSeconds: number;
}

const INPUT_TOKENS = 512;
const BEAMS = 4;
const STEPS = 8;

/** The child process of `measure.ts`: loads the folder, runs it once, and prints the measurements. */
async function main(folder: string): Promise<void> {
  let javascriptBytes = 0;
  const look = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    javascriptBytes = Math.max(javascriptBytes, heapUsed + arrayBuffers);
  };
  await openNano();
  const open = webGraphs();
  const model = await openSeq2Seq(folder, async (path) => {
    const graph = await open(path);
    look();
    return graph;
  });
  const { vocab_size: vocabulary } = JSON.parse(readFileSync(join(folder, "config.json"), "utf8"));
  const length = Math.min(INPUT_TOKENS, model.maxInputTokens);
  const ids = Array.from({ length }, (_, index) => (index * 7919) % vocabulary);
  const before = process.cpuUsage();
  const { steps } = await model.generate(ids, {
    settings: { num_beams: BEAMS, min_new_tokens: STEPS, max_new_tokens: STEPS },
    onTokens: look,
  });
  look();
  const { user, system } = process.cpuUsage(before);
  const measured: MeasuredModel = {
    wasmBytes: wasmMemoryBytes(),
    javascriptBytes,
    inputTokens: length,
    beams: BEAMS,
    steps,
    cpuSeconds: (user + system) / 1e6,
  };
  console.log(JSON.stringify(measured));
}

main(process.argv[2] as string).catch((error: Error) => {
  console.error(error.message.replaceAll("\n", " "));
  process.exitCode = 1;
});
