/**
 * Checks the models before they are shipped: `npm run models:verify [DIRECTORY [FIXTURES]]`.
 *
 * For each manifest in DIRECTORY (`models`): its files exist with their sizes and sha256, the graph opens in
 * onnxruntime-web with the inputs and outputs that the runtime relies on, and the first case of
 * FIXTURES/<name>/oracle.json (`test/fixtures`) gives the recorded scores. An abstractive model opens and writes a few
 * tokens. Prints one line per check; exits with 1 if one fails.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { putBehind, reread } from "../../src/summarizer/extract/reread.ts";
import { salience } from "../../src/summarizer/extract/salience.ts";
import type { Graph } from "../../src/summarizer/models/graph.ts";
import type { Manifest } from "../../src/summarizer/models/manifest.ts";
import { isWriterManifest } from "../../src/summarizer/models/writer-files.ts";
import { readDocument } from "../../src/summarizer/text/document.ts";
import { readableLanguage } from "../../src/summarizer/text/language.ts";
import { openGraph, tokenizerOf } from "./open.ts";
import { openSeq2Seq } from "./open-seq2seq.ts";

const NANO_INPUTS = ["input_ids", "sentence", "frequency", "position", "marks", "count"];

/** The inputs that the runtime gives each graph, and the outputs that it reads; a graph may have more. */
const PROMISED: Record<string, { inputs: string[]; outputs: string[] }> = {
  nano: { inputs: NANO_INPUTS, outputs: ["salience", "vector"] },
  "nano-multilingual": { inputs: NANO_INPUTS, outputs: ["salience", "vector"] },
  small: {
    inputs: [...NANO_INPUTS, "prior", "trim"],
    outputs: ["salience", "keep", "stay", "leaves", "enters"],
  },
};

/** Native code and WebAssembly differ by less than this through rounding; small multiplies 8-bit integers. */
const TOLERANCE: Record<string, number> = { nano: 1e-3, "nano-multilingual": 1e-3, small: 2e-2 };

const [directory = "models", fixtures = "test/fixtures"] = process.argv.slice(2);
const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));
let failures = 0;

function report(model: string, what: string, fault: string | undefined): void {
  if (fault !== undefined) failures++;
  console.log(
    fault === undefined ? `ok    ${model}: ${what}` : `FAIL  ${model}: ${what}: ${fault}`,
  );
}

function fileFault(folder: string, name: string, { sha256, bytes }: Manifest["files"][string]) {
  const path = join(folder, name);
  if (!existsSync(path)) return "is missing";
  const content = readFileSync(path);
  if (content.byteLength !== bytes) return `has ${content.byteLength} bytes, not ${bytes}`;
  const digest = createHash("sha256").update(content).digest("hex");
  return digest === sha256 ? undefined : `has sha256 ${digest}, not ${sha256}`;
}

function graphFault(name: string, { inputs, outputs }: Graph): string | undefined {
  const promised = PROMISED[name];
  if (!promised) return "is a model that the runtime does not know";
  const unknown = inputs.map((input) => input.name).filter((one) => !promised.inputs.includes(one));
  if (unknown.length > 0) return `has inputs that the runtime does not give: ${unknown.join(", ")}`;
  const missing = promised.outputs.filter((output) => !outputs.includes(output));
  return missing.length > 0 ? `lacks outputs: ${missing.join(", ")}` : undefined;
}

/** Scores of all sentences in the runtime before a choice is made. */
async function scoresOf(text: string, reader: string, graph: Graph, small: Graph | undefined) {
  const tokenizer = tokenizerOf(reader, directory);
  const document = readDocument(text, readableLanguage(text), tokenizer);
  const prior = await salience(document, graph);
  if (!small) return prior;
  const { scores, window } = await reread(document, prior, prior, small, false);
  putBehind(scores, window);
  return scores;
}

async function oracleFault(name: string, graphs: Map<string, Graph>) {
  const file = join(fixtures, name, "oracle.json");
  if (!existsSync(file)) return `there is no ${file}`;
  const [first] = json(file).cases as { name: string; scores: number[] }[];
  const reader = name === "small" ? "nano" : name;
  const texts = json(join(fixtures, reader, "texts.json")) as { name: string; text: string }[];
  const graph = graphs.get(reader);
  const text = texts.find((one) => one.name === first?.name)?.text;
  if (!first || !graph || text === undefined) return "cannot be replayed";
  const scores = await scoresOf(
    text,
    reader,
    graph,
    reader === name ? undefined : graphs.get(name),
  );
  const furthest = Math.max(
    ...first.scores.map((score, index) => Math.abs(score - (scores[index] ?? Number.NaN))),
  );
  if (scores.length === first.scores.length && furthest < (TOLERANCE[name] ?? 0)) return undefined;
  return `"${first.name}" scores up to ${furthest} apart from what was recorded`;
}

async function writingFault(folder: string): Promise<string | undefined> {
  try {
    const model = await openSeq2Seq(folder);
    await model.write("The ferry left late.", { settings: { max_new_tokens: 4 } });
    return undefined;
  } catch (error) {
    return String(error).slice(0, 200);
  }
}

const graphs = new Map<string, Graph>();
const manifests = globSync(join(directory, "*/manifest.json")).sort();
if (manifests.length === 0) report(directory, "manifests", "there are none");
for (const path of manifests) {
  const folder = dirname(path);
  const { name, files } = json(path) as Manifest;
  let sound = true;
  for (const [file, expected] of Object.entries(files)) {
    const fault = fileFault(folder, file, expected);
    report(name, file, fault);
    sound &&= fault === undefined;
  }
  // A graph that does not match the manifest is not run.
  if (!sound) continue;
  if (isWriterManifest(json(path))) {
    report(name, "writes", await writingFault(folder));
    continue;
  }
  try {
    const graph = await openGraph(join(folder, "model.onnx"));
    graphs.set(name, graph);
    const fault = graphFault(name, graph);
    report(name, "inputs and outputs", fault);
    if (fault === undefined) report(name, "recorded scores", await oracleFault(name, graphs));
  } catch (error) {
    report(name, "graph", `does not run: ${String(error).slice(0, 200)}`);
  }
}
process.exitCode = failures > 0 ? 1 : 0;
