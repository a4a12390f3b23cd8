import { hourOfPosition, idOf, PREFIX, prefixesOf } from "./key.ts";
import { fromMetadata, type Metadata } from "./metadata.ts";
import type { MeteredKv } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import { SEGMENT_PREFIX, type SegmentValue, unpackSegment } from "./segment.ts";

/** Segments read in one operation; each may have some hundred kilobytes. */
const SEGMENTS_AT_ONCE = 16;
/** Hours that more prefixes than this would cover are listed from the newest entry, if that is one of them. */
const MAX_PREFIXES = 4;

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
  for await (const keys of keysOf<Metadata>(kv, PREFIX, from, to)) {
    yield keys
      .flatMap(({ name, metadata }) => (metadata ? [fromMetadata(idOf(name), metadata)] : []))
      .filter(firstSeen);
  }
  for await (const keys of keysOf(kv, SEGMENT_PREFIX, from, to)) {
    for (let at = 0; at < keys.length; at += SEGMENTS_AT_ONCE) {
      const names = keys.slice(at, at + SEGMENTS_AT_ONCE).map(({ name }) => name);
      const values = await kv.getMany<SegmentValue>(names);
      yield [...values.values()].flatMap(unpackSegment).filter(firstSeen);
    }
  }
}

/** The keys of the hours from `from` to `to` (exclusive) below a root, newest first. */
async function* keysOf<M>(kv: MeteredKv, root: string, from: number, to: number) {
  const prefixes = prefixesOf(from, to);
  if (prefixes.length > MAX_PREFIXES) {
    const hour = ({ name }: { name: string }) => hourOfPosition(name.slice(root.length));
    for await (const keys of pages<M>(kv, root)) {
      // Newer entries than the range would all have to be read: the prefixes skip them.
      if (keys[0] && hour(keys[0]) >= to) break;
      yield keys.filter((key) => hour(key) >= from);
      if (keys.some((key) => hour(key) < from)) return;
      prefixes.length = 0;
    }
  }
  for (const prefix of prefixes) yield* pages<M>(kv, root + prefix);
}

async function* pages<M>(kv: MeteredKv, prefix: string) {
  for (let cursor: string | null = null; ; ) {
    const page: KVNamespaceListResult<M> = await kv.list<M>({ prefix, cursor });
    if (page.keys.length > 0) yield page.keys;
    if (page.list_complete) return;
    cursor = page.cursor;
  }
}
