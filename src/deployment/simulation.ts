/** Variables that let a caller set the clock, for `npm run demo` and tests; never for a deployment. */
export interface SimulationConfig {
  ENVIRONMENT?: string | undefined;
  /** "on" takes the time of a request from its header, if it has one. */
  SIMULATION?: string | undefined;
}

/** Simulated arrival time of the request, in ISO 8601. */
export const SIMULATED_TIME_HEADER = "X-Simulated-Time";

/** The simulated time of a request in milliseconds since the epoch, or undefined outside of a simulation. */
export function simulatedTimeOf(
  { ENVIRONMENT, SIMULATION }: SimulationConfig,
  headers: Headers,
): number | undefined {
  if (ENVIRONMENT !== "development" || SIMULATION !== "on") return undefined;
  const time = Date.parse(headers.get(SIMULATED_TIME_HEADER) ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/** The clock of what waits, such as regions that rest after failures: in a simulation, the last request's time. */
export class Clock {
  /** Simulated time of the last request in milliseconds since the epoch; undefined for the real one. */
  simulatedMs: number | undefined;
  readonly now = (): number => this.simulatedMs ?? Date.now();
}
