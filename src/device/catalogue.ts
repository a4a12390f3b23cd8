/** A file of our own that a browser loads once and keeps, under a name that bears its hash. */
export interface StoredFile {
  /** Path on the server that made it. */
  address: string;
  sha256: string;
  bytes: number;
}

export interface StoredModel {
  version: string;
  quantization: string;
  graph: StoredFile;
  tokenizer: StoredFile;
}

/** onnxruntime-web in three files: its module, the glue that the module imports, and the WASM. */
export interface StoredRuntime {
  module: StoredFile;
  glue: StoredFile;
  wasm: StoredFile;
}

export const PROVIDERS = ["webgpu", "wasm"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** All that a run on the reader's device may load. `src/pages/build.ts` writes it into the scripts. */
export interface Catalogue {
  models: Readonly<Record<string, StoredModel>>;
  runtimes: Readonly<Record<Provider, StoredRuntime>>;
}

export const filesOf = (model: StoredModel, runtime: StoredRuntime): StoredFile[] => [
  runtime.module,
  runtime.glue,
  runtime.wasm,
  model.graph,
  model.tokenizer,
];
