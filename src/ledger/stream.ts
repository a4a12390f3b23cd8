import { idOf, PREFIX, positionOf } from "./key.ts";
import { fromMetadata, type Metadata } from "./metadata.ts";
import type { MeteredKv } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import {
  momentOf,
  SEGMENT_PREFIX,
  type SegmentMetadata,
  type SegmentValue,
  unpackSegment,
} from "./segment.ts";

/** KV cursors of the list pages where a reader is; null is the first page. */
export interface Resume {
  singles: string | null;
  segments: string | null;
}

export const FROM_THE_START: Resume = { singles: null, segments: null };

/** A receipt, its position, and the point to resume from so that no older receipt is left out. */
export interface StoredReceipt {
  receipt: Receipt;
  position: string;
  resume: Resume;
}

type StreamEntry = Omit<StoredReceipt, "resume"> & { cursor: string | null };

interface ListedSegment {
  name: string;
  metadata: SegmentMetadata;
  cursor: string | null;
}

/** Maximum number of segments that are read at once: each may have some hundred kilobytes. */
const MAX_SEGMENTS_AT_ONCE = 16;

/**
 * All receipts older than the position `after`, newest first, whether stored singly or in segments. A receipt that was
 * stored twice is returned twice in a row. `pageSize` is the number of single receipts that KV lists at once.
 */
export async function* newestFirst(
  kv: MeteredKv,
  { after = "", resume = FROM_THE_START, pageSize = 1000 },
): AsyncGenerator<StoredReceipt> {
  const sources = [singles(kv, resume.singles, pageSize), segments(kv, resume.segments, after)];
  const heads = await Promise.all(sources.map(next));
  const at = { ...resume };
  for (;;) {
    const [single, segmented] = heads;
    if (single) at.singles = single.cursor;
    if (segmented) at.segments = segmented.cursor;
    const index = !segmented || (single && single.position <= segmented.position) ? 0 : 1;
    const head = heads[index];
    const source = sources[index];
    if (!head || !source) return;
    const { receipt, position } = head;
    if (position > after) yield { receipt, position, resume: { ...at } };
    heads[index] = await next(source);
  }
}

const next = async (source: AsyncGenerator<StreamEntry>): Promise<StreamEntry | null> => {
  const { value, done } = await source.next();
  return done ? null : value;
};

async function* singles(
  kv: MeteredKv,
  from: string | null,
  limit: number,
): AsyncGenerator<StreamEntry> {
  for await (const { name, metadata, cursor } of listed<Metadata>(kv, PREFIX, from, limit)) {
    const receipt = fromMetadata(idOf(name), metadata);
    yield { receipt, position: name.slice(PREFIX.length), cursor };
  }
}

/** Segments overlap, so all segments that may hold a newer receipt are open before a receipt is returned. */
async function* segments(
  kv: MeteredKv,
  from: string | null,
  after: string,
): AsyncGenerator<StreamEntry> {
  const open: StreamEntry[][] = [];
  const closed = peekable(unread(kv, from, after));
  let atOnce = 1;
  for (;;) {
    const best = newestOf(open);
    const waiting = await closed.peek();
    if (waiting && (!best || momentOf(waiting.name) <= momentOf(best.position))) {
      open.push(...(await openNext(kv, closed, atOnce)));
      atOnce = Math.min(2 * atOnce, MAX_SEGMENTS_AT_ONCE);
      continue;
    }
    if (!best) return;
    // Segments are listed in order, so the first open one is on the earliest page in use.
    const cursor = open.find((entries) => entries.length > 0)?.[0]?.cursor ?? null;
    yield { ...best, cursor };
    open.find((entries) => entries[0] === best)?.shift();
  }
}

async function openNext(
  kv: MeteredKv,
  closed: Peekable<ListedSegment>,
  count: number,
): Promise<StreamEntry[][]> {
  const taken: ListedSegment[] = [];
  while (taken.length < count) {
    const one = await closed.take();
    if (!one) break;
    taken.push(one);
  }
  const keys = taken.map(({ name }) => `${SEGMENT_PREFIX}${name}`);
  const values = await kv.getMany<SegmentValue>(keys);
  return taken.map(({ name, cursor }) =>
    unpackSegment(values.get(`${SEGMENT_PREFIX}${name}`) ?? []).map((receipt) => ({
      receipt,
      position: positionOf(receipt.id) ?? "",
      cursor,
    })),
  );
}

/** Segments with receipts after position `after`; names without the prefix. */
async function* unread(
  kv: MeteredKv,
  from: string | null,
  after: string,
): AsyncGenerator<ListedSegment> {
  for await (const entry of listed<SegmentMetadata>(kv, SEGMENT_PREFIX, from, 1000)) {
    if ((positionOf(entry.metadata.oldest) ?? "") <= after) continue;
    yield { ...entry, name: entry.name.slice(SEGMENT_PREFIX.length) };
  }
}

/** Every key of a prefix that has metadata, each with the cursor of its page. */
async function* listed<M>(
  kv: MeteredKv,
  prefix: string,
  from: string | null,
  limit: number,
): AsyncGenerator<{ name: string; metadata: M; cursor: string | null }> {
  for (let cursor = from; ; ) {
    const page = await kv.list<M>({ prefix, limit, cursor });
    for (const { name, metadata } of page.keys) if (metadata) yield { name, metadata, cursor };
    if (page.list_complete) return;
    cursor = page.cursor;
  }
}

const newestOf = (open: StreamEntry[][]): StreamEntry | undefined =>
  open.reduce<StreamEntry | undefined>((best, [head]) => {
    if (!head) return best;
    return !best || head.position < best.position ? head : best;
  }, undefined);

interface Peekable<T> {
  peek(): Promise<T | null>;
  take(): Promise<T | null>;
}

function peekable<T>(source: AsyncGenerator<T>): Peekable<T> {
  let head: Promise<T | null> | undefined;
  const peek = () => {
    head ??= source.next().then(({ value, done }) => (done ? null : value));
    return head;
  };
  return {
    peek,
    take() {
      const taken = peek();
      head = undefined;
      return taken;
    },
  };
}
