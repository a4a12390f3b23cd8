import builtAssets from "../../../dist/assets.json" with { type: "json" };
import builtManifests from "../../../dist/models.json" with { type: "json" };
import { MODEL_NAMES, type ModelName } from "../../contract/options.ts";
import { ModelNotOfferedError } from "../extract/choose.ts";
import type { Run } from "../extract/graph.ts";
import type { Manifest } from "./manifest.ts";
import { isNanoLoaded, loadNano, manifest as nano } from "./nano.ts";
import { isSmallLoaded, loadSmall, SMALL_WEIGHTS } from "./small.ts";
import type { AssetStore } from "./weights.ts";

const assets: Readonly<Record<string, string>> = builtAssets;
const small: Manifest | undefined = SMALL_WEIGHTS in assets ? builtManifests.small : undefined;

/** The models of this deployment, the smallest first: nano always, others where they were built in. */
export const offered: readonly ModelName[] = MODEL_NAMES.filter(
  (name) => name === "nano" || small !== undefined,
);

/** @throws ModelNotOfferedError */
export function manifestOf(name: ModelName): Manifest {
  const manifest = name === "nano" ? nano : small;
  if (manifest) return manifest;
  throw new ModelNotOfferedError("model", `model "${name}" is not offered here.`);
}

/** What the cost of a request to a model is predicted from: nano's rates, and small's on top. */
export const ratesOf = (name: ModelName): [nano: Manifest, small?: Manifest] =>
  name === "small" ? [nano, manifestOf("small")] : [nano];

/** The graphs that a model's summaries need, as `extract` takes them. */
export async function loadGraphs(
  name: ModelName,
  store: AssetStore,
): Promise<[nano: Run, small?: Run]> {
  const { run } = await loadNano();
  if (name === "nano") return [run];
  const session = await loadSmall(manifestOf(name), assets, store);
  return [run, session.run];
}

/** For `/healthz`: what is offered, and what of it is in memory in this isolate. */
export const modelsJson = () =>
  offered.map((name) => {
    const { version, quantization } = manifestOf(name);
    return {
      name,
      version,
      quantization,
      loaded: name === "nano" ? isNanoLoaded() : isSmallLoaded(),
    };
  });

/** Nano's tokenizer reads documents for all models. */
export { loadNano };
