import type { ServedLanguage } from "../../../contract/language.ts";
import type { Extract, ExtractOptions } from "../../../summarizer/extract/extract.ts";
import type { Language } from "../../../summarizer/text/language.ts";
import type { ModeAnswer } from "../../../summary/mode.ts";
import type { Provider } from "../catalogue.ts";

/** A text to summarize on this device. */
export interface DeviceJob {
  text: string;
  language: ServedLanguage | "auto";
  options: ExtractOptions;
  /** The model that chooses the sentences, unless the text's language or `isWritten` requires another. */
  model: string;
  /** Whether the chosen sentences are to be rewritten. */
  isWritten?: boolean;
  provider: Provider | "auto";
}

/** Progress of a job. */
export type Step =
  | { step: "loading"; loadedBytes: number; allBytes: number }
  | { step: "opening" }
  | { step: "reading" }
  | { step: "weighing"; sentences: number; ofSentences: number }
  | { step: "writing"; texts: number; ofTexts: number }
  /** A piece of the summary that is final. */
  | { step: "drafted"; piece: string };

/** A summary made on this device, and the facts about its computation. */
export interface DeviceSummary {
  extract: Extract;
  /** The model that made it: the one asked for, or that of the text's language. */
  model: string;
  language: Language;
  /** Only of a summary that was to be written. */
  mode?: ModeAnswer;
  truncated: boolean;
  inputTokens: number;
  provider: Provider;
  /** Whether a writer ran. It always runs on the CPU by WebAssembly: WebGPU has no kernel for its 8-bit products. */
  ranWriter: boolean;
  threads: number;
  /** Whether the provider has a kernel for every operator; if not, the CPU ran the others. */
  isWhole: boolean;
  /** The reason why WebGPU, requested or detected, did not run. */
  webGpuFailure?: string;
  openingMs: number;
  /** From the first sentence read to the last one chosen or written. */
  busyMs: number;
  downloadedBytes: number;
}

/** A message of the web worker to the page. */
export type WorkerMessage =
  | Step
  | { step: "done"; summary: DeviceSummary }
  | { step: "failed"; name: string; detail: string };
