import type { ServedLanguage } from "../../../contract/language.ts";
import type { Extract, ExtractOptions } from "../../../summarizer/extract/extract.ts";
import type { Language } from "../../../summarizer/text/language.ts";
import type { Provider } from "../catalogue.ts";

/** A text to summarize on this device. */
export interface DeviceJob {
  text: string;
  language: ServedLanguage | "auto";
  options: ExtractOptions;
  model: string;
  provider: Provider | "auto";
}

/** Progress of a job. */
export type Step =
  | { step: "loading"; loadedBytes: number; allBytes: number }
  | { step: "opening" }
  | { step: "reading" }
  | { step: "weighing"; sentences: number; ofSentences: number };

/** A summary made on this device, and the facts about its computation. */
export interface DeviceSummary {
  extract: Extract;
  /** The model that made it: the one asked for, or that of the text's language. */
  model: string;
  language: Language;
  truncated: boolean;
  inputTokens: number;
  provider: Provider;
  threads: number;
  /** Whether the provider has a kernel for every operator; if not, the CPU ran the others. */
  isWhole: boolean;
  /** The reason why WebGPU, requested or detected, did not run. */
  webGpuFailure?: string;
  openingMs: number;
  /** From the first sentence read to the last one chosen. */
  busyMs: number;
  downloadedBytes: number;
}

/** A message of the web worker to the page. */
export type WorkerMessage =
  | Step
  | { step: "done"; summary: DeviceSummary }
  | { step: "failed"; name: string; detail: string };
