import runtime from "onnxruntime-web/ort-wasm-simd-threaded.wasm";
import { ModelUnavailableError } from "../extract/choose.ts";
import type { Manifest } from "./manifest.ts";
import { openSession, type Session } from "./session.ts";

/** Static assets of the deployment; the binding `ASSETS` is one. */
export interface AssetStore {
  fetch(request: Request): Promise<Response>;
}

/** How long to wait for weights that another request is loading, in case that one was given up. */
const PATIENCE_MS = 10_000;

const FILE = "model.onnx";

let small: Session | undefined;
let loading: Promise<unknown> | undefined;

export const isSmallLoaded = (): boolean => small !== undefined;

/**
 * Opens small at first use, from the static assets; requests and Durable Objects of one isolate share
 * it. One request loads at a time, so that the weights are in memory once; a caller who leaves takes
 * his fetch with him, so the others do not wait for him for ever.
 *
 * @throws ModelUnavailableError
 */
export async function loadSmall(
  manifest: Manifest,
  address: string,
  assets: AssetStore,
): Promise<Session> {
  while (!small && loading) {
    const seen = loading;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise((wake) => {
      timer = setTimeout(wake, PATIENCE_MS);
    });
    await Promise.race([seen.catch(() => {}), patience]);
    clearTimeout(timer);
    if (loading === seen) loading = undefined;
  }
  if (small) return small;
  const mine = load(manifest, address, assets);
  loading = mine;
  try {
    small = await mine;
    return small;
  } finally {
    if (loading === mine) loading = undefined;
  }
}

async function load(manifest: Manifest, address: string, assets: AssetStore): Promise<Session> {
  const bytes = await fetchWeights(manifest.name, address, assets);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (toHex(digest) !== manifest.files[FILE]?.sha256) {
    throw new ModelUnavailableError(
      `The weights of ${manifest.name} are not those of its manifest.`,
    );
  }
  return await openSession(runtime, bytes);
}

async function fetchWeights(name: string, address: string, assets: AssetStore) {
  try {
    const response = await assets.fetch(new Request(`https://assets${address}`));
    if (response.ok) return await response.arrayBuffer();
    await response.body?.cancel();
  } catch (error) {
    console.warn(JSON.stringify({ event: "model-unavailable", model: name, error: String(error) }));
  }
  throw new ModelUnavailableError(`The weights of ${name} could not be loaded.`);
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
