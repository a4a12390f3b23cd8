import { afterAll, beforeAll } from "vitest";
import { createTestHarness } from "wrangler";
import { ATTRIBUTIONS } from "../../src/grid/attributions.ts";
import { BUNDLE } from "./bundle.ts";

/** `GRID_BASE_URLS` with a base URL for every source, so that none is asked over the network. */
export function gridAt(urlOf: (source: string) => string): string {
  return JSON.stringify(
    Object.fromEntries(Object.keys(ATTRIBUTIONS).map((source) => [source, urlOf(source)])),
  );
}

/** The ledger is open, receipts appear immediately, and no location is requested from the internet. */
const LOCAL = {
  ENVIRONMENT: "development",
  LEDGER_FLUSH_SECONDS: "0.1",
  TRACE_URL: "http://127.0.0.1:1/trace",
  GRID_BASE_URLS: gridAt(() => "http://127.0.0.1:1"),
};

/** Runs the real bundle in workerd for the tests of one file. */
export function startWorker(vars: Record<string, string> = {}) {
  const server = createTestHarness({
    workers: [
      { configPath: "wrangler.toml", prebuiltWorkerDir: BUNDLE, vars: { ...LOCAL, ...vars } },
    ],
  });
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return server;
}
