import { openBrowserSession, type Runtime } from "../../summarizer/session-browser.ts";
import { createTokenizer, type Tokenizer } from "../../summarizer/tokenizer.ts";
import { filesOf, type Provider } from "../catalogue.ts";
import { load, type Progress } from "./load.ts";
import { threads } from "./provider.ts";

/** A model of the catalogue, ready to run on this device. */
export interface OpenModel extends Awaited<ReturnType<typeof openBrowserSession>> {
  tokenizer: Tokenizer;
  provider: Provider;
  threads: number;
  /** What opening it loaded over the network. */
  downloadedBytes: number;
}

/** Loads and opens a model. Throws `IntegrityError`, or what the runtime says. */
export async function open(
  name: string,
  provider: Provider,
  onProgress: Progress,
): Promise<OpenModel> {
  const model = CATALOGUE.models[name];
  if (!model) throw new RangeError(`There is no model ${name} for this device`);
  const runtime = CATALOGUE.runtimes[provider];
  const base = import.meta.url;
  const { contents, downloadedBytes } = await load(filesOf(model, runtime), base, onProgress);
  const [, , wasm, graph, tokenizer] = contents as [Raw, Raw, Raw, Raw, Raw];

  const ort: Runtime = await import(new URL(runtime.module.address, base).href);
  ort.env.logLevel = "error";
  ort.env.wasm.wasmBinary = wasm;
  ort.env.wasm.wasmPaths = { mjs: new URL(runtime.glue.address, base).href };
  // Threads start from the glue, which only a page of its own origin may do.
  const isHome = new URL(base).origin === location.origin;
  ort.env.wasm.numThreads = provider === "wasm" && isHome ? threads() : 1;
  return {
    ...(await openBrowserSession(ort, graph, provider)),
    tokenizer: createTokenizer(JSON.parse(new TextDecoder().decode(tokenizer))),
    provider,
    threads: ort.env.wasm.numThreads,
    downloadedBytes,
  };
}

type Raw = ArrayBuffer;
