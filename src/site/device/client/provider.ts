import type { Provider } from "../catalogue.ts";

/** The part of WebGPU that is used here; some versions of TypeScript's DOM types lack it. */
interface Gpu {
  requestAdapter(): Promise<object | null>;
}

const MAX_THREADS = 4;

/** Whether WebGPU would run here: it needs an adapter, and JSPI so that WASM can wait for it. */
export async function hasWebGpu(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: Gpu };
  if (!gpu || !("Suspending" in WebAssembly)) return false;
  return (await gpu.requestAdapter().catch(() => null)) !== null;
}

/** The provider to use: WebGPU if it works, unless the caller names one. */
export const chooseProvider = async (wanted: Provider | "auto"): Promise<Provider> =>
  wanted === "auto" ? ((await hasWebGpu()) ? "webgpu" : "wasm") : wanted;

/** WASM may share memory between threads only in a page that is isolated from other origins. */
export const threads = (): number =>
  crossOriginIsolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency) : 1;
