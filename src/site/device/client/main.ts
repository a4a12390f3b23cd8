import { extract } from "../../../summarizer/extract/extract.ts";
import type { Runnable } from "../../../summarizer/models/graph.ts";
import { readingModelOf } from "../../../summarizer/models/reading-model.ts";
import { readDocument } from "../../../summarizer/text/document.ts";
import { languageOf } from "../../../summarizer/text/language.ts";
import type { Provider } from "../catalogue.ts";
import type { DeviceJob, DeviceSummary, WorkerMessage } from "./message.ts";
import { type DeviceModel, open } from "./open.ts";
import { chooseProvider } from "./provider.ts";

/**
 * The web worker that summarizes on the reader's device with the Worker's own sentence splitting, tokenizing, salience
 * and selection. It does one job at a time; to cancel a job, end the worker.
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
  const language = languageOf(job.language, job.text);
  const reading = readingModelOf(language);
  const name = reading === "nano" ? job.model : reading;
  const { model, downloadedBytes, webGpuFailure } = await prepare(name, job.provider);
  const readyMs = performance.now();
  say({ step: "reading" });
  const document = readDocument(job.text, language, model.tokenizer);
  const nano = counted(model.graphs.nano, document.sentences.length);
  const found = await extract(document, job.options, { ...model.graphs, nano });
  return {
    extract: found,
    model: name,
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

/** Opens the model with the available provider. If WebGPU fails after all, WASM is used instead. */
async function prepare(name: string, wanted: DeviceJob["provider"]): Promise<Prepared> {
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

/** Reports the number of sentences that each run has scored. The best are scored again, so it may exceed `all`. */
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
