import { hourOf, newId, timeOf } from "./key.ts";
import { expirationOf, type Log } from "./log.ts";
import type { Receipt } from "./receipt.ts";
import { packSegment } from "./segment.ts";
import { markIfLate } from "./stale.ts";

/** A segment of this number of receipts has some hundred kilobytes. */
export const MAX_SEGMENT_RECEIPTS = 500;

/** Pause before the next attempt after a failure of KV. */
const MIN_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

interface JournalRow extends Record<string, SqlStorageValue> {
  id: string;
  receipt: string;
}

/**
 * The journal of one Durable Object: receipts that KV does not hold yet, in SQLite. A receipt is on disk before `add`
 * is answered, because the platform holds every answer back until earlier writes are safe. An alarm takes receipts out
 * as segments. The segment's name is on disk before it is written to KV, and its receipts leave the journal only once
 * KV has it. So an object that dies anywhere in between writes the same segment again, under the same key.
 */
export class Journal {
  readonly #storage: DurableObjectStorage;
  readonly #log: Log;
  readonly #flushMs: number;
  #alarmAt = Number.POSITIVE_INFINITY;
  #failures = 0;
  #waiting: number;

  constructor(storage: DurableObjectStorage, log: Log, flushMs: number) {
    this.#storage = storage;
    this.#log = log;
    this.#flushMs = flushMs;
    storage.sql.exec(
      `CREATE TABLE IF NOT EXISTS receipts (
         id TEXT PRIMARY KEY, hour INTEGER NOT NULL, receipt TEXT NOT NULL, segment TEXT
       ) WITHOUT ROWID;
       CREATE INDEX IF NOT EXISTS by_segment ON receipts (segment, hour);`,
    );
    this.#waiting = storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM receipts").one().n;
    // An alarm may have been lost with the machine; an extra one does no harm.
    if (this.#waiting > 0) this.#wake(flushMs);
  }

  /** Stores receipts. A receipt that is already stored is not changed. */
  add(receipts: readonly Receipt[]): void {
    for (const receipt of receipts) {
      const { rowsWritten } = this.#storage.sql.exec(
        "INSERT OR IGNORE INTO receipts (id, hour, receipt) VALUES (?, ?, ?)",
        receipt.id,
        hourOf(timeOf(receipt.id) ?? 0),
        JSON.stringify(receipt),
      );
      if (rowsWritten > 0) this.#waiting++;
    }
    this.#wake(this.#waiting >= MAX_SEGMENT_RECEIPTS ? 0 : this.#flushMs);
  }

  /**
   * Writes to KV the receipts that wait when the alarm calls it. Receipts added in the meantime wait for the next
   * alarm, to avoid small segments. While KV is down, all receipts stay and are tried again.
   */
  async flush(): Promise<void> {
    this.#alarmAt = Number.POSITIVE_INFINITY;
    try {
      for (let left = this.#waiting; left > 0; ) {
        const name = this.#segment();
        await this.#storage.sync();
        const written = await this.#write(name);
        this.#failures = 0;
        this.#waiting -= written;
        left -= written;
      }
    } catch (error) {
      this.#failures++;
      console.error(JSON.stringify({ event: "segment-not-written", error: String(error) }));
      this.#wake(Math.min(MIN_RETRY_MS * 2 ** (this.#failures - 1), MAX_RETRY_MS));
    }
  }

  /** The name of a segment to write: an unfinished one, otherwise one for the hour that has waited longest. */
  #segment(): string {
    const { sql } = this.#storage;
    const begun = sql.exec<{ segment: string }>(
      "SELECT segment FROM receipts WHERE segment IS NOT NULL LIMIT 1",
    );
    for (const { segment } of begun) return segment;
    const name = newId(Date.now());
    sql.exec(
      `UPDATE receipts SET segment = ? WHERE id IN (
         SELECT id FROM receipts WHERE segment IS NULL AND hour = (
           SELECT min(hour) FROM receipts WHERE segment IS NULL
         ) LIMIT ?
       )`,
      name,
      MAX_SEGMENT_RECEIPTS,
    );
    return name;
  }

  /** Writes a segment to KV, deletes its receipts from the journal, and returns their number. */
  async #write(name: string): Promise<number> {
    const rows = this.#storage.sql
      .exec<JournalRow>("SELECT id, receipt FROM receipts WHERE segment = ?", name)
      .toArray();
    const receipts = rows.map(({ receipt }) => JSON.parse(receipt) as Receipt);
    const { key, value, metadata } = packSegment(name, receipts);
    const { kv, retentionMs } = this.#log;
    const newest = receipts.reduce((one, other) => (one.at > other.at ? one : other));
    await markIfLate(kv, newest.id, Date.now());
    await kv.put(key, value, { metadata, expiration: expirationOf(newest.at, retentionMs) });
    this.#storage.sql.exec("DELETE FROM receipts WHERE segment = ?", name);
    return receipts.length;
  }

  /** Sets the alarm unless an earlier one is set. */
  #wake(inMs: number): void {
    const at = Date.now() + inMs;
    if (at >= this.#alarmAt) return;
    this.#alarmAt = at;
    void this.#storage.setAlarm(at);
  }
}
