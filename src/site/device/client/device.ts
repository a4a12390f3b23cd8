import type { DeviceJob, DeviceSummary, Step, WorkerMessage } from "./message.ts";

/** A text that cannot be summarized as asked; `name` is the domain error's. */
export class DeviceError extends Error {
  constructor(name: string, detail: string) {
    super(detail);
    this.name = name;
  }
}

/** This device as a place to summarize: a web worker, started at first use and kept; one job at a time. */
export class Device {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #script: string;

  /** `script` is the worker's address; it may be another origin's. */
  constructor(script: string) {
    this.#script = script;
  }

  /** Throws `DeviceError`, or the signal's reason; what is cancelled ends at once. */
  summarize(
    job: DeviceJob,
    onStep: (step: Step) => void,
    signal: AbortSignal,
  ): Promise<DeviceSummary> {
    const summary = this.#last.then(() => this.#run(job, onStep, signal));
    this.#last = summary.catch(() => {});
    return summary;
  }

  async #run(
    job: DeviceJob,
    onStep: (step: Step) => void,
    signal: AbortSignal,
  ): Promise<DeviceSummary> {
    signal.throwIfAborted();
    this.#worker ??= start(this.#script);
    const worker = this.#worker;
    return new Promise<DeviceSummary>((resolve, reject) => {
      const stop = (reason: unknown) => {
        worker.terminate();
        this.#worker = undefined;
        reject(reason);
      };
      worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.step === "done") resolve(data.summary);
        else if (data.step === "failed") reject(new DeviceError(data.name, data.detail));
        else return onStep(data);
        signal.removeEventListener("abort", cancel);
      };
      worker.onerror = ({ message }) =>
        stop(new DeviceError("WorkerError", message || "The worker could not be started."));
      const cancel = () => stop(signal.reason);
      signal.addEventListener("abort", cancel);
      worker.postMessage(job);
    });
  }
}

/** A worker must be of the page's origin, so one of another is imported by one that is. */
function start(script: string): Worker {
  if (new URL(script, location.href).origin === location.origin) {
    return new Worker(script, { type: "module" });
  }
  const source = `import ${JSON.stringify(script)};`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Worker(url, { type: "module" });
}
