import { execFileSync } from "node:child_process";

export const BUNDLE = "dist/worker";

/** Bundles the Worker as `wrangler deploy` would. */
export default function bundle(): void {
  execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", BUNDLE], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
  });
}
