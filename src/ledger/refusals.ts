/** Number of refused requests by the type of their problem. */
export type Refusals = Readonly<Record<string, number>>;

/** A store of these numbers that outlives isolates. */
export interface RefusalCounter {
  addRefusals(more: Refusals): Promise<void>;
  /** The sums since the beginning. */
  refusals(): Promise<Refusals>;
}

/** The name of the Durable Object that counts the refusals of all isolates. */
export const REFUSALS_NAME = "refusals";

/** The sums in the database of that object. */
export class RefusalTable {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(
      "CREATE TABLE IF NOT EXISTS refusals (type TEXT PRIMARY KEY, requests INTEGER NOT NULL) WITHOUT ROWID",
    );
  }

  add(more: Refusals): void {
    for (const [type, requests] of Object.entries(more)) {
      this.#sql.exec(
        "INSERT INTO refusals VALUES (?, ?) ON CONFLICT DO UPDATE SET requests = requests + excluded.requests",
        type,
        requests,
      );
    }
  }

  sums(): Refusals {
    const rows = this.#sql.exec<{ type: string; requests: number }>("SELECT * FROM refusals");
    return Object.fromEntries(rows.toArray().map(({ type, requests }) => [type, requests]));
  }
}
