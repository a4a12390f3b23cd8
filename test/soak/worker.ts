import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { unstable_readConfig } from "wrangler";
import { workerdMemoryBytes } from "../bench/cpu.ts";

/** The secret that signs receipts in the log. */
export const LEDGER_SECRET = "soak-secret-of-no-deployment";

const START_MS = 120_000;

/** A Worker under `wrangler dev`, with its log. */
export interface SoakWorker {
  url: string;
  /** Everything that it has logged. */
  log(): string;
  /** Resident memory of workerd, in bytes. */
  memoryBytes(): number;
  command(path: string, body?: unknown): Promise<string>;
  stop(): Promise<void>;
}

/** Starts `faulty.worker.ts` with the bindings of `wrangler.toml`. */
export async function startSoakWorker(): Promise<SoakWorker> {
  const folder = mkdtempSync(join(tmpdir(), "greengist-soak-"));
  const port = await freePort();
  writeFileSync(join(folder, "wrangler.json"), JSON.stringify(configOf()));
  const child = spawn(
    resolve("node_modules/.bin/wrangler"),
    [
      "dev",
      ...["--config", join(folder, "wrangler.json"), "--persist-to", join(folder, "state")],
      ...["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"],
    ],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" },
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await kill(child);
    rmSync(folder, { recursive: true, force: true });
  };
  for (const started = Date.now(); ; ) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) break;
    if (Date.now() - started > START_MS) {
      await stop();
      throw new Error(`The Worker did not start:\n${output.slice(-2_000)}`);
    }
    await new Promise((wake) => setTimeout(wake, 200));
  }
  return {
    url,
    log: () => output,
    memoryBytes: workerdMemoryBytes,
    stop,
    command: async (path, body) => {
      const response = await fetch(`${url}/soak/${path}`, {
        method: "POST",
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return response.text();
    },
  };
}

/**
 * The deployed configuration, without the parts that cannot run on one machine, and with objects that can be made to
 * die.
 */
function configOf() {
  const { kv_namespaces, compatibility_date, compatibility_flags, rules } = unstable_readConfig({
    config: "wrangler.toml",
  });
  return {
    name: "greengist-soak",
    main: resolve("test/soak/faulty.worker.ts"),
    compatibility_date,
    compatibility_flags,
    rules,
    kv_namespaces: kv_namespaces.map(({ binding }: { binding: string }) => ({ binding })),
    durable_objects: {
      bindings: [
        { name: "REGION", class_name: "SoakRegion" },
        { name: "LEDGER", class_name: "SoakLedger" },
        { name: "IDEMPOTENCY", class_name: "IdempotencyObject" },
      ],
    },
    migrations: [
      { tag: "v1", new_sqlite_classes: ["SoakRegion", "SoakLedger", "IdempotencyObject"] },
    ],
    assets: { directory: resolve("dist/assets"), binding: "ASSETS" },
    vars: {
      ENVIRONMENT: "development",
      LEDGER_SECRET,
      LEDGER_FLUSH_SECONDS: "1",
      RATE_LIMIT: "off",
      TRACE_URL: "http://127.0.0.1:1/trace",
    },
  };
}

const kill = (child: ChildProcess) =>
  new Promise<void>((gone) => {
    child.once("exit", () => gone());
    process.kill(-(child.pid as number), "SIGTERM");
  });

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
