import { hourOfPosition, idOf, PREFIX, prefixesOf } from "./key.ts";
import { fromMetadata, type Metadata } from "./metadata.ts";
import type { MeteredKv } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import {
  SEGMENT_PREFIX,
  type SegmentMetadata,
  type SegmentValue,
  unpackSegment,
} from "./segment.ts";

/** Bounds of the segments that are read in one operation: 500 receipts may have some hundred kilobytes. */
const MAX_RECEIPTS_AT_ONCE = 8_000;
const MAX_SEGMENTS_AT_ONCE = 100;

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
  const sources = [ahead(singlesOf(kv, from, to)), ahead(segmentedOf(kv, from, to))];
  for (const source of sources) {
    for await (const receipts of source) yield receipts.filter(firstSeen);
  }
}

/** The values of a source, which works on the next one while a value is used, and begins at once. */
function ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  const nextOf = () => {
    const next = source.next();
    next.catch(() => {}); // A failure is that of whoever awaits it below; without a reader it is nobody's.
    return next;
  };
  let next = nextOf();
  return (async function* () {
    for (let found = await next; !found.done; found = await next) {
      next = nextOf();
      yield found.value;
    }
  })();
}

async function* singlesOf(kv: MeteredKv, from: number, to: number): AsyncGenerator<Receipt[]> {
  for await (const keys of keysOf<Metadata>(kv, PREFIX, from, to)) {
    yield keys.flatMap(({ name, metadata }) =>
      metadata ? [fromMetadata(idOf(name), metadata)] : [],
    );
  }
}

async function* segmentedOf(kv: MeteredKv, from: number, to: number): AsyncGenerator<Receipt[]> {
  for await (const keys of keysOf<SegmentMetadata>(kv, SEGMENT_PREFIX, from, to)) {
    for (const names of batches(keys)) {
      const values = await kv.getMany<SegmentValue>(names);
      yield [...values.values()].flatMap(unpackSegment);
    }
  }
}

/** Names of segments that are read together: many small ones, or few that are full. */
function batches(keys: KVNamespaceListResult<SegmentMetadata>["keys"]): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const { name, metadata } of keys) {
    room -= metadata?.count ?? MAX_RECEIPTS_AT_ONCE;
    const last = all.at(-1);
    if (last && room >= 0 && last.length < MAX_SEGMENTS_AT_ONCE) last.push(name);
    else {
      all.push([name]);
      room = MAX_RECEIPTS_AT_ONCE - (metadata?.count ?? MAX_RECEIPTS_AT_ONCE);
    }
  }
  return all;
}

/** The keys of the hours from `from` to `to` (exclusive) below a root, newest first. */
async function* keysOf<M>(kv: MeteredKv, root: string, from: number, to: number) {
  const prefixes = prefixesOf(from, to);
  // Several prefixes are one list if nothing is newer than the range, as it is when its end is the present.
  if (prefixes.length > 1) {
    const hour = ({ name }: { name: string }) => hourOfPosition(name.slice(root.length));
    let isNewest = true;
    for await (const keys of pages<M>(kv, root)) {
      isNewest = !keys[0] || hour(keys[0]) < to;
      if (!isNewest) break;
      yield keys.filter((key) => hour(key) >= from);
      if (keys.some((key) => hour(key) < from)) return;
    }
    if (isNewest) return;
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
