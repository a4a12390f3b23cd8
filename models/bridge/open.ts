import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelName } from "../../src/contract/options.ts";
import type { Graph } from "../../src/summarizer/models/graph.ts";
import type { Manifest } from "../../src/summarizer/models/manifest.ts";
import { type GraphOptions, openGraph as openModel } from "../../src/summarizer/models/session.ts";
import { createTokenizer } from "../../src/summarizer/text/tokenizer.ts";

/** The folder of the shipped models. */
const SHIPPED = join(import.meta.dirname, "..");
const WASM = join(SHIPPED, "../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm");

// In the types of Workers a Module can only be imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};

/** A graph as the Worker opens it, but from disk in Node: the same session over the same WASM. */
export function openGraph(file: string, options?: GraphOptions): Promise<Graph> {
  const runtime = new Module(readFileSync(WASM));
  return openModel(runtime, new Uint8Array(readFileSync(file)).buffer, options);
}

/**
 * nano as the Worker opens it, with its tokenizer, which also makes small's ids.
 *
 * @param models the folder that holds `nano/`
 * @param graph a graph to open instead of nano's own
 */
export async function openNano(models = SHIPPED, graph = graphOf("nano", models)) {
  const opened = await openGraph(graph, { graphOptimizationLevel: "disabled" });
  const json = JSON.parse(readFileSync(join(models, "nano/tokenizer.json"), "utf8"));
  return { graph: opened, tokenizer: createTokenizer(json) };
}

/** The file of a model's graph in a folder of models. */
export const graphOf = (name: ModelName, models = SHIPPED): string =>
  join(models, name, "model.onnx");

/** The manifest of a model in a folder of models; undefined if the model is not there. */
export function manifestOf(name: ModelName, models = SHIPPED): Manifest | undefined {
  const file = join(models, name, "manifest.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
