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
}

/** onnxruntime-web in three files: its module, the glue that the module imports, and the WASM. */
export interface StoredRuntime {
  module: StoredFile;
  glue: StoredFile;
  wasm: StoredFile;
}

export const PROVIDERS = ["webgpu", "wasm"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** All that a run on the reader's device may load. `src/site/build.ts` writes it into the scripts. */
export interface Catalogue {
  /** Nano's, which reads documents for all models. */
  tokenizer: StoredFile;
  models: Readonly<Record<string, StoredModel>>;
  runtimes: Readonly<Record<Provider, StoredRuntime>>;
}

/** The graphs that a model's summaries need, as `extract` takes them: nano's, and any other on top. */
const graphsOf = ({ models }: Catalogue, name: string): StoredFile[] =>
  Object.entries(models)
    .filter(([one]) => one === "nano" || one === name)
    .map(([, { graph }]) => graph);

/** What a model and a runtime need: three files of the runtime, the tokenizer, one or two graphs. */
export const filesOf = (catalogue: Catalogue, name: string, provider: Provider): StoredFile[] => {
  const { module, glue, wasm } = catalogue.runtimes[provider];
  return [module, glue, wasm, catalogue.tokenizer, ...graphsOf(catalogue, name)];
};
