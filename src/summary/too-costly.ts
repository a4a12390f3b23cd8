import { RefusedError } from "../contract/refused.ts";

/** A request is predicted to take more CPU time than the deployment allows for one. */
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
 * The most sentences of one document: more than any 1,000,000 characters of prose have, in any language. Text made of
 * sentences of a character or two costs far more than its length predicts.
 */
export const MAX_SENTENCES = 50_000;

/** A document has more sentences than are read. */
export class TooManySentencesError extends RefusedError {
  constructor(sentences: number) {
    super(
      "too-many-sentences",
      `text has ${sentences} sentences; at most ${MAX_SENTENCES} are read. Send parts of it.`,
      { field: "text" },
    );
  }
}

/** Throws `TooManySentencesError`. */
export function refuseTooManySentences(sentences: number): void {
  if (sentences > MAX_SENTENCES) throw new TooManySentencesError(sentences);
}

/** Throws `TooCostlyError`. */
export function refuseTooCostly(cpuSeconds: number, maxCpuSeconds: number): void {
  if (cpuSeconds > maxCpuSeconds) throw new TooCostlyError(cpuSeconds, maxCpuSeconds);
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));
