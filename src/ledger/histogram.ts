/**
 * A histogram of positive figures in buckets that grow by a fixed ratio, so that two of them merge
 * by adding counts and a percentile is right to a known share of itself. Scheme: Masson, Rim and
 * Lee, "DDSketch" (VLDB 2019).
 */
export type Histogram = Readonly<Record<string, number>>;

const RATIO = 1.1;

/** A percentile differs from the figure of that rank by no more than this share of it: 4.8%. */
export const PERCENTILE_ERROR = (RATIO - 1) / (RATIO + 1);

/** The bucket of figures that are not positive. */
const ZERO = "zero";

export const EMPTY_HISTOGRAM: Histogram = {};

/** The bucket that a figure falls in. */
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
 * The figure below which a share `q` of (0, 1] of the figures lie, by nearest rank; null of none.
 * Within `PERCENTILE_ERROR`.
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

/** The figure that stands for a bucket: equally far, by share, from both of its ends. */
const figureOf = (bucket: string): number =>
  bucket === ZERO ? 0 : (2 * RATIO ** Number(bucket)) / (RATIO + 1);
