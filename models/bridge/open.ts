import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelName } from "../../src/contract/options.ts";
import type { Manifest } from "../../src/summarizer/models/manifest.ts";
import { openSession, type Session } from "../../src/summarizer/models/session.ts";
import { createTokenizer } from "../../src/summarizer/text/tokenizer.ts";

const here = join(import.meta.dirname, "..");
const WASM = "../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";

// The types of Workers know a Module only as something imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};

/** A graph as the Worker opens it, but from disk, in Node: the same session over the same WASM. */
export function openGraph(file: string): Promise<Session> {
  const runtime = new Module(readFileSync(join(here, WASM)));
  return openSession(runtime, new Uint8Array(readFileSync(file)).buffer);
}

/** nano as the Worker opens it, with its tokenizer, which small's ids are made by too. */
export async function openNano(model = join(here, "nano/model.onnx")) {
  const session = await openGraph(model);
  const json = JSON.parse(readFileSync(join(here, "nano/tokenizer.json"), "utf8"));
  return { ...session, tokenizer: createTokenizer(json) };
}

/** The graph of a model under `models/`. */
export const graphOf = (name: ModelName): string => join(here, name, "model.onnx");

/** The manifest of a model under `models/`; undefined where there is none. */
export function manifestOf(name: ModelName): Manifest | undefined {
  const file = join(here, name, "manifest.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
