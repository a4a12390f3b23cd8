import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import manifest from "../../../models/nano/manifest.json" with { type: "json" };
import model from "../../../models/nano/model.onnx";
import tokenizerJson from "../../../models/nano/tokenizer.json" with { type: "json" };
import { createTokenizer, type Tokenizer } from "../text/tokenizer.ts";
import type { Graph } from "./graph.ts";
import { limitMemory, MAX_WASM_BYTES } from "./memory.ts";
import { openGraph } from "./session.ts";

/** The default model of every request, ready to run. */
export interface Nano {
  graph: Graph;
  tokenizer: Tokenizer;
}

export { manifest };

let nano: Promise<Nano> | undefined;

export const isNanoLoaded = (): boolean => nano !== undefined;

/**
 * Opens the model at first use. Requests and Durable Objects of one isolate share it. They may wait for the same
 * promise, because opening does no I/O: the weights are part of the upload.
 */
export function loadNano(): Promise<Nano> {
  nano ??= open().catch((error) => {
    nano = undefined;
    throw error;
  });
  return nano;
}

async function open(): Promise<Nano> {
  limitMemory(MAX_WASM_BYTES);
  const graph = await openGraph(runtime, model);
  return { graph, tokenizer: createTokenizer(tokenizerJson) };
}
