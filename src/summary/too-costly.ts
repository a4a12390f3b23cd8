/** A request that is predicted to take more than the deployment lets one take. */
export class TooCostlyError extends Error {
  constructor(cpuSeconds: number, maxCpuSeconds: number) {
    super(
      `This would take ${round(cpuSeconds)} seconds of CPU; one request may take ${round(maxCpuSeconds)}. ` +
        "Send a shorter document, or parts of it.",
    );
    this.name = "TooCostlyError";
  }
}

/** Throws `TooCostlyError`. */
export function refuseTooCostly(cpuSeconds: number, maxCpuSeconds: number): void {
  if (cpuSeconds > maxCpuSeconds) throw new TooCostlyError(cpuSeconds, maxCpuSeconds);
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));
