import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Two at a time fit a small machine: each file of `http` runs a workerd of its own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "core",
          include: ["test/**/*.test.ts"],
          exclude: ["test/http/**", "test/browser/**"],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "http",
          include: ["test/http/**/*.test.ts"],
          // The Worker is bundled once, as for a deployment; every file runs that bundle in workerd.
          globalSetup: "test/http/bundle.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Needs Chromium: `npm run test:browser`.
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/http/bundle.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
