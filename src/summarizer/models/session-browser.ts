import type * as ort from "onnxruntime-web";
import type { Graph } from "./graph.ts";
import { AS_STORED, toGraph } from "./session-graph.ts";

/** onnxruntime-web, as loaded by a browser: with WebGPU or without. */
export type BrowserRuntime = Pick<typeof ort, "env" | "InferenceSession" | "Tensor">;

export interface BrowserSession {
  graph: Graph;
  /** Whether the provider has a kernel for every operator of the graph; the CPU runs the others. */
  isWhole: boolean;
}

const WITHOUT_CPU = { extra: { session: { disable_cpu_ep_fallback: "1" } } };
/** onnxruntime would report an error although this is only a check. */
const SILENT = { logSeverityLevel: 4 } as const;
/** Warnings are suppressed, too, because the page already shows the same information. */
const ERRORS_ONLY = { logSeverityLevel: 3 } as const;

/**
 * Opens a model in a browser, with the provider that its runtime was built for; the Worker's counterpart is
 * `session.ts`. Only one run at a time, because the caller waits for each.
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
      ? await open(AS_STORED)
      : await open({ ...SILENT, ...WITHOUT_CPU }).catch(() => null);
  const session = whole ?? (await open(ERRORS_ONLY));
  return { graph: toGraph({ Tensor }, session), isWhole: whole !== null };
}
