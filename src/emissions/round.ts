import type { Range } from "./range.ts";

/** Much finer than the precision of any constant, and free of binary rounding noise. */
const DIGITS = 9;

/** A figure to 9 significant digits. */
export const significant = (figure: number): number => Number(figure.toPrecision(DIGITS));

export const significantRange = ({ value, min, max }: Range): Range => ({
  value: significant(value),
  min: significant(min),
  max: significant(max),
});

/**
 * Rounds the terms of a sum to the decimal place of the sum's ninth significant digit, so that the rounded terms add up
 * to the rounded sum.
 */
export function roundTerms<Name extends string>(
  terms: Readonly<Record<Name, number>>,
): { terms: Record<Name, number>; sum: number } {
  const entries = Object.entries<number>(terms);
  const magnitude = entries.reduce((sum, [, term]) => sum + Math.abs(term), 0);
  const decimals =
    magnitude > 0 ? Math.min(100, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(magnitude)))) : 0;
  const round = (figure: number) => Number(figure.toFixed(decimals));
  const rounded = entries.map(([name, term]) => [name, round(term)] as const);
  return {
    terms: Object.fromEntries(rounded) as Record<Name, number>,
    sum: round(rounded.reduce((sum, [, term]) => sum + term, 0)),
  };
}
