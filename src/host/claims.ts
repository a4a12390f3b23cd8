import type { DatabaseSync } from "node:sqlite";
import {
  begunOf,
  type Kept,
  REMEMBERED_MS,
  type StoredClaim,
} from "../api/guard/idempotency/claim.ts";
import type { ClaimHolder } from "../api/guard/idempotency/once.ts";

/** All idempotency keys of a host, in one table. On Workers, each key has its own Durable Object. */
export class FileClaims {
  readonly #database: DatabaseSync;
  readonly #now: () => number;

  constructor(database: DatabaseSync, now: () => number = Date.now) {
    this.#database = database;
    this.#now = now;
    database.exec(
      `CREATE TABLE IF NOT EXISTS claims (
         name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, since_ms INTEGER NOT NULL, kept TEXT
       ) WITHOUT ROWID`,
    );
  }

  /** The holder of the claim of that name, with the interface of a Durable Objects binding. */
  getByName(name: string): ClaimHolder {
    const database = this.#database;
    const forget = () => void database.prepare("DELETE FROM claims WHERE name = ?").run(name);
    return {
      begin: async (fingerprint) => {
        const now = this.#now();
        database.prepare("DELETE FROM claims WHERE since_ms <= ?").run(now - REMEMBERED_MS);
        const stored = database.prepare("SELECT * FROM claims WHERE name = ?").get(name);
        const begun = begunOf(stored as unknown as StoredClaim | undefined, fingerprint, now);
        if (begun.state === "new") {
          database
            .prepare("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, NULL)")
            .run(name, fingerprint, now);
        }
        return begun;
      },
      finish: async (kept: Kept) => {
        database
          .prepare("UPDATE claims SET kept = ? WHERE name = ?")
          .run(JSON.stringify(kept), name);
      },
      forget: async () => forget(),
    };
  }
}
