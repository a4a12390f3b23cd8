import type { DeviceJob, DeviceSummary, Step, WorkerMessage } from "./message.ts";

/** A text that cannot be summarized as requested; `name` is the domain error's name. */
export class DeviceError extends Error {
  constructor(name: string, detail: string) {
    super(detail);
    this.name = name;
  }
}

/**
 * This device as a place to summarize: a web worker that is started at first use and kept. It does one job at a time.
 */
export class Device {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #script: string;

  /** `script` is the worker's address, which may have another origin. */
  constructor(script: string) {
    this.#script = script;
  }

  /**
   * Summarizes. An aborted job ends immediately.
   * @throws DeviceError, or the signal's reason
   */
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

/** A worker's script must have the page's origin, so a script of another origin is imported by one that has it. */
function start(script: string): Worker {
  if (new URL(script, location.href).origin === location.origin) {
    return new Worker(script, { type: "module" });
  }
  const source = `import ${JSON.stringify(script)};`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Worker(url, { type: "module" });
}
