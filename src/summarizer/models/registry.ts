import builtAssets from "../../../dist/assets.json" with { type: "json" };
import builtManifests from "../../../dist/models.json" with { type: "json" };
import {
  MODEL_NAMES,
  type ModelName,
  READING_MODELS,
  REREADING_MODELS,
  type ReadingModel,
  type RereadingModel,
} from "../../contract/options.ts";
import { ModelNotOfferedError } from "../extract/choose.ts";
import type { ModelRates } from "../extract/cost.ts";
import type { Language } from "../text/language.ts";
import type { Graph } from "./graph.ts";
import type { Manifest } from "./manifest.ts";
import { isNanoLoaded, loadNano, manifest as nano } from "./nano.ts";
import { type Reader, readerFiles, type StoredReader, storedReader } from "./reader.ts";
import { readingModelOf } from "./reading-model.ts";
import { type Rereader, rereader, weightsOf } from "./rereader.ts";
import type { AssetStore } from "./weights.ts";

const assets: Readonly<Record<string, string>> = builtAssets;
const rereaders = new Map<string, Rereader>();
for (const name of REREADING_MODELS) {
  const manifest = builtManifests[name];
  if (manifest && weightsOf(name) in assets) rereaders.set(name, rereader(manifest, assets));
}
const readers = new Map<string, StoredReader>();
for (const name of READING_MODELS) {
  const manifest = builtManifests[name];
  if (name === "nano" || !manifest) continue;
  if (readerFiles(name).every((file) => file in assets)) {
    readers.set(name, storedReader(manifest, assets));
  }
}

/** The models of this deployment that a request can name, smallest first: nano always, others if they were built in. */
export const offered: readonly ModelName[] = MODEL_NAMES.filter(
  (name) => name === "nano" || rereaders.has(name),
);

/** All models of this deployment that choose sentences. */
const present: readonly (ReadingModel | RereadingModel)[] = [
  ...READING_MODELS.filter((name) => name === "nano" || readers.has(name)),
  ...REREADING_MODELS.filter((name) => rereaders.has(name)),
];

/** @throws ModelNotOfferedError */
export const manifestOf = (name: ReadingModel | RereadingModel): Manifest =>
  name === "nano" ? nano : (readers.get(name)?.manifest ?? rereaderOf(name).manifest);

/** The manifests of all models that choose sentences here. */
export const manifests = (): Manifest[] => present.map(manifestOf);

/**
 * The rates from which the cost of a text in a language is predicted, with the model that rereads it, if one does.
 * @throws ModelNotOfferedError
 */
export const ratesOf = (language: Language, rereading?: RereadingModel): ModelRates => ({
  reader: manifestOf(readingModelOf(language)),
  ...(rereading && { reread: manifestOf(rereading) }),
});

/**
 * The model that reads texts in a language, and its tokenizer.
 * @throws ModelNotOfferedError
 * @throws ModelUnavailableError
 */
export async function loadReader(language: Language, store: AssetStore): Promise<Reader> {
  const name = readingModelOf(language);
  if (name === "nano") return loadNano();
  const known = readers.get(name);
  if (known) return known.load(store);
  throw new ModelNotOfferedError(
    "language",
    `"${language}" needs ${name}, which is not offered here.`,
  );
}

/**
 * The graph of a model that rereads the sentences that nano ranks best.
 * @throws ModelNotOfferedError
 * @throws ModelUnavailableError
 */
export const loadRereader = (name: RereadingModel, store: AssetStore): Promise<Graph> =>
  rereaderOf(name).load(store);

function rereaderOf(name: string): Rereader {
  const known = rereaders.get(name);
  if (known) return known;
  throw new ModelNotOfferedError("model", `model "${name}" is not offered here.`);
}

/** For `/healthz`: the models that choose sentences, and which of them are in the memory of this isolate. */
export const modelsJson = () =>
  present.map((name) => {
    const { version, quantization } = manifestOf(name);
    const loaded = (readers.get(name) ?? rereaders.get(name))?.isLoaded() ?? isNanoLoaded();
    return { name, version, quantization, loaded };
  });
