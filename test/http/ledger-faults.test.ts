import { resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/ledger/key.ts";
import { readLost } from "../../src/ledger/lost.ts";
import { Killable } from "./killable.ts";

const REQUESTS = 4_000;
/** Concurrent requests: this number of calls, each storing this number of receipts at the same time. */
const CONCURRENCY = 100;
const CALL = 10;
const EVICT_EVERY = 500;
const KILL_AT = [1_400, 2_800];

const worker = new Killable(
  {
    name: "ledger-faults",
    main: resolve("test/http/ledger-faults.worker.ts"),
    compatibility_date: "2026-11-01",
    kv_namespaces: [{ binding: "EMISSIONS" }],
    durable_objects: { bindings: [{ name: "LEDGER", class_name: "FaultyLedger" }] },
    migrations: [{ tag: "v1", new_sqlite_classes: ["FaultyLedger"] }],
    vars: { FAULTS: "0.3" },
  },
  "/waiting",
);
beforeAll(() => worker.start());
afterAll(() => worker.remove());

async function ask(path: string, init?: RequestInit): Promise<string | undefined> {
  const response = await worker.fetch(path, init);
  const text = await response.text();
  return response.ok ? text : undefined;
}

it("every answered request is in the ledger once, whatever fails", {
  timeout: 600_000,
}, async () => {
  const answered = new Set<string>();
  let restarting: Promise<void> | undefined;
  const kills = [...KILL_AT];
  const evictions: Promise<unknown>[] = [];

  async function send(): Promise<void> {
    await restarting;
    const ids = Array.from({ length: CALL }, () => newId(Date.now()));
    // An aborted request was not answered, so its receipt is not guaranteed.
    const answer = await ask("/keep", { method: "POST", body: JSON.stringify(ids) }).catch(
      () => {},
    );
    if (answer !== "kept") return;
    for (const id of ids) answered.add(id);
    if (answered.size % EVICT_EVERY === 0) evictions.push(ask("/evict").catch(() => {}));
    if (answered.size === kills[0]) {
      kills.shift();
      restarting = worker.kill().then(() => worker.start());
    }
  }
  const caller = async () => {
    while (answered.size < REQUESTS) await send();
  };
  await Promise.all(Array.from({ length: CONCURRENCY / CALL }, caller));
  await Promise.all(evictions);
  expect(kills).toEqual([]);
  expect(evictions.length).toBeGreaterThan(5);

  for (let turn = 0; turn < 600 && (await ask("/waiting")) !== "0"; turn++) {
    await new Promise((wake) => setTimeout(wake, 100));
  }
  expect(await ask("/waiting")).toBe("0");
  const { receipts } = await readLost(worker.output);
  await ask("/import", { method: "POST", body: JSON.stringify(receipts) });

  const kept: string[] = [];
  let cursor: string | null = "";
  do {
    const query: string = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    const page = JSON.parse((await ask(`/page${query}`)) as string);
    kept.push(...page.ids);
    cursor = page.cursor;
  } while (cursor !== null);
  expect(new Set(kept).size).toBe(kept.length);
  const known = new Set(kept);
  expect([...answered].filter((id) => !known.has(id))).toEqual([]);
});
