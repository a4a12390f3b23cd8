import { merge, type Reconciliation, reconcile, type TailTrace } from "./reconcile.ts";

/**
 * Reconciliations in KV, as *metadata* of empty values: one `list` reads a thousand. Every isolate of the Tail Worker
 * writes its own keys, one per day and model, so that none overwrites another's.
 */
const PREFIX = "calibration/";
const KEPT_DAYS = 7;
const FLUSH_MS = 60_000;
const MAX_PAGES = 5;
const DAY_SECONDS = 86_400;

/**
 * Collects the reconciliations of an isolate and writes them at most once a minute. Each write contains everything, so
 * the next write makes up for a failed one. Data collected after the last write is lost with the isolate: this is a
 * sample of the predictions' error, not the ledger.
 */
export class Tally {
  #isolate: string | undefined;
  #day = "";
  #models = new Map<string, Reconciliation>();
  #dirty = new Set<string>();
  #flushedAt = Number.NEGATIVE_INFINITY;

  /** Takes the traces of one call, at `now` in milliseconds since the epoch; writes if it is time. */
  async take(traces: readonly TailTrace[], kv: KVNamespace, now: number): Promise<void> {
    const day = new Date(now).toISOString().slice(0, 10);
    if (day !== this.#day) {
      if (this.#dirty.size > 0) await this.#write(kv);
      this.#day = day;
      this.#models.clear();
    }
    for (const [model, found] of reconcile(traces)) {
      this.#models.set(model, merge(this.#models.get(model), found));
      this.#dirty.add(model);
    }
    if (this.#dirty.size === 0 || now - this.#flushedAt < FLUSH_MS) return;
    this.#flushedAt = now;
    await this.#write(kv);
  }

  async #write(kv: KVNamespace): Promise<void> {
    this.#isolate ??= crypto.randomUUID();
    for (const model of this.#dirty) {
      const key = `${PREFIX}${this.#day}/${this.#isolate}/${model}`;
      const metadata = this.#models.get(model);
      await kv.put(key, "", { metadata, expirationTtl: KEPT_DAYS * DAY_SECONDS });
      this.#dirty.delete(model);
    }
  }
}

/** The data that all isolates wrote in the last days, by model; empty if no Tail Worker is deployed. */
export async function readTallies(kv: KVNamespace): Promise<Map<string, Reconciliation>> {
  const models = new Map<string, Reconciliation>();
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const listed: KVNamespaceListResult<Reconciliation> = await kv.list<Reconciliation>({
      prefix: PREFIX,
      cursor,
    });
    for (const { name, metadata } of listed.keys) {
      const model = name.slice(name.lastIndexOf("/") + 1);
      if (metadata) models.set(model, merge(models.get(model), metadata));
    }
    if (listed.list_complete) break;
    cursor = listed.cursor;
  }
  return models;
}
