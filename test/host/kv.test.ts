import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FileKv, openDatabase } from "../../src/host/kv.ts";

const inMemory = (now?: () => number) => new FileKv(openDatabase(":memory:"), "things", now);

describe("a KV namespace in a file", () => {
  it("gives back what it was given, in each form", async () => {
    const kv = inMemory();
    await kv.put("key", '{"a":1}', { metadata: { b: 2 } });
    expect(await kv.get("key")).toBe('{"a":1}');
    expect(await kv.get("key", "json")).toEqual({ a: 1 });
    expect(await kv.get("key", { type: "json" })).toEqual({ a: 1 });
    expect(await kv.get("other", "json")).toBeNull();
    expect(await kv.get(["key", "other"], "json")).toEqual(
      new Map([
        ["key", { a: 1 }],
        ["other", null],
      ]),
    );
    const found = await kv.getWithMetadata("key", { type: "stream" });
    expect(await new Response(found.value as ReadableStream).text()).toBe('{"a":1}');
    expect(found.metadata).toEqual({ b: 2 });
    await kv.put("bytes", Uint8Array.of(1, 2, 3));
    expect(new Uint8Array((await kv.get("bytes", "arrayBuffer")) as ArrayBuffer)).toEqual(
      Uint8Array.of(1, 2, 3),
    );
    await kv.put("key", "new");
    expect(await kv.getWithMetadata("key")).toMatchObject({ value: "new", metadata: null });
    await kv.delete("key");
    expect(await kv.get("key")).toBeNull();
  });

  it("forgets what has expired", async () => {
    let now = 1_000_000;
    const kv = inMemory(() => now);
    await kv.put("soon", "", { expirationTtl: 60 });
    await kv.put("later", "", { expiration: now / 1000 + 120 });
    const names = async () => (await kv.list()).keys.map(({ name }) => name);
    expect(await names()).toEqual(["later", "soon"]);
    now += 61_000;
    expect(await names()).toEqual(["later"]);
    expect(await kv.get("soon")).toBeNull();
    now += 60_000;
    expect(await names()).toEqual([]);
  });

  it("lists any set of keys by prefix, in order, each once, a page at a time", async () => {
    const key = fc.stringMatching(/^[ab/]{1,6}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(key),
        fc.stringMatching(/^[ab/]{0,2}$/),
        fc.integer({ min: 1, max: 5 }),
        async (keys, prefix, limit) => {
          const kv = inMemory();
          for (const name of keys) await kv.put(name, "", { metadata: { name } });
          const listed: string[] = [];
          let cursor: string | null = null;
          do {
            const page: Awaited<ReturnType<typeof kv.list>> & { cursor?: string } = await kv.list({
              prefix,
              limit,
              cursor,
            });
            expect(page.keys.length).toBeLessThanOrEqual(limit);
            for (const { name, metadata } of page.keys) expect(metadata).toEqual({ name });
            listed.push(...page.keys.map(({ name }) => name));
            cursor = page.list_complete ? null : (page.cursor ?? null);
          } while (cursor !== null);
          expect(listed).toEqual(keys.filter((name) => name.startsWith(prefix)).sort());
        },
      ),
      { numRuns: 100 },
    );
  });

  it("keeps to the limits of the real one", async () => {
    const kv = inMemory();
    await expect(kv.put("key", "", { metadata: "x".repeat(1_100) })).rejects.toThrow(/metadata/);
    await expect(kv.get(new Array<string>(101).fill("key"))).rejects.toThrow(/100 keys/);
    await expect(kv.list({ cursor: "not a cursor!" })).rejects.toThrow(/cursor/i);
  });

  it("is on disk once it has answered, and apart from its neighbours", async () => {
    const folder = mkdtempSync(join(tmpdir(), "greengist-kv-"));
    const path = join(folder, "ledger.sqlite");
    await new FileKv(openDatabase(path), "one").put("key", "kept");
    // Nothing was closed, as after a crash.
    const again = openDatabase(path);
    expect(await new FileKv(again, "one").get("key")).toBe("kept");
    expect(await new FileKv(again, "other").get("key")).toBeNull();
    rmSync(folder, { recursive: true });
  });
});
