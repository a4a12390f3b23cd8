import { RefusedError } from "../contract/refused.ts";

/** A request that is predicted to take more CPU time than the deployment allows. */
export class TooCostlyError extends RefusedError {
  constructor(cpuSeconds: number, maxCpuSeconds: number) {
    super(
      "too-costly",
      `This would take ${round(cpuSeconds)} seconds of CPU; one request may take ${round(maxCpuSeconds)}. ` +
        "Send a shorter document, or parts of it.",
    );
  }
}

/**
 * Maximum number of sentences in one document: more than any prose of 1,000,000 characters has, in any language. Text
 * made of sentences of a character or two costs far more than its length predicts.
 */
export const MAX_SENTENCES = 50_000;

/** A document with more sentences than are read. */
export class TooManySentencesError extends RefusedError {
  constructor(sentences: number) {
    super(
      "too-many-sentences",
      `text has ${sentences} sentences; at most ${MAX_SENTENCES} are read. Send parts of it.`,
      { field: "text" },
    );
  }
}

/** @throws TooManySentencesError */
export function refuseTooManySentences(sentences: number): void {
  if (sentences > MAX_SENTENCES) throw new TooManySentencesError(sentences);
}

/** @throws TooCostlyError */
export function refuseTooCostly(cpuSeconds: number, maxCpuSeconds: number): void {
  if (cpuSeconds > maxCpuSeconds) throw new TooCostlyError(cpuSeconds, maxCpuSeconds);
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));
