import type { TailTrace } from "../../src/tail/reconcile.ts";

/**
 * One invocation as the platform reports it to a Tail Worker: the fields of a TraceItem, of a POST to
 * `/v1/summarize` that logged `lines` and took `cpuTime` milliseconds.
 */
export const traceOf = (
  cpuTime: number,
  lines: string[],
  outcome = "ok",
): TraceItem & TailTrace => ({
  scriptName: "greengist",
  entrypoint: "default",
  outcome,
  executionModel: "stateless",
  truncated: false,
  cpuTime,
  wallTime: cpuTime + 3,
  eventTimestamp: 1_790_000_000_000,
  event: {
    request: {
      url: "https://example.com/v1/summarize",
      method: "POST",
      headers: { "content-type": "application/json" },
      cf: undefined,
      getUnredacted() {
        return this;
      },
    },
    response: { status: 200 },
  },
  logs: lines.map((line) => ({ timestamp: 1_790_000_000_001, level: "log", message: [line] })),
  exceptions: [],
  diagnosticsChannelEvents: [],
});

/** A KV namespace in memory with the metadata and the pages of the real one. */
export class ListedKv {
  entries = new Map<string, { metadata: unknown; expirationTtl?: number | undefined }>();
  writes = 0;
  failing = false;
  readonly #pageSize: number;

  constructor(pageSize = 1000) {
    this.#pageSize = pageSize;
  }

  async put(
    key: string,
    value: string,
    { metadata, expirationTtl }: { metadata?: unknown; expirationTtl?: number } = {},
  ): Promise<void> {
    this.writes += 1;
    if (this.failing) throw new Error("KV PUT failed: 429");
    if (value !== "") throw new Error("a value where only metadata is read");
    const json = JSON.stringify(metadata);
    if (new TextEncoder().encode(json).byteLength > 1024) throw new Error("KV PUT failed: 413");
    this.entries.set(key, { metadata: JSON.parse(json), expirationTtl });
  }

  async list({ prefix, cursor }: { prefix: string; cursor: string | null }) {
    const names = [...this.entries.keys()].filter((name) => name.startsWith(prefix)).sort();
    const start = Number(cursor ?? 0);
    const end = start + this.#pageSize;
    const keys = names
      .slice(start, end)
      .map((name) => ({ name, metadata: this.entries.get(name)?.metadata }));
    return end >= names.length
      ? { keys, list_complete: true, cacheStatus: null }
      : { keys, list_complete: false, cursor: String(end), cacheStatus: null };
  }

  asNamespace(): KVNamespace {
    return this as unknown as KVNamespace;
  }
}
