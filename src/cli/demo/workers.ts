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
  HOLDOUT_SHARE: "0.2",
  // Nothing listens at this address, so that a Durable Object's attempt to find its location fails immediately.
  TRACE_URL: "http://127.0.0.1:1/trace",
};

const REGION_SECRET = "demo only";

/** The region that fails for some hours of the demo's day; calls to it pass the Worker of `outage.ts`. */
export const FAILING = "aws:eu-north-1";
export const OUTAGE_WORKER = "demo-outage";
/** The key in that Worker's KV under which there is a value while the region is down. */
export const DOWN = "down";

/**
 * The edge and its two pinned regions as `npm run deploy` would deploy them, the edge first, and the Worker that lets one
 * of them fail, in the form that `createTestHarness` accepts. Their configurations are written to `folder`; demos that
 * differ in `vars`, which are set on the edge beside `DEMO_VARS`, need a folder each.
 */
export function demoWorkers(
  folder = "dist/demo",
  vars: Record<string, string> = {},
): { configPath: string }[] {
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
  const { edge, regions } = workersOf(rawConfig as unknown as WorkerConfiguration, regionsOf());
  const failing = regions.find(({ region }) => region.id === FAILING);
  const workers = [
    {
      ...edge,
      configuration: {
        ...edge.configuration,
        services: (edge.configuration.services as Service[]).map((one) =>
          one.service === failing?.name ? { ...one, service: OUTAGE_WORKER } : one,
        ),
      },
      vars: { ...DEMO_VARS, REGION_SECRET, ...vars },
    },
    ...regions.map((worker) => ({
      ...worker,
      vars: { ENVIRONMENT: "development", REGION_SECRET, ZONE: worker.region.zones[0] },
    })),
    {
      file: `dist/deploy/${OUTAGE_WORKER}.json`,
      configuration: {
        name: OUTAGE_WORKER,
        main: "../../src/cli/demo/outage.ts",
        compatibility_date: rawConfig.compatibility_date,
        services: [{ binding: "REGION", service: failing?.name }],
        kv_namespaces: [{ binding: "DEMO", id: "demo" }],
      },
      vars: { DOWN },
    },
  ];
  return workers.map(({ configuration, file, vars }) => {
    const { placement: _, ...kept } = configuration as { placement?: unknown; vars?: object };
    const configPath = file.replace("dist/deploy", folder);
    mkdirSync(dirname(configPath), { recursive: true });
    const all = { ...kept, vars: { ...kept.vars, ...vars } };
    writeFileSync(configPath, `${JSON.stringify(all, null, 2)}\n`);
    return { configPath };
  });
}

/** A service binding in a configuration of wrangler. */
interface Service {
  binding: string;
  service: string;
}
