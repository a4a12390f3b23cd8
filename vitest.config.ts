import { defineConfig } from "vitest/config";

/** Tests of the core that take long: many files, large models, whole years, or thousands of generated cases. */
const LONG = [
  "test/cli/**",
  "test/models/**",
  "test/placement/replay.test.ts",
  "test/placement/day.test.ts",
  "test/grid/day.test.ts",
  "test/grid/faults.test.ts",
  "test/ledger/page.test.ts",
  "test/ledger/roll-up.test.ts",
  "test/ledger/totals.test.ts",
  "test/summarizer/models/**",
  "test/summarizer/generation/**",
  "test/summarizer/extract/oracle.test.ts",
  "test/summarizer/text/long-texts.test.ts",
];

/** Tests of the memory that all models of a process share. */
const ALONE = "test/summarizer/models/memory.test.ts";

/** Tests over HTTP. */
const HTTP = {
  // The Worker is bundled once, as for a deployment; every file runs that bundle in workerd.
  globalSetup: "test/http/bundle.ts",
  // Each file has servers of its own; they share the modules that start them, which take a second to load.
  isolate: false,
  // Only a test that hangs gets here: on a busy machine an honest one may take a minute.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    // Each file of `http` runs a workerd of its own, and waits for half of its time: three fill two cores.
    maxWorkers: 3,
    projects: [
      {
        test: {
          name: "pure",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", "test/http/**", "test/browser/**", ...LONG],
          // No test of the core changes what another sees, so files share their modules.
          pool: "threads",
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "process",
          include: LONG.map((path) => path.replace(/\*\*$/, "**/*.test.ts")),
          exclude: [ALONE],
          isolate: false,
          testTimeout: 120_000,
        },
      },
      { test: { name: "alone", include: [ALONE], testTimeout: 120_000 } },
      {
        test: {
          name: "http",
          include: ["test/http/**/*.test.ts"],
          exclude: ["test/http/fuzz/**"],
          ...HTTP,
        },
      },
      // `npm run test:fuzz`.
      { test: { name: "fuzz", include: ["test/http/fuzz/*.test.ts"], ...HTTP } },
      {
        // Needs Chromium: `npm run test:browser`.
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/http/bundle.ts",
          // Only a test that hangs gets here: on a busy machine an honest one may take minutes.
          testTimeout: 240_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
