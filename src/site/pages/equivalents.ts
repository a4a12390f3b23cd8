import { inWords, significant } from "./quantity.ts";

/**
 * Grams of CO2 per kilometer of an average passenger car: 400 g per mile (US EPA, "Greenhouse Gas
 * Emissions from a Typical Passenger Vehicle", EPA-420-F-23-014, 2023). The tailpipe only.
 */
export const CAR_GRAMS_PER_KM = 400 / 1.609344;

/**
 * kWh of one median text prompt of an AI assistant: 0.24 Wh (Google, "Measuring the environmental
 * impact of delivering AI at Google scale", August 2025, for Gemini Apps).
 */
export const PROMPT_KWH = 0.00024;

/** Number of summaries in a comparison with a car, large enough for a distance that people can picture. */
const MANY = 1_000_000;

/** Distance that a car drives to emit as much as `MANY` summaries of `grams` each: "7.94 m", "12.3 km". */
export function carDistance(grams: number): string {
  const kilometers = (grams * MANY) / CAR_GRAMS_PER_KM;
  return inWords(
    kilometers < 1
      ? { figure: significant(kilometers * 1000), unit: "m" }
      : { figure: significant(kilometers), unit: "km" },
  );
}
