import type { ReadingModel } from "../../contract/options.ts";
import type { Rates } from "../../summarizer/extract/cost.ts";
import type { Offer } from "../../summarizer/models/writer.ts";
import type { StoredFile } from "../pages/assets.ts";

export interface StoredModel {
  /** Rates from which its CPU time is predicted. */
  rates: Rates;
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

/** The model that writes, which nano chooses sentences for. */
export interface StoredWriter {
  offer: Offer;
  /** By their names in the model's folder. */
  files: Readonly<Record<string, StoredFile>>;
}

export const PROVIDERS = ["webgpu", "wasm"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** All files that a run on this device may load, except for those of the writer. `src/site/build.ts` writes it into the scripts. */
export interface Catalogue {
  /** Nano's tokenizer, which tokenizes documents for the models that a reader can choose. */
  tokenizer: StoredFile;
  /** The model for texts in languages that nano does not read, with its own tokenizer. */
  multilingual: StoredModel & { tokenizer: StoredFile };
  /** The models that a reader can choose. */
  models: Readonly<Record<string, StoredModel>>;
  runtimes: Readonly<Record<Provider, StoredRuntime>>;
}

export const MULTILINGUAL = "nano-multilingual" satisfies ReadingModel;

/** The graphs that a model's summaries need: nano's, and the graph of a model that rereads. */
const graphsOf = ({ models }: Catalogue, name: string): StoredFile[] =>
  Object.entries(models)
    .filter(([one]) => one === "nano" || one === name)
    .map(([, { graph }]) => graph);

/** The files to load for a model: three of the runtime, the tokenizer, and one or two graphs. */
export const filesOf = (catalogue: Catalogue, name: string, provider: Provider): StoredFile[] => {
  const { module, glue, wasm } = catalogue.runtimes[provider];
  if (name === MULTILINGUAL) {
    const { tokenizer, graph } = catalogue.multilingual;
    return [module, glue, wasm, tokenizer, graph];
  }
  return [module, glue, wasm, catalogue.tokenizer, ...graphsOf(catalogue, name)];
};
