import { hourOf, keyOf, positionOf, prefixesOf, timeOf } from "./key.ts";
import { fromMetadata, type Metadata } from "./metadata.ts";
import { MeteredKv } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import {
  momentOf,
  SEGMENT_PREFIX,
  type SegmentMetadata,
  type SegmentValue,
  unpackSegment,
} from "./segment.ts";

/** The receipt of one request, or undefined. KV may take up to a minute to show a new one. */
export async function find(namespace: KVNamespace, id: string): Promise<Receipt | undefined> {
  const kv = new MeteredKv(namespace);
  const key = keyOf(id);
  if (key === undefined) return undefined;
  const { metadata } = await kv.getWithMetadata<Metadata>(key);
  return metadata ? fromMetadata(id.toLowerCase(), metadata) : findInSegments(kv, id.toLowerCase());
}

async function findInSegments(kv: MeteredKv, id: string): Promise<Receipt | undefined> {
  const values = await kv.getMany<SegmentValue>(await segmentsAround(kv, id), 10);
  for (const value of values.values()) {
    const found = unpackSegment(value).find((receipt) => receipt.id === id);
    if (found) return found;
  }
  return undefined;
}

/** Keys of the segments whose range includes an id. */
async function segmentsAround(kv: MeteredKv, id: string): Promise<string[]> {
  const position = positionOf(id) ?? "";
  const hour = hourOf(timeOf(id) ?? 0);
  const keys: string[] = [];
  for (const prefix of prefixesOf(hour, hour + 1)) {
    for (let cursor: string | null = null; ; ) {
      const page: KVNamespaceListResult<SegmentMetadata> = await kv.list<SegmentMetadata>({
        prefix: `${SEGMENT_PREFIX}${prefix}`,
        cursor,
      });
      for (const { name, metadata } of page.keys) {
        const newest = momentOf(name.slice(SEGMENT_PREFIX.length));
        if (newest > momentOf(position)) return keys;
        if ((positionOf(metadata?.oldest ?? "") ?? "") >= position) keys.push(name);
      }
      if (page.list_complete) break;
      cursor = page.cursor;
    }
  }
  return keys;
}
