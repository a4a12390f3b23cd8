import type { DatabaseSync } from "node:sqlite";
import type { RefusalCounter, Refusals } from "../ledger/refusals.ts";

/** The refusals of a host, in a table. On Workers, a Durable Object has it. */
export class FileRefusals implements RefusalCounter {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      "CREATE TABLE IF NOT EXISTS refusals (type TEXT PRIMARY KEY, requests INTEGER NOT NULL) WITHOUT ROWID",
    );
  }

  /** With the interface of a Durable Objects binding; there is one counter, whatever its name. */
  getByName(): RefusalCounter {
    return this;
  }

  async addRefusals(more: Refusals): Promise<void> {
    const add = this.#database.prepare(
      "INSERT INTO refusals VALUES (?, ?) ON CONFLICT DO UPDATE SET requests = requests + excluded.requests",
    );
    for (const [type, requests] of Object.entries(more)) add.run(type, requests);
  }

  async refusals(): Promise<Refusals> {
    const rows = this.#database.prepare("SELECT type, requests FROM refusals").all();
    return Object.fromEntries(rows.map(({ type, requests }) => [type, requests]));
  }
}
