import * as ort from "onnxruntime-web/wasm";
import type { Run } from "../extract/graph.ts";
import type { Graph, GraphInput, Tensor } from "../generation/graph.ts";

/** An ONNX model in memory. Callers may overlap; the WASM heap sees one run of one model at a time. */
export interface Session {
  run: Run;
  inputs: readonly string[];
  outputs: readonly string[];
}

let memory: WebAssembly.Memory | undefined;

/** Bytes of WASM memory that all models of this isolate hold; 0 until the first is opened. */
export const wasmMemoryBytes = (): number => memory?.buffer.byteLength ?? 0;

/**
 * Opens a model with onnxruntime-web on one thread. `runtime` is the compiled
 * `ort-wasm-simd-threaded.wasm`: Workers forbid compiling bytes at run time.
 */
export async function openSession(
  runtime: WebAssembly.Module,
  model: ArrayBuffer,
): Promise<Session> {
  const session = await openModel(runtime, model);
  const run: Run = async (inputs) => {
    const results = await exclusively(() => session.run(toTensors(inputs)));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]),
    );
  };
  return { run, inputs: session.inputNames, outputs: session.outputNames };
}

/** Opens a model whose inputs and outputs are many and named, such as an encoder or a decoder. */
export async function openGraph(runtime: WebAssembly.Module, model: ArrayBuffer): Promise<Graph> {
  const session = await openModel(runtime, model);
  return {
    inputs: session.inputMetadata.filter((input) => input.isTensor) as readonly GraphInput[],
    outputs: session.outputNames,
    async run(inputs, outputs) {
      const feeds = Object.fromEntries(
        Object.entries(inputs).map(([name, { type, data, dims }]) => [
          name,
          new ort.Tensor(type as "float32", data as Float32Array, dims),
        ]),
      );
      return (await exclusively(() => session.run(feeds, outputs))) as unknown as Record<
        string,
        Tensor
      >;
    },
  };
}

function openModel(runtime: WebAssembly.Module, model: ArrayBuffer): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = new ArrayBuffer(8); // not empty, so that nothing is fetched
  return exclusively(() =>
    withRuntime(runtime, () =>
      ort.InferenceSession.create(new Uint8Array(model), { executionProviders: ["wasm"] }),
    ),
  );
}

/** What the WASM heap, which all models share, is busy with. */
let running: Promise<unknown> | undefined;

/** The sessions of an isolate share one WASM heap and its stack, so they take turns. */
async function exclusively<T>(use: () => Promise<T>): Promise<T> {
  // A loop, not a chain of promises: a request that is cancelled while it waits strands no other.
  while (running) await running;
  const result = use();
  running = result.catch(() => {});
  try {
    return await result;
  } finally {
    running = undefined;
  }
}

function toTensors(inputs: Parameters<Run>[0]): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { data, dims }]) => [
      name,
      data instanceof Int32Array
        ? new ort.Tensor("int32", data, dims)
        : new ort.Tensor("float32", data, dims),
    ]),
  );
}

/**
 * Answers the runtime's own `WebAssembly.instantiate(bytes)` with the module compiled beforehand, at
 * once rather than later, so that a caller who leaves during start-up cannot leave it half open.
 */
async function withRuntime<T>(runtime: WebAssembly.Module, open: () => Promise<T>): Promise<T> {
  const instantiate = WebAssembly.instantiate;
  const answer = async (_bytes: unknown, imports: WebAssembly.Imports) => {
    const instance = new WebAssembly.Instance(runtime, imports);
    memory = memoryOf(imports, instance);
    return { instance, module: runtime };
  };
  WebAssembly.instantiate = answer as unknown as typeof WebAssembly.instantiate;
  try {
    return await open();
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

function memoryOf(imports: WebAssembly.Imports, instance: WebAssembly.Instance) {
  const values = [
    ...Object.values(imports).flatMap((module) => Object.values(module)),
    ...Object.values(instance.exports),
  ];
  return values.find((value) => value instanceof WebAssembly.Memory);
}
