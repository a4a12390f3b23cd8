import { extract } from "../../../summarizer/extract/extract.ts";
import type { Runnable } from "../../../summarizer/models/graph.ts";
import { readDocument } from "../../../summarizer/text/document.ts";
import { languageOf } from "../../../summarizer/text/language.ts";
import type { Provider } from "../catalogue.ts";
import type { DeviceJob, DeviceSummary, WorkerMessage } from "./message.ts";
import { type DeviceModel, open } from "./open.ts";
import { chooseProvider } from "./provider.ts";

/**
 * The web worker that summarizes on the reader's device: the Worker's own sentence splitting,
 * tokenizing, salience and selection. One job at a time; whoever cancels one ends the worker.
 */
const opened = new Map<string, DeviceModel>();

const say = (message: WorkerMessage) => postMessage(message);

addEventListener("message", async ({ data }: MessageEvent<DeviceJob>) => {
  try {
    say({ step: "done", summary: await summarize(data) });
  } catch (error) {
    const { name, message } = error as Error;
    say({ step: "failed", name, detail: message });
  }
});

async function summarize(job: DeviceJob): Promise<DeviceSummary> {
  const startedMs = performance.now();
  const { model, downloadedBytes, webGpuFailure } = await prepare(job);
  const readyMs = performance.now();
  say({ step: "reading" });
  const language = languageOf(job.language, job.text);
  const document = readDocument(job.text, language, model.tokenizer);
  const nano = counted(model.graphs.nano, document.sentences.length);
  const found = await extract(document, job.options, { ...model.graphs, nano });
  return {
    extract: found,
    language,
    truncated: document.truncated,
    inputTokens: document.tokens,
    provider: model.provider,
    threads: model.threads,
    isWhole: model.isWhole,
    ...(webGpuFailure !== undefined && { webGpuFailure }),
    openingMs: readyMs - startedMs,
    busyMs: performance.now() - readyMs,
    downloadedBytes,
  };
}

/** Opens the model by the provider there is. WebGPU that fails after all makes way for WASM. */
async function prepare({ model: name, provider: wanted }: DeviceJob): Promise<Prepared> {
  const provider = await chooseProvider(wanted);
  try {
    return await reopen(name, provider);
  } catch (error) {
    if (provider === "wasm") throw error;
    return { ...(await reopen(name, "wasm")), webGpuFailure: String(error) };
  }
}

interface Prepared {
  model: DeviceModel;
  downloadedBytes: number;
  webGpuFailure?: string;
}

async function reopen(name: string, provider: Provider): Promise<Prepared> {
  const key = `${name} ${provider}`;
  const before = opened.get(key);
  if (before) return { model: before, downloadedBytes: 0 };
  const model = await open(name, provider, (loadedBytes, allBytes) =>
    say({ step: loadedBytes < allBytes ? "loading" : "opening", loadedBytes, allBytes }),
  );
  opened.set(key, model);
  return { model, downloadedBytes: model.downloadedBytes };
}

/** Says how many sentences each run has weighed. The best are weighed again, so it may pass `all`. */
function counted(graph: Runnable, all: number): Runnable {
  let sentences = 0;
  return {
    async run(inputs) {
      const found = await graph.run(inputs);
      sentences += inputs.position?.data.length ?? 0;
      say({ step: "weighing", sentences: Math.min(sentences, all), ofSentences: all });
      return found;
    },
  };
}
