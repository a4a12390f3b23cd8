import { idOf, PREFIX, prefixesOf } from "./key.ts";
import { fromMetadata, type Metadata } from "./metadata.ts";
import type { MeteredKv } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import { SEGMENT_PREFIX, type SegmentValue, unpackSegment } from "./segment.ts";

/** Segments read in one operation; each may have some hundred kilobytes. */
const SEGMENTS_AT_ONCE = 16;

/**
 * All receipts of the hours from `from` to `to` (exclusive), without duplicates, some hundreds at a time.
 * @throws OperationsSpentError from `kv`
 */
export async function* readHours(
  kv: MeteredKv,
  from: number,
  to: number,
): AsyncGenerator<Receipt[]> {
  const seen = new Set<string>();
  const firstSeen = ({ id }: Receipt) => !seen.has(id) && seen.add(id);
  for (const prefix of prefixesOf(from, to)) {
    for await (const keys of pages<Metadata>(kv, `${PREFIX}${prefix}`)) {
      yield keys
        .flatMap(({ name, metadata }) => (metadata ? [fromMetadata(idOf(name), metadata)] : []))
        .filter(firstSeen);
    }
    for await (const keys of pages(kv, `${SEGMENT_PREFIX}${prefix}`)) {
      for (let at = 0; at < keys.length; at += SEGMENTS_AT_ONCE) {
        const names = keys.slice(at, at + SEGMENTS_AT_ONCE).map(({ name }) => name);
        const values = await kv.getMany<SegmentValue>(names);
        yield [...values.values()].flatMap(unpackSegment).filter(firstSeen);
      }
    }
  }
}

async function* pages<M>(kv: MeteredKv, prefix: string) {
  for (let cursor: string | null = null; ; ) {
    const page: KVNamespaceListResult<M> = await kv.list<M>({ prefix, cursor });
    if (page.keys.length > 0) yield page.keys;
    if (page.list_complete) return;
    cursor = page.cursor;
  }
}
