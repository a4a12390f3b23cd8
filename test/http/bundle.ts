import { execFileSync } from "node:child_process";

export const BUNDLE = "dist/worker";

/** Bundles the Worker as `wrangler deploy` would, and the host as `npm run serve` does. */
export default function bundle(): void {
  execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", BUNDLE], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
  execFileSync("node", ["src/host/build.ts"], { stdio: ["ignore", "ignore", "inherit"] });
}
