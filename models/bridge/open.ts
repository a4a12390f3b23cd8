import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReadingModel, RereadingModel } from "../../src/contract/options.ts";
import type { Graph } from "../../src/summarizer/models/graph.ts";
import type { Manifest } from "../../src/summarizer/models/manifest.ts";
import type { Reader } from "../../src/summarizer/models/reader.ts";
import { openGraph as openModel } from "../../src/summarizer/models/session.ts";
import { createTokenizer, type Tokenizer } from "../../src/summarizer/text/tokenizer.ts";
import { createUnigramTokenizer } from "../../src/summarizer/text/unigram.ts";

/** A model that chooses sentences. */
type ChoosingModel = ReadingModel | RereadingModel;

/** The folder of the shipped models. */
const SHIPPED = join(import.meta.dirname, "..");
const WASM = join(SHIPPED, "../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm");

// In the types of Workers a Module can only be imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};

/** A graph as the Worker opens it, but from disk in Node: the same session over the same WASM. */
export function openGraph(file: string): Promise<Graph> {
  const runtime = new Module(readFileSync(WASM));
  return openModel(runtime, new Uint8Array(readFileSync(file)).buffer);
}

/**
 * nano as the Worker opens it, with its tokenizer, which also makes small's ids.
 *
 * @param models the folder that holds `nano/`
 * @param graph a graph to open instead of nano's own
 */
export const openNano = (models = SHIPPED, graph?: string): Promise<Reader> =>
  openReader("nano", models, graph);

/** A model that reads every sentence, as the Worker opens it. */
export async function openReader(
  name: ReadingModel,
  models = SHIPPED,
  graph = graphOf(name, models),
): Promise<Reader> {
  const opened = await openGraph(graph);
  return { graph: opened, tokenizer: tokenizerOf(name, models) };
}

/** The tokenizer of a model that reads every sentence, from a folder of models. */
export function tokenizerOf(name: string, models = SHIPPED): Tokenizer {
  const json = JSON.parse(readFileSync(join(models, name, "tokenizer.json"), "utf8"));
  return name === "nano" ? createTokenizer(json) : createUnigramTokenizer(json);
}

/** The file of a model's graph in a folder of models. */
export const graphOf = (name: ChoosingModel, models = SHIPPED): string =>
  join(models, name, "model.onnx");

/** The manifest of a model in a folder of models; undefined if the model is not there. */
export function manifestOf(name: ChoosingModel, models = SHIPPED): Manifest | undefined {
  const file = join(models, name, "manifest.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
