import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/ledger/key.ts";
import { readLost } from "../../src/ledger/lost.ts";

const REQUESTS = 10_000;
/** Concurrent requests: this number of calls, each storing this number of receipts at the same time. */
const CONCURRENCY = 100;
const CALL = 10;
const EVICT_EVERY = 700;
const KILL_AT = [3_000, 7_000];

const folder = mkdtempSync(join(tmpdir(), "greengist-ledger-"));
let port: number;
let child: ChildProcess;
let output = "";

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

/** Starts the Worker as a separate process group, always on the same folder. */
async function start(): Promise<void> {
  const options = [
    "--config",
    join(folder, "wrangler.json"),
    "--persist-to",
    join(folder, "state"),
  ];
  child = spawn(
    resolve("node_modules/.bin/wrangler"),
    ["dev", ...options, "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
    { detached: true, env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" } },
  );
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    if (await ask("/waiting").catch(() => undefined)) return;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`the Worker did not start:\n${output.slice(-2000)}`);
}

/** Kills it without warning or cleanup, as in a power failure. */
const kill = () =>
  new Promise<void>((gone) => {
    child.once("exit", () => gone());
    process.kill(-(child.pid as number), "SIGKILL");
  });

async function ask(path: string, init?: RequestInit): Promise<string | undefined> {
  // A process that is killed may leave a socket open that never answers.
  const signal = AbortSignal.timeout(60_000);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal });
  const text = await response.text();
  return response.ok ? text : undefined;
}

beforeAll(async () => {
  port = await freePort();
  writeFileSync(
    join(folder, "wrangler.json"),
    JSON.stringify({
      name: "ledger-faults",
      main: resolve("test/http/ledger-faults.worker.ts"),
      compatibility_date: "2026-11-01",
      kv_namespaces: [{ binding: "EMISSIONS" }],
      durable_objects: { bindings: [{ name: "LEDGER", class_name: "FaultyLedger" }] },
      migrations: [{ tag: "v1", new_sqlite_classes: ["FaultyLedger"] }],
      vars: { FAULTS: "0.3" },
    }),
  );
  await start();
});

afterAll(async () => {
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

it("every answered request is in the ledger once, whatever fails", {
  timeout: 1_200_000,
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
      restarting = kill().then(start);
    }
  }
  const worker = async () => {
    while (answered.size < REQUESTS) await send();
  };
  await Promise.all(Array.from({ length: CONCURRENCY / CALL }, worker));
  await Promise.all(evictions);
  expect(kills).toEqual([]);
  expect(evictions.length).toBeGreaterThan(5);

  for (let turn = 0; turn < 600 && (await ask("/waiting")) !== "0"; turn++) {
    await new Promise((wake) => setTimeout(wake, 100));
  }
  expect(await ask("/waiting")).toBe("0");
  const { receipts } = await readLost(output);
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
