import type { Intensity } from "../../grid/intensity.ts";
import { type IntensityTrace, intensityAt } from "../../placement/replay/trace.ts";

const HOUR_MS = 3_600_000;

/**
 * The error of NESO's forecast for Great Britain, as the mean absolute error divided by the actual figure: 5.5% (10
 * g/kWh) up to 4 hours ahead and 11% (20 g/kWh) at 96 hours, interpolated in between. From 868,000 forecasts of 2,450
 * half hours in February and March 2021 (carbon-intensity/api-definitions, issue 11). No other provider's past
 * forecasts are published, so the same error is assumed for every zone.
 */
export function meanError(leadHours: number): number {
  const share = Math.min(1, Math.max(0, (leadHours - 4) / (96 - 4)));
  return leadHours <= 0 ? 0 : 0.055 + share * 0.055;
}

/** Assumption: errors persist, so that the next hour's error includes this share of the current one. */
const PERSISTENCE = 0.9;
/** Mean of the absolute value of a standard normal draw. */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);

/** The zones with forecasts, how far ahead, and the error relative to {@link meanError}. */
export interface Forecasting {
  isForecast: (zone: string) => boolean;
  horizonHours: number;
  /** 0 for perfect forecasts, 1 for NESO's errors. */
  errorScale: number;
}

/** The intensities known at one hour of a trace for a later hour; the current one if there is no forecast. */
export class Forecasts {
  readonly #trace: IntensityTrace;
  readonly #forecasting: Forecasting;
  readonly #errors = new Map<string, Float64Array>();

  constructor(trace: IntensityTrace, forecasting: Forecasting) {
    this.#trace = trace;
    this.#forecasting = forecasting;
  }

  /** Hours are positions in the trace. */
  intensityAt(zone: string, nowHour: number, atHour: number): Intensity | undefined {
    const { isForecast, horizonHours, errorScale } = this.#forecasting;
    const now = intensityAt(this.#trace, nowHour, zone);
    const lead = atHour - nowHour;
    if (lead <= 0 || lead > horizonHours || !isForecast(zone)) return now;
    const then = intensityAt(this.#trace, atHour, zone);
    if (!then) return now;
    const deviation = (errorScale * meanError(lead)) / MEAN_ABSOLUTE;
    const error = Math.max(-0.9, deviation * (this.#errorsOf(zone)[atHour] ?? 0));
    return { ...then, gramsPerKwh: then.gramsPerKwh * (1 + error), kind: "forecast" };
  }

  /** The position in the trace of a time in ms since the epoch. */
  hourAt(ms: number): number {
    return Math.floor((ms - Date.parse(this.#trace.hours[0] ?? "")) / HOUR_MS);
  }

  #errorsOf(zone: string): Float64Array {
    const known = this.#errors.get(zone);
    if (known) return known;
    const draw = normal(zone);
    const errors = new Float64Array(this.#trace.hours.length);
    for (let hour = 0; hour < errors.length; hour++)
      errors[hour] =
        PERSISTENCE * (errors[hour - 1] ?? draw()) + Math.sqrt(1 - PERSISTENCE ** 2) * draw();
    this.#errors.set(zone, errors);
    return errors;
  }
}

/** Standard normal draws (Box and Muller). The same name gives the same draws. */
export function normal(name: string): () => number {
  const uniform = uniformOf(name);
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Uniform draws in [0, 1) (mulberry32). The same name gives the same draws. */
export function uniformOf(name: string): () => number {
  let state = 0;
  for (const char of name) state = (Math.imul(state, 31) + char.charCodeAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
