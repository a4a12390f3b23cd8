import { sha256 } from "hono/utils/crypto";
import { ModelUnavailableError } from "../extract/choose.ts";

/** Anything that serves the static assets of a deployment, such as the binding `ASSETS`. */
export interface AssetStore {
  fetch(request: Request): Promise<Response>;
}

/** The address of each file: `dist/assets.json`, whose addresses contain a hash of the content. */
export type Addresses = Readonly<Record<string, string>>;

/**
 * Reads a file of a model, such as `models/small/model.onnx`, from the static assets, and checks it against the
 * hexadecimal `sha256` of its manifest. A file without a hash in the manifest is refused.
 *
 * @throws ModelUnavailableError
 */
export async function readWeights(
  file: string,
  addresses: Addresses,
  store: AssetStore,
  described: { sha256?: string | undefined } | undefined,
): Promise<ArrayBuffer> {
  const bytes = await readAsset(file, addresses, store);
  if ((await sha256(bytes)) === described?.sha256) return bytes;
  throw new ModelUnavailableError(`${file} is not the file that manifest.json describes.`);
}

/**
 * Reads any file of a model from the static assets.
 *
 * @throws ModelUnavailableError
 */
export async function readAsset(
  file: string,
  addresses: Addresses,
  store: AssetStore,
): Promise<ArrayBuffer> {
  const address = addresses[file];
  if (address) return load(file, address, store);
  throw new ModelUnavailableError(`${file} is not among the assets.`);
}

async function load(file: string, address: string, store: AssetStore): Promise<ArrayBuffer> {
  try {
    const response = await store.fetch(new Request(`https://assets${address}`));
    if (response.ok) return await response.arrayBuffer();
    await response.body?.cancel();
  } catch (error) {
    console.warn(JSON.stringify({ event: "asset-unavailable", file, error: String(error) }));
  }
  throw new ModelUnavailableError(`${file} could not be loaded.`);
}
