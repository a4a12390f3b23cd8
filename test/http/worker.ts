import { afterAll, beforeAll } from "vitest";
import { createTestHarness } from "wrangler";
import { BUNDLE } from "./bundle.ts";

/** Runs the real bundle in workerd for the tests of one file. */
export function startWorker(vars: Record<string, string> = {}) {
  const server = createTestHarness({
    workers: [{ configPath: "wrangler.toml", prebuiltWorkerDir: BUNDLE, vars }],
  });
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  return server;
}
