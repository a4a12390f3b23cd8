import { count, inWords, significant } from "./quantity.ts";

/**
 * Grams of CO2 per kilometer of an average passenger car: about 400 g per mile, which is 8,887 g per gallon of gasoline at
 * 22.2 miles per gallon. The tailpipe only. (US EPA, "Tailpipe Greenhouse Gas Emissions from a Typical Passenger Vehicle",
 * EPA-420-F-23-014, June 2023, https://www.epa.gov/greenvehicles/greenhouse-gas-emissions-typical-passenger-vehicle)
 */
export const CAR_GRAMS_PER_KM = 400 / 1.609344;

/**
 * kWh of one median text prompt of an AI assistant: 0.24 Wh (Google, "Measuring the environmental
 * impact of delivering AI at Google scale", August 2025, for Gemini Apps).
 */
export const PROMPT_KWH = 0.00024;

/**
 * Grams of CO2 of charging a smartphone once, with electricity as delivered in the United States: 1.24e-5 metric tons.
 * (US EPA, "Greenhouse Gas Equivalencies Calculator - Calculations and References", with the grid data of eGRID2022,
 * https://www.epa.gov/energy/greenhouse-gas-equivalencies-calculator-calculations-and-references; its older
 * editions have 8.22e-6 metric tons. The figure is as others quoted that page in August 2026.)
 */
export const PHONE_CHARGE_GRAMS = 12.4;

/** Number of summaries in a comparison, large enough for amounts that people can picture. */
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

/** Number of phone charges that emit as much as `MANY` summaries of `grams` each: "4.1", "1,230". */
export function phoneCharges(grams: number): string {
  const charges = (grams * MANY) / PHONE_CHARGE_GRAMS;
  return charges < 10 ? String(Number(charges.toPrecision(2))) : count(charges);
}
