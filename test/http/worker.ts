import { afterAll, beforeAll } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
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

const createServer = (vars: Record<string, string>) =>
  createTestHarness({
    workers: [
      { configPath: "wrangler.toml", prebuiltWorkerDir: BUNDLE, vars: { ...LOCAL, ...vars } },
    ],
  });

let shared: TestHarness | undefined;

/**
 * Runs the real bundle in workerd for the tests of one file: with variables of its own, or without traces of others.
 */
export function startWorker(vars: Record<string, string> = {}): TestHarness {
  const server = createServer(vars);
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return server;
}

/**
 * The real bundle in workerd for files that need nothing of their own. Those that run in one process share it, since a
 * start takes seconds; it ends with the process.
 */
export function sharedWorker(): TestHarness {
  shared ??= createServer({});
  const server = shared;
  beforeAll(() => server.listen());
  return server;
}
