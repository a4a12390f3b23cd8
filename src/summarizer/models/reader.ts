import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import type { Tokenizer } from "../text/tokenizer.ts";
import { createUnigramTokenizer } from "../text/unigram.ts";
import type { Graph } from "./graph.ts";
import type { Manifest } from "./manifest.ts";
import { once } from "./once.ts";
import { openGraph } from "./session.ts";
import { type Addresses, type AssetStore, readWeights } from "./weights.ts";

/** A model that reads every sentence of a text, with the tokenizer that makes its ids. */
export interface Reader {
  graph: Graph;
  tokenizer: Tokenizer;
}

/** A reader whose files are static assets. */
export interface StoredReader {
  manifest: Manifest;
  isLoaded(): boolean;
  /** @throws ModelUnavailableError */
  load(store: AssetStore): Promise<Reader>;
}

/** Paths of a reader's files among the static assets. */
export const readerFiles = (name: string): string[] => [
  `models/${name}/model.onnx`,
  `models/${name}/tokenizer.json`,
];

/**
 * Opened at first use, from the static assets; requests and Durable Objects of one isolate share it. When memory is
 * short the graph is closed, and loaded again at its next run.
 */
export function storedReader(manifest: Manifest, addresses: Addresses): StoredReader {
  let reader: ReturnType<typeof once<Reader>> | undefined;
  return {
    manifest,
    isLoaded: () => reader?.isOpen() ?? false,
    load(store) {
      const read = (file: string) =>
        readWeights(`models/${manifest.name}/${file}`, addresses, store, manifest.files[file]);
      reader ??= once(async () => {
        const json = JSON.parse(new TextDecoder().decode(await read("tokenizer.json")));
        const tokenizer = createUnigramTokenizer(json);
        const model = { group: manifest.name, load: () => read("model.onnx") };
        return { graph: await openGraph(runtime, model), tokenizer };
      });
      return reader.get();
    },
  };
}
