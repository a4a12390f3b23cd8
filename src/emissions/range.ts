/** A figure with the bounds that result from the uncertainty of published constants; min <= value <= max. */
export interface Range {
  value: number;
  min: number;
  max: number;
}

export const exactly = (value: number): Range => ({ value, min: value, max: value });

export const add = (...ranges: Range[]): Range => ({
  value: ranges.reduce((sum, range) => sum + range.value, 0),
  min: ranges.reduce((sum, range) => sum + range.min, 0),
  max: ranges.reduce((sum, range) => sum + range.max, 0),
});

/** Multiplies every bound by a factor >= 0. */
export const scale = (range: Range, factor: number): Range => ({
  value: range.value * factor,
  min: range.min * factor,
  max: range.max * factor,
});

/** The product of two ranges of figures >= 0, bound by bound. */
export const multiply = (one: Range, other: Range): Range => ({
  value: one.value * other.value,
  min: one.min * other.min,
  max: one.max * other.max,
});
