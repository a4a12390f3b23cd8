import { hourOf, positionOf, timeOf } from "./key.ts";
import { fromMetadata, type Metadata, toMetadata } from "./metadata.ts";
import type { Receipt } from "./receipt.ts";

/**
 * A segment is one KV value that holds some hundreds of receipts of one hour, newest first. Its key is
 * `segment/<hour>/<millisecond>/<name>`, the position of its newest receipt. Its metadata state its range, so that a
 * reader opens only the segments that it needs.
 */
export const SEGMENT_PREFIX = "segment/";

export interface SegmentMetadata {
  count: number;
  /** Ids of its first and last receipt. */
  newest: string;
  oldest: string;
}

export type SegmentValue = [id: string, metadata: Metadata][];

/** `<hour>/<millisecond>` of a position: the part of a segment's key that it shares with its newest receipt. */
export const momentOf = (position: string): string => position.slice(0, 15);

/** The KV entry for receipts of one hour. `name` is unique among segments; the same name gives the same key. */
export function packSegment(
  name: string,
  receipts: readonly Receipt[],
): { key: string; value: string; metadata: SegmentMetadata } {
  const sorted = [...receipts].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  const [newest, oldest] = [sorted[0], sorted.at(-1)];
  if (!newest || !oldest || hour(newest) !== hour(oldest)) {
    throw new RangeError("a segment holds receipts of one hour");
  }
  const value: SegmentValue = sorted.map((receipt) => [receipt.id, toMetadata(receipt)]);
  return {
    key: `${SEGMENT_PREFIX}${momentOf(place(newest))}/${name}`,
    value: JSON.stringify(value),
    metadata: { count: sorted.length, newest: newest.id, oldest: oldest.id },
  };
}

export const unpackSegment = (value: SegmentValue): Receipt[] =>
  value.map(([id, metadata]) => fromMetadata(id, metadata));

const place = ({ id }: Receipt): string => positionOf(id) ?? "";
const hour = ({ id }: Receipt): number => hourOf(timeOf(id) ?? 0);
