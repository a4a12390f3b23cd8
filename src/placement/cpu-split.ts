import type { CpuSplit } from "../emissions/estimate.ts";

/**
 * Busy time to hand work over and to take its answer, in seconds, at each end. Assumed: more than the
 * 0.1 ms that packing a few kilobytes takes, less than a caller's request.
 */
export const FORWARDING_SECONDS = 0.0005;

/** Work that a region can do after the edge has read and chosen, in seconds. */
export const splitOf = (edgeSeconds: number, movableSeconds: number): CpuSplit => ({
  stayed: edgeSeconds + movableSeconds,
  edge: edgeSeconds + FORWARDING_SECONDS,
  region: movableSeconds + FORWARDING_SECONDS,
});

/** A whole document, of which the edge reads all and a region reads it anew; in seconds. */
export const splitOfWhole = ({ read, all }: { read: number; all: number }): CpuSplit => ({
  stayed: all,
  edge: read,
  region: all,
});

/** More work at the edge, wherever the rest was done. */
export const withMoreAtEdge = (split: CpuSplit, seconds: number): CpuSplit => ({
  ...split,
  stayed: split.stayed + seconds,
  edge: split.edge + seconds,
});
