import { DatabaseSync, type StatementSync } from "node:sqlite";

/** KV's own limits, applied here so that whatever works on a host also works on Workers. */
const MAX_LIST = 1_000;
const MAX_BULK = 100;
const MAX_METADATA_BYTES = 1_024;

interface KvRow {
  key: string;
  value: Uint8Array;
  metadata: string | null;
}

/**
 * A KV namespace in a table of an SQLite file, with the methods that greengist uses. It is stricter than Workers KV
 * where possible: a write is on disk when `put` returns, and all later reads see it.
 */
export class FileKv {
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  readonly #delete: StatementSync;
  readonly #list: StatementSync;
  readonly #now: () => number;

  /** `name` comes from the code, never from a caller. */
  constructor(database: DatabaseSync, name: string, now: () => number = Date.now) {
    database.exec(
      `CREATE TABLE IF NOT EXISTS ${name} (
         key TEXT PRIMARY KEY, value BLOB NOT NULL, metadata TEXT, expiration INTEGER
       ) WITHOUT ROWID`,
    );
    const isAlive = "(expiration IS NULL OR expiration > ?)";
    this.#read = database.prepare(`SELECT * FROM ${name} WHERE key = ? AND ${isAlive}`);
    this.#write = database.prepare(`INSERT OR REPLACE INTO ${name} VALUES (?, ?, ?, ?)`);
    this.#delete = database.prepare(`DELETE FROM ${name} WHERE key = ?`);
    this.#list = database.prepare(
      `SELECT key, metadata, expiration FROM ${name}
       WHERE key > ? AND key >= ? AND key < ? AND ${isAlive} ORDER BY key LIMIT ?`,
    );
    database.prepare(`DELETE FROM ${name} WHERE NOT ${isAlive}`).run(now() / 1000);
    this.#now = now;
  }

  async get(key: string | string[], options?: Type | { type?: Type }): Promise<unknown> {
    if (typeof key === "string") return this.#valueOf(key, typeOf(options));
    if (key.length > MAX_BULK) throw new RangeError(`more than ${MAX_BULK} keys`);
    return new Map(key.map((one) => [one, this.#valueOf(one, typeOf(options))]));
  }

  async getWithMetadata(key: string, options?: Type | { type?: Type }) {
    const row = this.#row(key);
    return {
      value: decode(row, typeOf(options)),
      metadata: row?.metadata ? JSON.parse(row.metadata) : null,
      cacheStatus: null,
    };
  }

  async put(
    key: string,
    value: string | ArrayBuffer | ArrayBufferView,
    { metadata, expiration, expirationTtl }: KVNamespacePutOptions = {},
  ): Promise<void> {
    const described = metadata == null ? null : JSON.stringify(metadata);
    if (described && Buffer.byteLength(described) > MAX_METADATA_BYTES) {
      throw new RangeError(`metadata of more than ${MAX_METADATA_BYTES} bytes`);
    }
    const ends = expiration ?? (expirationTtl && this.#now() / 1000 + expirationTtl) ?? null;
    this.#write.run(key, bytesOf(value), described, ends && Math.ceil(ends));
  }

  async delete(key: string): Promise<void> {
    this.#delete.run(key);
  }

  /** In order of UTF-8 bytes, like KV; the cursor is the last key. */
  async list({ prefix, limit, cursor }: KVNamespaceListOptions = {}) {
    const start = prefix ?? "";
    const most = Math.min(limit ?? MAX_LIST, MAX_LIST);
    const found = this.#list.all(
      cursor ? fromCursor(cursor) : "",
      start,
      `${start}\u{10ffff}`,
      this.#now() / 1000,
      most + 1,
    ) as unknown as (KvRow & { expiration: number | null })[];
    const keys = found.slice(0, most).map(({ key, metadata, expiration }) => ({
      name: key,
      ...(expiration !== null && { expiration }),
      ...(metadata !== null && { metadata: JSON.parse(metadata) }),
    }));
    return found.length > most
      ? { keys, list_complete: false, cursor: btoa(keys.at(-1)?.name ?? ""), cacheStatus: null }
      : { keys, list_complete: true, cacheStatus: null };
  }

  #valueOf(key: string, type: Type): unknown {
    return decode(this.#row(key), type);
  }

  #row(key: string): KvRow | undefined {
    return this.#read.get(key, this.#now() / 1000) as unknown as KvRow | undefined;
  }
}

type Type = "text" | "json" | "arrayBuffer" | "stream";

const typeOf = (options: Type | { type?: Type } | undefined): Type =>
  (typeof options === "string" ? options : options?.type) ?? "text";

const bytesOf = (value: string | ArrayBuffer | ArrayBufferView): Uint8Array => {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
};

function decode(row: KvRow | undefined, type: Type): unknown {
  if (!row) return null;
  if (type === "stream") return new Blob([new Uint8Array(row.value)]).stream();
  if (type === "arrayBuffer") return new Uint8Array(row.value).buffer;
  const text = new TextDecoder().decode(row.value);
  return type === "json" ? JSON.parse(text) : text;
}

function fromCursor(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    throw new RangeError("Invalid cursor");
  }
}

/** Opens the file, or an in-memory database for ":memory:". */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
  return database;
}
