import { extract } from "../../../summarizer/extract/extract.ts";
import type { Runnable } from "../../../summarizer/models/graph.ts";
import { readingModelOf } from "../../../summarizer/models/reading-model.ts";
import { readDocument } from "../../../summarizer/text/document.ts";
import { languageOf } from "../../../summarizer/text/language.ts";
import type { Provider } from "../catalogue.ts";
import type { OnProgress } from "./load.ts";
import type { DeviceJob, DeviceSummary, WorkerMessage } from "./message.ts";
import { type DeviceModel, open, type WriterOpener } from "./open.ts";
import { chooseProvider } from "./provider.ts";

/**
 * The web worker that summarizes on the reader's device with the Worker's own sentence splitting, tokenizing, salience,
 * selection and writing. It does one job at a time; to cancel a job, end the worker.
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
  if (job.options.compress && reading !== "nano") {
    throw new RangeError(`Sentences in "${language}" cannot be trimmed.`);
  }
  const writing = job.isWritten ? await import("./write.ts") : undefined;
  const writes = writing?.isWritten(language) ? writing : undefined;
  const name = reading === "nano" && !writes ? job.model : reading;
  const { model, downloadedBytes, webGpuFailure } = await prepare(name, job.provider, writes);
  const readyMs = performance.now();
  say({ step: "reading" });
  const document = readDocument(job.text, language, model.tokenizer);
  const nano = counted(model.graphs.nano, document.sentences.length);
  const made =
    writes && model.writer
      ? await writes.write(job, document, nano, model.writer, say)
      : { extract: await extract(document, job.options, { ...model.graphs, nano }), document };
  const { document: read, ...found } = made;
  return {
    model: name,
    ...(writing && { mode: writing.notWritten(language) }),
    ...found,
    language,
    truncated: read.truncated,
    inputTokens: read.tokens,
    provider: model.provider,
    ranWriter: writes !== undefined,
    threads: model.threads,
    isWhole: model.isWhole,
    ...(webGpuFailure !== undefined && { webGpuFailure }),
    openingMs: readyMs - startedMs,
    busyMs: performance.now() - readyMs,
    downloadedBytes,
  };
}

/** Opens the model with the available provider. If WebGPU fails after all, WASM is used instead. */
async function prepare(
  name: string,
  wanted: DeviceJob["provider"],
  writing?: WriterOpener,
): Promise<Prepared> {
  const provider = await chooseProvider(wanted);
  try {
    return await reopen(name, provider, writing);
  } catch (error) {
    if (provider === "wasm") throw error;
    return { ...(await reopen(name, "wasm", writing)), webGpuFailure: String(error) };
  }
}

interface Prepared {
  model: DeviceModel;
  downloadedBytes: number;
  webGpuFailure?: string;
}

async function reopen(name: string, provider: Provider, writing?: WriterOpener): Promise<Prepared> {
  const key = `${name} ${provider} ${writing ? "writing" : ""}`;
  const before = opened.get(key);
  if (before) return { model: before, downloadedBytes: 0 };
  const follow: OnProgress = (loadedBytes, allBytes) =>
    say({ step: loadedBytes < allBytes ? "loading" : "opening", loadedBytes, allBytes });
  const model = await open(name, provider, follow, writing);
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
