import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import type { Manifest } from "./manifest.ts";
import { type Once, once } from "./once.ts";
import { openSession, type Session } from "./session.ts";
import { type Addresses, type AssetStore, readWeights } from "./weights.ts";

/** Small's weights, which are too large for the upload, among the static assets. */
export const SMALL_WEIGHTS = "models/small/model.onnx";

let small: Once<Session> | undefined;

export const isSmallLoaded = (): boolean => small?.isOpen() ?? false;

/**
 * Opens small at first use, from the static assets; requests and Durable Objects of one isolate share it.
 *
 * @throws ModelUnavailableError
 */
export function loadSmall(
  { files }: Manifest,
  addresses: Addresses,
  store: AssetStore,
): Promise<Session> {
  small ??= once(() =>
    openSession(runtime, () => readWeights(SMALL_WEIGHTS, addresses, store, files["model.onnx"])),
  );
  return small.get();
}
