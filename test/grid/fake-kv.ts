import type { SnapshotKv } from "../../src/grid/store.ts";

/** A KV namespace in memory that counts its calls and fails on request. */
export class FakeKv implements SnapshotKv {
  values = new Map<string, string>();
  reads = 0;
  writes = 0;
  failing = false;

  async get(key: string): Promise<string | null> {
    this.reads += 1;
    if (this.failing) throw new Error("KV GET failed: 500");
    return this.values.get(key) ?? null;
  }

  async put(key: string, value: string): Promise<void> {
    this.writes += 1;
    if (this.failing) throw new Error("KV PUT failed: 429");
    this.values.set(key, value);
  }
}
