import { RefusedError } from "../contract/refused.ts";
import { HOUR_MS, positionBefore } from "./key.ts";
import { MeteredKv, OperationsSpentError } from "./metered.ts";
import type { Receipt } from "./receipt.ts";
import { FROM_THE_START, newestFirst, type Resume } from "./stream.ts";

/** Maximum number of KV operations per page. A filter with few matches then gives a short page. */
const MAX_OPERATIONS = 50;

/** Exact matches; an omitted filter matches everything. */
export interface Filter {
  region?: string | undefined;
  /** Location where the request arrived. */
  colo?: string | undefined;
  zone?: string | undefined;
  weight?: Receipt["weight"] | undefined;
  ran?: Receipt["ran"] | undefined;
  model?: string | undefined;
  /** Arrival time of the request in milliseconds since the epoch: from `fromMs` (inclusive) to `toMs` (exclusive). */
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

export interface ReceiptPage {
  receipts: Receipt[];
  /** Null if there is nothing older; otherwise the cursor of the next page, which may be empty. */
  cursor: string | null;
}

/** A cursor that this endpoint did not issue. */
export class InvalidPageError extends RefusedError {
  constructor() {
    super("invalid-page", "cursor was not issued by this endpoint.", { field: "cursor" });
  }
}

interface PagePosition {
  /** Position of the last receipt that was read. */
  after: string;
  resume: Resume;
}

/**
 * One page of receipts, newest first, without duplicates. A page is short if the filter has few matches and the read
 * limit is reached; only a null cursor means the end.
 * @throws InvalidPageError
 */
export async function page(
  kv: KVNamespace,
  {
    cursor,
    limit = 100,
    filter = {},
  }: { cursor?: string | undefined; limit?: number; filter?: Filter },
): Promise<ReceiptPage> {
  const { fromMs, toMs, ...exact } = filter;
  const after = toMs === undefined ? "" : positionBefore(toMs);
  const start = cursor === undefined ? { after, resume: FROM_THE_START } : decode(cursor);
  const isFiltered = [toMs, ...Object.values(exact)].some((wanted) => wanted !== undefined);
  const metered = new MeteredKv(kv, MAX_OPERATIONS);
  const receipts: Receipt[] = [];
  let place: PagePosition = start;
  try {
    // One more than requested, to find out whether there is another page.
    const pageSize = isFiltered ? 1000 : Math.min(limit + 1, 1000);
    for await (const found of newestFirst(metered, { ...start, pageSize })) {
      if (found.position === place.after) continue;
      if (receipts.length === limit) return { receipts, cursor: encode(place) };
      // Receipts of one hour may be out of order, but those of an earlier hour are all older.
      if (Date.parse(found.receipt.at) < (fromMs ?? 0) - HOUR_MS) break;
      if (matches(found.receipt, filter)) receipts.push(found.receipt);
      place = { after: found.position, resume: found.resume };
    }
  } catch (error) {
    if (error instanceof OperationsSpentError) return { receipts, cursor: encode(place) };
    // KV reports an unknown cursor only through its message.
    if (cursor !== undefined && /cursor/i.test(String(error))) throw new InvalidPageError();
    throw error;
  }
  return { receipts, cursor: null };
}

const matches = (receipt: Receipt, filter: Filter): boolean =>
  (filter.region === undefined || (receipt.region ?? "edge") === filter.region) &&
  (filter.colo === undefined || receipt.colo === filter.colo) &&
  (filter.zone === undefined || receipt.grid.zone === filter.zone) &&
  (filter.weight === undefined || receipt.weight === filter.weight) &&
  (filter.ran === undefined || receipt.ran === filter.ran) &&
  (filter.model === undefined || receipt.model === filter.model) &&
  Date.parse(receipt.at) >= (filter.fromMs ?? 0) &&
  Date.parse(receipt.at) < (filter.toMs ?? Number.POSITIVE_INFINITY);

const encode = ({ after, resume }: PagePosition): string =>
  btoa(JSON.stringify([after, resume.singles, resume.segments]));

function decode(cursor: string): PagePosition {
  try {
    const [after, singles, segments] = JSON.parse(atob(cursor)) as unknown[];
    const isCursor = (part: unknown) => part === null || typeof part === "string";
    if (typeof after === "string" && isCursor(singles) && isCursor(segments)) {
      return { after, resume: { singles, segments } as Resume };
    }
  } catch {
    // Falls through: the cursor is not one of ours.
  }
  throw new InvalidPageError();
}
