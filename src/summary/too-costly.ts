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

/** Throws `TooCostlyError`. */
export function refuseTooCostly(cpuSeconds: number, maxCpuSeconds: number): void {
  if (cpuSeconds > maxCpuSeconds) throw new TooCostlyError(cpuSeconds, maxCpuSeconds);
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));
