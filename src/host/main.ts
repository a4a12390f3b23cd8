import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type HttpBindings, serve } from "@hono/node-server";
import { refreshWorld, rollUpLedger } from "../cron.ts";
import { configure } from "../deployment/deployment.ts";
import { numberOf } from "../settings.ts";
import { openHost } from "./host.ts";
import { openDatabase } from "./kv.ts";
import { openModels } from "./models.ts";
import { openRuntime } from "./runtime.ts";

const USAGE = `Usage: npm run serve -- [options]

Serves greengist on Node, as a region that others send heavy work to, or by itself.

  --port N        8790
  --host ADDRESS  127.0.0.1; 0.0.0.0 for all
  --models DIR    folder of models, each with a manifest.json (models)
  --data DIR      where the ledger is kept (.greengist)

Variables: those of the Worker, of which a region needs REGION_SECRET; ZONE, the grid that feeds this
host, as Electricity Maps names it (DE, FR, US-CAL-CISO); MAX_CONCURRENT, heavy requests at once (4).
`;

/** Default settings of a host: large models run on their own threads. */
const DEFAULTS = { MAX_CONCURRENT: "4", MAX_BATCH_CPU_SECONDS: "600", RATE_LIMIT: "off" };

const CRON_MS = 15 * 60_000;
/** After a signal to stop, requests still unanswered after this time are dropped. */
const SHUTDOWN_MS = 30_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: process.env.PORT ?? "8790" },
      host: { type: "string", default: process.env.HOST ?? "127.0.0.1" },
      models: { type: "string", default: process.env.MODELS_DIR ?? "models" },
      data: { type: "string", default: process.env.DATA_DIR ?? ".greengist" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const port = numberOf("port", values.port, 8790, [0, 65_535]);

  const runtime = await openRuntime(availableParallelism());
  const writers = await openModels(values.models, runtime);
  mkdirSync(values.data, { recursive: true });
  const database = openDatabase(join(values.data, "ledger.sqlite"));
  const host = openHost({
    settings: { ...DEFAULTS, ...process.env },
    database,
    writers,
    assets: join(import.meta.dirname, "../assets"),
  });
  // An invalid setting prevents the start, instead of failing the first request.
  configure(host.env, host.env.GRID);

  const cron = setInterval(async () => {
    try {
      await refreshWorld(host.env);
      await rollUpLedger(host.env, Date.now());
    } catch (error) {
      console.error(JSON.stringify({ event: "cron-failed", error: String(error) }));
    }
  }, CRON_MS);

  const models = (await writers.offers()).map(({ name }) => name);
  const fetch = (request: Request, bindings: unknown) =>
    host.fetch(request, bindings as HttpBindings);
  const server = serve({ fetch, port, hostname: values.host }, (address) => {
    console.log(
      JSON.stringify({
        event: "listening",
        url: `http://${values.host}:${address.port}`,
        runtime: runtime.name,
        zone: process.env.ZONE ?? null,
        models,
      }),
    );
  });

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    console.log(JSON.stringify({ event: "stopping", signal }));
    clearInterval(cron);
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    const closed = new Promise((done) => server.close(done));
    await host.close();
    if ("closeIdleConnections" in server) server.closeIdleConnections();
    await closed;
    database.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, stop);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
