import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DecoderGraphs } from "../../src/summarizer/generation/decoder.ts";
import {
  createSeq2Seq,
  type ModelFiles,
  type Seq2Seq,
} from "../../src/summarizer/generation/model.ts";
import type { Graph } from "../../src/summarizer/models/graph.ts";
import { openGraph } from "../../src/summarizer/models/session.ts";
import { openModel, readOffer } from "../../src/summarizer/models/writer-files.ts";

const WASM = join(
  import.meta.dirname,
  "../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
);

// In the types of Workers a Module can only be imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};

/** Opens one graph of a model from disk. */
export type OpenGraph = (path: string) => Promise<Graph>;

/** Opens graphs with onnxruntime-web in Node, as `open.ts` does for nano. */
export function webGraphs(): OpenGraph {
  const runtime = new Module(readFileSync(WASM));
  return (path) => openGraph(runtime, new Uint8Array(readFileSync(path)).buffer);
}

/** A writer as the Worker opens it, but from a folder on disk, with its limits and thresholds. */
export async function openWriter(path: string) {
  const open = webGraphs();
  const folder = {
    json: async (file: string) => JSON.parse(readFileSync(join(path, file), "utf8")),
    graph: (file: string) => open(join(path, file)),
  };
  return { offer: await readOffer(path, folder), model: await openModel(path, folder) };
}

/** A model in the layout of Hugging Face Optimum, from a folder. */
export async function openSeq2Seq(folder: string, open: OpenGraph = webGraphs()): Promise<Seq2Seq> {
  const encoder = await open(join(folder, "encoder_model.onnx"));
  return createSeq2Seq(readModelFiles(folder), {
    encoder,
    decoder: await openDecoder(folder, open),
  });
}

/** The configuration and the tokenizer of a model in a folder. */
export function readModelFiles(folder: string): ModelFiles {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const ifThere = (name: string) => (existsSync(join(folder, name)) ? read(name) : undefined);
  return {
    config: read("config.json"),
    generationConfig: ifThere("generation_config.json"),
    tokenizer: read("tokenizer.json"),
    tokenizerConfig: ifThere("tokenizer_config.json"),
  };
}

async function openDecoder(folder: string, open: OpenGraph): Promise<DecoderGraphs> {
  const merged = join(folder, "decoder_model_merged.onnx");
  if (existsSync(merged)) return { first: await open(merged) };
  const first = await open(join(folder, "decoder_model.onnx"));
  const next = join(folder, "decoder_with_past_model.onnx");
  return existsSync(next) ? { first, next: await open(next) } : { first };
}
