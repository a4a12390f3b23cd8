import type { ExtractiveGraphs } from "../../../summarizer/extract/extract.ts";
import {
  type BrowserRuntime,
  type BrowserSession,
  openBrowserSession,
} from "../../../summarizer/models/session-browser.ts";
import { createTokenizer, type Tokenizer } from "../../../summarizer/text/tokenizer.ts";
import { createUnigramTokenizer } from "../../../summarizer/text/unigram.ts";
import { filesOf, MULTILINGUAL, type Provider } from "../catalogue.ts";
import { load, type OnProgress } from "./load.ts";
import { threads } from "./provider.ts";

/** A model of the catalogue, ready to run on this device. */
export interface DeviceModel {
  graphs: ExtractiveGraphs;
  /** Whether the provider has a kernel for every operator. */
  isWhole: boolean;
  tokenizer: Tokenizer;
  provider: Provider;
  threads: number;
  /** Bytes loaded over the network to open it. */
  downloadedBytes: number;
}

/**
 * Loads and opens a model.
 * @throws IntegrityError, or an error of the runtime
 */
export async function open(
  name: string,
  provider: Provider,
  onProgress: OnProgress,
): Promise<DeviceModel> {
  if (!(name in CATALOGUE.models) && name !== MULTILINGUAL) {
    throw new RangeError(`There is no model ${name} for this device`);
  }
  const runtime = CATALOGUE.runtimes[provider];
  const files = filesOf(CATALOGUE, name, provider);
  const base = import.meta.url;
  const { contents, downloadedBytes } = await load(files, base, onProgress);
  const [, , wasm, tokenizer, ...models] = contents as [Raw, Raw, Raw, Raw, ...Raw[]];

  const ort: BrowserRuntime = await import(new URL(runtime.module.address, base).href);
  ort.env.logLevel = "error";
  ort.env.wasm.wasmBinary = wasm;
  ort.env.wasm.wasmPaths = { mjs: new URL(runtime.glue.address, base).href };
  // Threads start from the glue script, which must have the page's own origin for that.
  const isHome = new URL(base).origin === location.origin;
  ort.env.wasm.numThreads = provider === "wasm" && isHome ? threads() : 1;
  const sessions: BrowserSession[] = [];
  for (const model of models) sessions.push(await openBrowserSession(ort, model, provider));
  const json = JSON.parse(new TextDecoder().decode(tokenizer));
  const [nano, reread] = sessions as [BrowserSession, BrowserSession?];
  return {
    graphs: { nano: nano.graph, reread: reread?.graph },
    isWhole: sessions.every(({ isWhole }) => isWhole),
    tokenizer: name === MULTILINGUAL ? createUnigramTokenizer(json) : createTokenizer(json),
    provider,
    threads: ort.env.wasm.numThreads,
    downloadedBytes,
  };
}

type Raw = ArrayBuffer;
