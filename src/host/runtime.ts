import { readFile } from "node:fs/promises";
import type * as Ort from "onnxruntime-web";
import type { Graph } from "../summarizer/models/graph.ts";
import { toGraph } from "../summarizer/models/session-graph.ts";

/** The runtime of a host's large graphs. */
export interface GraphRuntime {
  /** The name in logs and `/healthz`. */
  name: string;
  open(path: string): Promise<Graph>;
}

/** Typed as `string` to hide the package from the bundler, because it may not be installed. */
const NATIVE: string = "onnxruntime-node";

/**
 * `onnxruntime-node` if it is installed: it is several times as fast, and graphs may be larger than WASM's 4 GB. Its
 * install script downloads files that a CPU does not need and fails without a network, so it is not listed as a
 * dependency. Otherwise `onnxruntime-web`'s WASM on `threads` threads.
 */
export async function openRuntime(threads: number): Promise<GraphRuntime> {
  const native = await import(NATIVE).catch((error: { code?: string }) => {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  });
  return native ? openNative(native, threads) : openWasm(await import("onnxruntime-web"), threads);
}

function openNative(ort: typeof Ort, threads: number): GraphRuntime {
  const options = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  return {
    name: `onnxruntime-node ${ort.env.versions.node}, ${threads} threads`,
    open: async (path) => toGraph(ort, await ort.InferenceSession.create(path, options)),
  };
}

function openWasm(ort: typeof Ort, threads: number): GraphRuntime {
  ort.env.wasm.numThreads = threads;
  let running: Promise<unknown> = Promise.resolve();
  /** Its sessions share one heap. */
  const inTurn = <T>(use: () => Promise<T>): Promise<T> => {
    const result = running.then(use);
    running = result.catch(() => undefined);
    return result;
  };
  return {
    name: `onnxruntime-web ${ort.env.versions.web}, WASM, ${threads} threads`,
    open: async (path) => {
      const bytes = new Uint8Array(await readFile(path));
      const options = { executionProviders: ["wasm"] };
      const session = await inTurn(() => ort.InferenceSession.create(bytes, options));
      const graph = toGraph(ort, session);
      return { ...graph, run: (inputs, outputs) => inTurn(() => graph.run(inputs, outputs)) };
    },
  };
}
