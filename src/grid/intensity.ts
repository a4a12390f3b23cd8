import * as z from "zod";

/** The basis of a figure: a current measurement, a forecast, or the mean of the newest day or of a year. */
export type IntensityKind = "live" | "forecast" | "daily" | "yearly";

/**
 * Regions are ranked by average intensity. Marginal intensity answers another question and is never compared with it.
 */
export type Signal = "average" | "marginal";

/**
 * Carbon intensity of one grid zone for one time span; all sources use this record. `zone` is an Electricity Maps id;
 * `validFrom` (inclusive) and `validTo` (exclusive) are ISO 8601.
 */
export interface Intensity {
  zone: string;
  gramsPerKwh: number;
  kind: IntensityKind;
  signal: Signal;
  validFrom: string;
  validTo: string;
  source: string;
  isEstimated: boolean;
}

/** A provider's figure that is impossible, or whose meaning differs from the requested one. */
export class ReadingRefusedError extends Error {
  override readonly name = "ReadingRefusedError";
  readonly why: string;
  constructor(source: string, zone: string, why: string) {
    super(`${source} on ${zone}: ${why}`);
    this.why = why;
  }
}

/** Far above any real grid: the highest yearly mean is below 900, and lignite alone is about 1,100 g/kWh. */
export const MAX_GRAMS_PER_KWH = 2_000;

// An average below 1 g/kWh is a gap filled with zeros, or a figure in kg/kWh: the lowest yearly mean is 15. A marginal
// rate can really be 0, when the next unit of power would be curtailed wind.
const MIN_GRAMS_PER_KWH: Record<Signal, number> = { average: 1, marginal: 0 };

const CLOCK_SKEW_MS = 5 * 60_000;
const MAX_AGE_MS = { live: 24 * 3_600_000, daily: 72 * 3_600_000 };
const MAX_HORIZON_MS = 8 * 24 * 3_600_000;
const MAX_LENGTH_MS = 24 * 3_600_000;

/** A figure in g/kWh from a provider's JSON; null if the provider has none. */
export const grams = z.number().min(0).max(MAX_GRAMS_PER_KWH);

/** A time with its offset, with or without seconds (NESO writes none), as ms since the epoch. */
export const instantMs = z
  .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])
  .transform((text) => Date.parse(text));

/** If a provider names its unit, it must be this one, in any spelling. */
export const gramsUnit = z
  .string()
  .regex(/^g\s*(CO2?(_?e?q?)?)?\s*\/\s*kWh$/i, "is not grams per kWh")
  .optional();

export interface Reading extends Omit<Intensity, "validFrom" | "validTo" | "kind"> {
  kind: "live" | "forecast" | "daily";
  fromMs: number;
  toMs: number;
}

/**
 * Checks that one reading is physically possible and fits the clock.
 * @throws ReadingRefusedError that names the fault
 */
export function intensity(reading: Reading, nowMs: number): Intensity {
  const { fromMs, toMs, ...rest } = reading;
  const refuse = (why: string) => new ReadingRefusedError(reading.source, reading.zone, why);
  const value = reading.gramsPerKwh;
  if (!Number.isFinite(value)) throw refuse(`${value} g/kWh is not a number`);
  if (value < 0) throw refuse(`${value} g/kWh is negative`);
  if (value > MAX_GRAMS_PER_KWH) throw refuse(`${value} g/kWh is above ${MAX_GRAMS_PER_KWH}`);
  if (value < MIN_GRAMS_PER_KWH[reading.signal])
    throw refuse(`${value} g/kWh is below what any grid reaches: wrong unit or a filled gap`);
  if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) throw refuse("no such point in time");
  if (toMs <= fromMs || toMs - fromMs > MAX_LENGTH_MS) throw refuse("no such stretch of time");
  const isMeasured = reading.kind !== "forecast";
  if (isMeasured && fromMs > nowMs + CLOCK_SKEW_MS)
    throw refuse("clock skew: measured in the future");
  if (reading.kind !== "forecast" && toMs < nowMs - MAX_AGE_MS[reading.kind])
    throw refuse("clock skew: measured too long ago");
  if (toMs > nowMs + MAX_HORIZON_MS) throw refuse("clock skew: more than eight days ahead");
  return {
    ...rest,
    validFrom: new Date(fromMs).toISOString(),
    validTo: new Date(toMs).toISOString(),
  };
}

/**
 * Parses a provider's JSON with its schema.
 * @throws ReadingRefusedError with the first field that does not fit
 */
export function parseAnswer<T>(
  schema: z.ZodType<T>,
  json: unknown,
  about: { source: string; zone: string },
): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") || "answer";
  throw new ReadingRefusedError(about.source, about.zone, `${field}: ${issue?.message}`);
}
