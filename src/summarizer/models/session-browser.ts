import type * as ort from "onnxruntime-web";
import type { Graph } from "./graph.ts";
import { toGraph } from "./session-graph.ts";

/** onnxruntime-web, as a browser loaded it: with WebGPU or without. */
export type BrowserRuntime = Pick<typeof ort, "env" | "InferenceSession" | "Tensor">;

export interface BrowserSession {
  graph: Graph;
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
  return { graph: toGraph({ Tensor }, session), isWhole: whole !== null };
}
