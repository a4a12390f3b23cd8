import type { JobStorage } from "./job.ts";

/** Bytes are stored unchanged, all other values as JSON. */
interface StoredRow extends Record<string, SqlStorageValue> {
  value: ArrayBuffer | string;
}

/** A job's storage as a table in its object's database, where everything stored can be inspected. */
export function sqlStorage(storage: DurableObjectStorage): JobStorage {
  const { sql } = storage;
  const ready = () =>
    sql.exec("CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID");
  return {
    async get<T>(key: string) {
      ready();
      const [row] = sql.exec<StoredRow>("SELECT value FROM kept WHERE key = ?", key).toArray();
      if (row === undefined) return undefined;
      return (
        typeof row.value === "string" ? JSON.parse(row.value) : new Uint8Array(row.value)
      ) as T;
    },
    async put(entries) {
      ready();
      storage.transactionSync(() => {
        for (const [key, value] of Object.entries(entries))
          sql.exec(
            "INSERT OR REPLACE INTO kept VALUES (?, ?)",
            key,
            value instanceof Uint8Array ? value : JSON.stringify(value),
          );
      });
    },
    async delete(keys) {
      ready();
      for (const key of keys) sql.exec("DELETE FROM kept WHERE key = ?", key);
      return keys.length;
    },
    deleteAll: () => storage.deleteAll(),
    setAlarm: (ms) => storage.setAlarm(ms),
  };
}
