/**
 * A histogram of positive figures in buckets that grow by a fixed ratio. Two histograms merge by adding counts, and a
 * percentile has a known relative error. Scheme: Masson, Rim and Lee, "DDSketch" (VLDB 2019).
 */
export type Histogram = Readonly<Record<string, number>>;

const RATIO = 1.1;

/** Maximum relative error of a percentile against the figure of that rank: 4.8%. */
export const PERCENTILE_ERROR = (RATIO - 1) / (RATIO + 1);

/** The bucket of figures that are not positive. */
const ZERO = "zero";

export const EMPTY_HISTOGRAM: Histogram = {};

/** The bucket that contains a figure. */
export const bucketOf = (figure: number): string =>
  figure > 0 ? String(Math.ceil(Math.log(figure) / Math.log(RATIO))) : ZERO;

export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const merged: Record<string, number> = {};
  for (const histogram of histograms) {
    for (const [bucket, count] of Object.entries(histogram)) {
      merged[bucket] = (merged[bucket] ?? 0) + count;
    }
  }
  return merged;
}

/**
 * The figure below which a share `q` of (0, 1] of the figures lie, by nearest rank, with a relative error of at most
 * `PERCENTILE_ERROR`. Null for an empty histogram.
 */
export function percentile(histogram: Histogram, q: number): number | null {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => ({ figure: figureOf(bucket), count }))
    .sort((a, b) => a.figure - b.figure);
  const rank = Math.ceil(q * buckets.reduce((sum, { count }) => sum + count, 0));
  let passed = 0;
  for (const { figure, count } of buckets) {
    passed += count;
    if (passed >= rank) return figure;
  }
  return null;
}

/** The representative figure of a bucket: the relative distance to both of its ends is the same. */
const figureOf = (bucket: string): number =>
  bucket === ZERO ? 0 : (2 * RATIO ** Number(bucket)) / (RATIO + 1);

/** The largest figure of a bucket. */
const topOf = (bucket: string): number => (bucket === ZERO ? 0 : RATIO ** Number(bucket));

/** A bound that a bucket ends at: the closest to a figure. */
export const boundNear = (figure: number): number =>
  RATIO ** Math.round(Math.log(figure) / Math.log(RATIO));

/**
 * The numbers of figures up to each bound, exact for bounds of `boundNear`; their number; and their sum, with the error
 * of a percentile.
 */
export function cumulate(histogram: Histogram, bounds: readonly number[]) {
  const entries = Object.entries(histogram);
  const upTo = (bound: number) =>
    entries.reduce((all, [bucket, n]) => all + (topOf(bucket) <= bound * CLOSE ? n : 0), 0);
  return {
    counts: bounds.map(upTo),
    count: entries.reduce((all, [, n]) => all + n, 0),
    sum: entries.reduce((all, [bucket, n]) => all + n * figureOf(bucket), 0),
  };
}

/** Powers that are computed twice differ in their last digit. */
const CLOSE = 1 + 1e-9;
