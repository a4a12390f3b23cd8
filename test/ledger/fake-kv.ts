interface Entry {
  value: string;
  metadata: unknown;
  expiration: number | undefined;
}

/** Workers KV in memory, with the features that the ledger uses; test/http uses the real one. */
export class FakeKv {
  readonly entries = new Map<string, Entry>();
  operations = 0;
  puts: string[] = [];
  /** Called before each operation; throws to make it fail. */
  fault: (operation: string, key: string) => void = () => {};

  async put(
    key: string,
    value: string,
    { metadata = null, expiration }: { metadata?: unknown; expiration?: number } = {},
  ): Promise<void> {
    this.#begin("put", key);
    if (JSON.stringify(metadata).length > 1024) throw new Error("metadata over 1,024 bytes");
    if (expiration !== undefined && expiration < Date.now() / 1000 + 60) {
      throw new Error("expiration must be at least 60 seconds in the future");
    }
    this.puts.push(key);
    this.entries.set(key, { value, metadata: structuredClone(metadata), expiration });
  }

  async get(key: string | string[], as: string | { type: string }): Promise<unknown> {
    this.#begin("get", String(key));
    const type = typeof as === "string" ? as : as.type;
    const read = (one: string) => {
      const value = this.entries.get(one)?.value;
      return value === undefined ? null : type === "json" ? JSON.parse(value) : value;
    };
    if (typeof key === "string") return read(key);
    if (key.length > 100) throw new Error("more than 100 keys");
    return new Map(key.map((one) => [one, read(one)]));
  }

  async getWithMetadata(key: string): Promise<unknown> {
    this.#begin("get", key);
    const entry = this.entries.get(key);
    return { value: entry?.value ?? null, metadata: entry?.metadata ?? null };
  }

  async delete(key: string): Promise<void> {
    this.#begin("delete", key);
    this.entries.delete(key);
  }

  async list({ prefix = "", limit = 1000, cursor = null as string | null }): Promise<unknown> {
    this.#begin("list", prefix);
    if (limit > 1000) throw new Error("limit over 1,000");
    if (cursor !== null && !cursor.startsWith("after:")) throw new Error("Invalid cursor");
    const after = cursor === null ? "" : cursor.slice("after:".length);
    const rest = this.#sorted().filter((name) => name.startsWith(prefix) && name > after);
    const page = rest.slice(0, limit);
    const keys = page.map((name) => ({ name, metadata: this.entries.get(name)?.metadata }));
    return rest.length > limit
      ? { keys, list_complete: false, cursor: `after:${page.at(-1)}` }
      : { keys, list_complete: true };
  }

  #names: string[] = [];

  #sorted(): string[] {
    const { size } = this.entries;
    const isSame =
      this.#names.length === size && this.#names.every((name) => this.entries.has(name));
    if (!isSame) this.#names = [...this.entries.keys()].sort();
    return this.#names;
  }

  #begin(operation: string, key: string): void {
    this.operations++;
    this.fault(operation, key);
  }
}

export const asKv = (fake: FakeKv): KVNamespace => fake as unknown as KVNamespace;
