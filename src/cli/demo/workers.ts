import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { regionsOf, type WorkerConfiguration, workersOf } from "../deploy/workers.ts";

/** Variables of a Worker that receives the demo's requests. */
export const DEMO_VARS = {
  ENVIRONMENT: "development",
  SIMULATION: "on",
  LEDGER_FLUSH_SECONDS: "1",
  // A demo day has few moves, so a larger share than usual is kept back as a control group.
  HOLDOUT_SHARE: "0.12",
  // Nothing listens at this address, so that a Durable Object's attempt to find its location fails immediately.
  TRACE_URL: "http://127.0.0.1:1/trace",
};

const REGION_SECRET = "demo only";

/**
 * The edge and its two pinned regions as `npm run deploy` would deploy them, the edge first, in the form that
 * `createTestHarness` accepts. Their configurations are written to `dist/demo`.
 */
export function demoWorkers(): { configPath: string }[] {
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
  const { edge, regions } = workersOf(rawConfig as unknown as WorkerConfiguration, regionsOf());
  const workers = [
    { ...edge, vars: { ...DEMO_VARS, REGION_SECRET } },
    ...regions.map((worker) => ({
      ...worker,
      vars: { ENVIRONMENT: "development", REGION_SECRET, ZONE: worker.region.zones[0] },
    })),
  ];
  return workers.map(({ configuration: { placement: _, ...configuration }, file, vars }) => {
    const configPath = file.replace("dist/deploy/", "dist/demo/");
    const all = {
      ...configuration,
      vars: { ...(configuration.vars as object | undefined), ...vars },
    };
    mkdirSync(dirname(configPath), { recursive: true });
    writeFileSync(configPath, `${JSON.stringify(all, null, 2)}\n`);
    return { configPath };
  });
}
