import type * as ort from "onnxruntime-web";
import type { Run } from "../extract/graph.ts";

/** onnxruntime-web, as a browser loaded it: with WebGPU or without. */
export type BrowserRuntime = Pick<typeof ort, "env" | "InferenceSession" | "Tensor">;

export interface BrowserSession {
  run: Run;
  /** Whether every operator of the graph has a kernel of the provider's; the CPU runs the rest. */
  isWhole: boolean;
}

const WITHOUT_CPU = { extra: { session: { disable_cpu_ep_fallback: "1" } } };
/** onnxruntime would report as an error what is only a question. */
const SILENT = { logSeverityLevel: 4 } as const;
/** Nor warn of what is said on the page. */
const ERRORS_ONLY = { logSeverityLevel: 3 } as const;

/**
 * Opens a model in a browser, by the provider that its runtime was built for; the Worker's is
 * `session.ts`. One run at a time, as the caller waits for each.
 */
export async function openBrowserSession(
  { InferenceSession, Tensor }: BrowserRuntime,
  model: ArrayBuffer,
  provider: "webgpu" | "wasm",
): Promise<BrowserSession> {
  const open = (options: ort.InferenceSession.SessionOptions) =>
    InferenceSession.create(new Uint8Array(model), { executionProviders: [provider], ...options });
  const whole =
    provider === "wasm"
      ? await open({})
      : await open({ ...SILENT, ...WITHOUT_CPU }).catch(() => null);
  const session = whole ?? (await open(ERRORS_ONLY));
  const run: Run = async (inputs) => {
    const tensors = Object.entries(inputs).map(([name, { data, dims }]) => [
      name,
      data instanceof Int32Array
        ? new Tensor("int32", data, dims)
        : new Tensor("float32", data, dims),
    ]);
    const outputs = await session.run(Object.fromEntries(tensors));
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]),
    );
  };
  return { run, isWhole: whole !== null };
}
