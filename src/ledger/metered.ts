/** Thrown before the limit of KV operations is exceeded: a Worker may do 1,000 per invocation. */
export class OperationsSpentError extends Error {
  constructor(limit: number) {
    super(`more than ${limit} KV operations`);
    this.name = "OperationsSpentError";
  }
}

/** Maximum number of keys per bulk read. */
const MAX_BULK_KEYS = 100;

/** A KV namespace whose operations are counted. A bulk read is one. */
export class MeteredKv {
  operations = 0;
  readonly #kv: KVNamespace;
  readonly #limit: number;

  /** @throws OperationsSpentError instead of doing more than `limit` operations */
  constructor(kv: KVNamespace, limit = 900) {
    this.#kv = kv;
    this.#limit = limit;
  }

  list<Metadata>(options: KVNamespaceListOptions): Promise<KVNamespaceListResult<Metadata>> {
    this.#spend();
    return this.#kv.list<Metadata>(options);
  }

  getWithMetadata<Metadata>(key: string) {
    this.#spend();
    return this.#kv.getWithMetadata<Metadata>(key, { type: "stream" });
  }

  get<Value>(key: string): Promise<Value | null> {
    this.#spend();
    return this.#kv.get<Value>(key, "json");
  }

  /** The existing values, read `atOnce` keys per operation; their total size must stay below 25 MB. */
  async getMany<Value>(
    keys: readonly string[],
    atOnce = MAX_BULK_KEYS,
  ): Promise<Map<string, Value>> {
    const found = new Map<string, Value>();
    for (let at = 0; at < keys.length; at += atOnce) {
      this.#spend();
      const values = await this.#kv.get<Value>(keys.slice(at, at + atOnce), "json");
      for (const [key, value] of values) if (value !== null) found.set(key, value);
    }
    return found;
  }

  put(key: string, value: string, options?: KVNamespacePutOptions): Promise<void> {
    this.#spend();
    return this.#kv.put(key, value, options);
  }

  delete(key: string): Promise<void> {
    this.#spend();
    return this.#kv.delete(key);
  }

  #spend(): void {
    if (this.operations >= this.#limit) throw new OperationsSpentError(this.#limit);
    this.operations++;
  }
}
