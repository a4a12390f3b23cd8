import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { regionsOf, type WorkerConfiguration, workersOf } from "./deploy/workers.ts";

/**
 * Starts the edge and its two pinned regions in one local session, as `npm run deploy` would deploy them. Heavy work
 * really crosses a service binding into another Worker, which reports the grid of its cloud region. Further arguments
 * are passed to `wrangler dev`.
 */
const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
const { edge, regions } = workersOf(rawConfig as unknown as WorkerConfiguration, regionsOf());

/** Local Workers share a secret that does not protect anything. */
const LOCAL = { ENVIRONMENT: "development", REGION_SECRET: "local development only" };

const workers = [
  { ...edge, vars: { ...LOCAL, LEDGER_FLUSH_SECONDS: "1" } },
  ...regions.map((worker) => ({ ...worker, vars: { ...LOCAL, ZONE: worker.region.zones[0] } })),
];
const files = workers.map(({ configuration: { placement: _, ...configuration }, file, vars }) => {
  const local = file.replace("dist/deploy/", "dist/local/");
  const all = {
    ...configuration,
    vars: { ...(configuration.vars as object | undefined), ...vars },
  };
  mkdirSync(dirname(local), { recursive: true });
  writeFileSync(local, `${JSON.stringify(all, null, 2)}\n`);
  return local;
});

const child = spawn(
  "wrangler",
  [
    "dev",
    ...files.flatMap((file) => ["--config", file]),
    "--persist-to",
    ".wrangler/state",
    ...(existsSync(".dev.vars") ? ["--env-file", ".dev.vars"] : []),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));
