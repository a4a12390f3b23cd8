import * as ort from "onnxruntime-web/wasm";
import { splitModel } from "./external-weights.ts";
import type { Graph } from "./graph.ts";
import {
  type Closable,
  guardMemory,
  makeRoom,
  markStaying,
  markUsed,
  untilOthersIdle,
  withinMemory,
} from "./memory.ts";
import { once } from "./once.ts";
import { AS_STORED, toGraph } from "./session-graph.ts";

/** A model that is loaded when needed, closed when another group needs the memory, and loaded again at its next run. */
export interface ModelFile {
  /** The name of the models that are open together, such as an encoder and its decoder. */
  group: string;
  load(): Promise<ArrayBuffer>;
}

/** A model given as bytes stays open. */
export type ModelSource = ArrayBuffer | ModelFile;

/**
 * Opens a model with onnxruntime-web on one thread. Callers may overlap; only one run of one model uses the WASM heap
 * at a time. `runtime` is the compiled `ort-wasm-simd-threaded.wasm`, because Workers forbid compiling bytes at run
 * time.
 */
export async function openGraph(runtime: WebAssembly.Module, model: ModelSource): Promise<Graph> {
  return model instanceof ArrayBuffer ? openStaying(runtime, model) : openClosable(runtime, model);
}

async function openStaying(runtime: WebAssembly.Module, bytes: ArrayBuffer): Promise<Graph> {
  const graph = toGraph(ort, await create(runtime, bytes));
  markStaying(bytes.byteLength);
  return {
    ...graph,
    run: (feeds, wanted) => exclusively(() => withinMemory(() => graph.run(feeds, wanted))),
  };
}

async function openClosable(
  runtime: WebAssembly.Module,
  { group, load }: ModelFile,
): Promise<Graph> {
  const opened = once(async () => {
    const bytes = await load();
    await untilOthersIdle(group, bytes.byteLength);
    const session = await create(runtime, bytes, group);
    const open = new ClosableModel(session, group, bytes.byteLength);
    markUsed(open);
    return open;
  });
  const { inputs, outputs } = (await opened.get()).graph;
  return {
    inputs,
    outputs,
    async run(feeds, wanted) {
      // These models take long; other requests get a chance between their runs.
      await new Promise((wake) => setTimeout(wake, 0));
      for (;;) {
        const open = await opened.get();
        const results = await exclusively(async () => {
          if (open.isClosed) return undefined;
          markUsed(open);
          return withinMemory(() => open.graph.run(feeds, wanted), open);
        });
        if (results) return results;
        opened.forget(open);
      }
    },
  };
}

/** A session, until it is closed. */
class ClosableModel implements Closable {
  isClosed = false;
  readonly group: string;
  readonly bytes: number;
  readonly graph: Graph;
  readonly #session: ort.InferenceSession;

  constructor(session: ort.InferenceSession, group: string, bytes: number) {
    this.group = group;
    this.bytes = bytes;
    this.#session = session;
    this.graph = toGraph(ort, session);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.#session.release();
  }
}

function create(
  runtime: WebAssembly.Module,
  model: ArrayBuffer,
  group?: string,
): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = new ArrayBuffer(8); // not empty, so that nothing is fetched
  const { graph, weights } = splitModel(new Uint8Array(model));
  const open = () =>
    ort.InferenceSession.create(graph, {
      executionProviders: ["wasm"],
      externalData: [weights],
      ...AS_STORED,
    });
  return exclusively(async () => {
    if (group !== undefined) await makeRoom(group, model.byteLength);
    return withRuntime(runtime, () => withinMemory(open));
  });
}

/** The current use of the WASM heap, which all models share. */
let running: Promise<unknown> | undefined;

/**
 * The sessions of an isolate share one WASM heap and its stack, so they take turns. Nothing inside a turn waits for
 * I/O, so that no request ever waits here for the I/O of another.
 */
async function exclusively<T>(use: () => Promise<T>): Promise<T> {
  // A loop instead of a chain of promises, so that a request that is cancelled while it waits does not block the
  // others.
  while (running) await running;
  const result = use();
  running = result.catch(() => {});
  try {
    return await result;
  } finally {
    running = undefined;
  }
}

/**
 * Answers the runtime's own `WebAssembly.instantiate(bytes)` with the precompiled module, synchronously, so that a
 * caller who leaves during start-up cannot leave it half open.
 */
async function withRuntime<T>(runtime: WebAssembly.Module, open: () => Promise<T>): Promise<T> {
  const instantiate = WebAssembly.instantiate;
  const answer = async (_bytes: unknown, imports: WebAssembly.Imports) => {
    const instance = new WebAssembly.Instance(runtime, imports);
    const memory = memoryOf(imports, instance);
    if (memory) guardMemory(memory);
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
