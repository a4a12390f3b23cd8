import type { ExtractiveGraphs } from "../../../summarizer/extract/extract.ts";
import type { Seq2Seq } from "../../../summarizer/generation/model.ts";
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
  /** Rewrites the sentences that it chooses; opened only if requested. */
  writer?: Seq2Seq;
  /** Whether the provider has a kernel for every operator. */
  isWhole: boolean;
  tokenizer: Tokenizer;
  provider: Provider;
  threads: number;
  /** Bytes loaded over the network to open it. */
  downloadedBytes: number;
}

/** The functions that load and open a writer; a script of their own has them. */
export type WriterOpener = Pick<typeof import("./write.ts"), "writerFiles" | "openWriter">;

/**
 * Loads and opens a model, and the writer if it is given the functions for that.
 * @throws IntegrityError, or an error of the runtime
 */
export async function open(
  name: string,
  provider: Provider,
  onProgress: OnProgress,
  writing?: WriterOpener,
): Promise<DeviceModel> {
  if (!(name in CATALOGUE.models) && name !== MULTILINGUAL) {
    throw new RangeError(`There is no model ${name} for this device`);
  }
  const runtime = CATALOGUE.runtimes[provider];
  const files = filesOf(CATALOGUE, name, provider);
  const all = [...files, ...(writing?.writerFiles() ?? [])];
  const base = import.meta.url;
  const { contents, downloadedBytes } = await load(all, base, onProgress);
  const writerContents = contents.splice(files.length);
  const [, , wasm, tokenizer, ...models] = contents as [Raw, Raw, Raw, Raw, ...Raw[]];

  const ort: BrowserRuntime = await import(new URL(runtime.module.address, base).href);
  ort.env.logLevel = "error";
  ort.env.wasm.wasmBinary = wasm;
  ort.env.wasm.wasmPaths = { mjs: new URL(runtime.glue.address, base).href };
  // Threads start from the glue script, which must have the page's own origin for that. They are useful with WebGPU,
  // too, because the writer runs on the CPU.
  const isHome = new URL(base).origin === location.origin;
  ort.env.wasm.numThreads = isHome ? threads() : 1;
  const sessions: BrowserSession[] = [];
  for (const model of models) sessions.push(await openBrowserSession(ort, model, provider));
  const openOnCpu = async (model: Raw) => (await openBrowserSession(ort, model, "wasm")).graph;
  const writer = await writing?.openWriter(writerContents, openOnCpu);
  const json = JSON.parse(new TextDecoder().decode(tokenizer));
  const [nano, reread] = sessions as [BrowserSession, BrowserSession?];
  return {
    graphs: { nano: nano.graph, reread: reread?.graph },
    ...(writer && { writer }),
    isWhole: sessions.every(({ isWhole }) => isWhole),
    tokenizer: name === MULTILINGUAL ? createUnigramTokenizer(json) : createTokenizer(json),
    provider,
    threads: ort.env.wasm.numThreads,
    downloadedBytes,
  };
}

type Raw = ArrayBuffer;
