import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import type { Graph } from "./graph.ts";
import type { Manifest } from "./manifest.ts";
import { once } from "./once.ts";
import { openGraph } from "./session.ts";
import { type Addresses, type AssetStore, readWeights } from "./weights.ts";

/** A model that rereads the sentences that nano ranks best. */
export interface Rereader {
  manifest: Manifest;
  isLoaded(): boolean;
  /** @throws ModelUnavailableError */
  load(store: AssetStore): Promise<Graph>;
}

/** Path of a model's weights among the static assets; they are too large for the upload. */
export const weightsOf = (name: string): string => `models/${name}/model.onnx`;

/** Opened at first use, from the static assets; requests and Durable Objects of one isolate share it. */
export function rereader(manifest: Manifest, addresses: Addresses): Rereader {
  const weights = weightsOf(manifest.name);
  const described = manifest.files["model.onnx"];
  let graph: ReturnType<typeof once<Graph>> | undefined;
  return {
    manifest,
    isLoaded: () => graph?.isOpen() ?? false,
    load(store) {
      graph ??= once(() =>
        openGraph(runtime, {
          group: manifest.name,
          load: () => readWeights(weights, addresses, store, described),
        }),
      );
      return graph.get();
    },
  };
}
