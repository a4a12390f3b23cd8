import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openSession } from "../src/summarizer/session.ts";
import { createTokenizer } from "../src/summarizer/tokenizer.ts";

const here = import.meta.dirname;
const WASM = "../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";

// The types of Workers know a Module only as something imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};

/** nano as the Worker opens it, but from disk, in Node: the same session over the same WASM. */
export async function openNano(model = join(here, "nano/model.onnx")) {
  const runtime = new Module(readFileSync(join(here, WASM)));
  const { run } = await openSession(runtime, new Uint8Array(readFileSync(model)).buffer);
  const json = JSON.parse(readFileSync(join(here, "nano/tokenizer.json"), "utf8"));
  return { run, tokenizer: createTokenizer(json) };
}
