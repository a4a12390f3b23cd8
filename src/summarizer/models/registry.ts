import builtAssets from "../../../dist/assets.json" with { type: "json" };
import builtManifests from "../../../dist/models.json" with { type: "json" };
import {
  MODEL_NAMES,
  type ModelName,
  REREADING_MODELS,
  type RereadingModel,
} from "../../contract/options.ts";
import { ModelNotOfferedError } from "../extract/choose.ts";
import type { ModelRates } from "../extract/cost.ts";
import type { Graph } from "./graph.ts";
import type { Manifest } from "./manifest.ts";
import { isNanoLoaded, loadNano, manifest as nano } from "./nano.ts";
import { type Rereader, rereader, weightsOf } from "./rereader.ts";
import type { AssetStore } from "./weights.ts";

const assets: Readonly<Record<string, string>> = builtAssets;
const rereaders = new Map<ModelName, Rereader>();
for (const name of REREADING_MODELS) {
  const manifest = builtManifests[name];
  if (manifest && weightsOf(name) in assets) rereaders.set(name, rereader(manifest, assets));
}

/** The models of this deployment, smallest first: nano always, others if they were built in. */
export const offered: readonly ModelName[] = MODEL_NAMES.filter(
  (name) => name === "nano" || rereaders.has(name),
);

/** @throws ModelNotOfferedError */
export const manifestOf = (name: ModelName): Manifest =>
  name === "nano" ? nano : rereaderOf(name).manifest;

/**
 * The rates from which the cost of a request to a model is predicted.
 * @throws ModelNotOfferedError
 */
export const ratesOf = (name: ModelName): ModelRates =>
  name === "nano" ? { nano } : { nano, reread: manifestOf(name) };

/**
 * The graph of a model that rereads the sentences that nano ranks best.
 * @throws ModelNotOfferedError
 * @throws ModelUnavailableError
 */
export const loadRereader = (name: RereadingModel, store: AssetStore): Promise<Graph> =>
  rereaderOf(name).load(store);

function rereaderOf(name: ModelName): Rereader {
  const known = rereaders.get(name);
  if (known) return known;
  throw new ModelNotOfferedError("model", `model "${name}" is not offered here.`);
}

/** For `/healthz`: the offered models, and which of them are in the memory of this isolate. */
export const modelsJson = () =>
  offered.map((name) => {
    const { version, quantization } = manifestOf(name);
    const loaded = rereaders.get(name)?.isLoaded() ?? isNanoLoaded();
    return { name, version, quantization, loaded };
  });

/** Nano's tokenizer reads documents for all models. */
export { loadNano };
