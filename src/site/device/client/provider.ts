import type { Provider } from "../catalogue.ts";

/** The parts of WebGPU that are asked here; TypeScript's DOM does not know it everywhere. */
interface Gpu {
  requestAdapter(): Promise<object | null>;
}

const MAX_THREADS = 4;

/** Whether WebGPU would run here: an adapter, and JSPI, by which WASM waits for it. */
export async function hasWebGpu(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: Gpu };
  if (!gpu || !("Suspending" in WebAssembly)) return false;
  return (await gpu.requestAdapter().catch(() => null)) !== null;
}

/** What runs here when `wanted` is left to us, or asked for. */
export const chooseProvider = async (wanted: Provider | "auto"): Promise<Provider> =>
  wanted === "auto" ? ((await hasWebGpu()) ? "webgpu" : "wasm") : wanted;

/** WASM may share memory between threads only in a page that is isolated from other origins. */
export const threads = (): number =>
  crossOriginIsolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency) : 1;
