import type { CpuSplit } from "../emissions/estimate.ts";

/**
 * Busy time to hand work over and to receive its answer, in seconds, at each end. Assumed: more than the 0.1 ms needed
 * to pack a few kilobytes, less than the time for a caller's request.
 */
export const FORWARDING_SECONDS = 0.0005;

/** Work that a region can do after the edge has read the document and chosen its sentences, in seconds. */
export const splitOf = (
  edgeSeconds: number,
  movableSeconds: number,
  basis?: CpuSplit["basis"],
): CpuSplit => ({
  stayed: edgeSeconds + movableSeconds,
  edge: edgeSeconds + FORWARDING_SECONDS,
  region: movableSeconds + FORWARDING_SECONDS,
  ...(basis && { basis }),
});

/** A whole document that the edge reads completely and a region reads again, in seconds. */
export const splitOfWhole = ({
  read,
  all,
  basis,
}: Pick<CpuSplit, "basis"> & { read: number; all: number }): CpuSplit => ({
  stayed: all,
  edge: read,
  region: all,
  ...(basis && { basis }),
});

/** Additional work at the edge, wherever the rest was done. */
export const withMoreAtEdge = (split: CpuSplit, seconds: number): CpuSplit => ({
  ...split,
  stayed: split.stayed + seconds,
  edge: split.edge + seconds,
});
