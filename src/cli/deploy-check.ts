import { execFileSync } from "node:child_process";
import { globSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { experimental_readRawConfig } from "wrangler";
import { wrangler } from "./deploy/account.ts";
import { checksOf } from "./deploy/checks.ts";
import { DeployError, regionsOf, type WorkerConfiguration, workersOf } from "./deploy/workers.ts";

/**
 * `npm run deploy:check -- [--regions LIST]`: login, names, secrets and sizes of a deployment, before anything is sent.
 * Exits with 1 if one of them would make `npm run deploy` fail.
 */
try {
  const { values } = parseArgs({ options: { regions: { type: "string" } } });
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
  const workers = workersOf(rawConfig as unknown as WorkerConfiguration, regionsOf(values.regions));
  const checks = await checksOf(workers, wrangler, async () => {
    const said = execFileSync("wrangler", ["deploy", "--dry-run", "--outdir", "dist/check"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    const paths = globSync("dist/assets/**/*.*");
    return { said, assets: paths.map((path) => ({ path, bytes: statSync(path).size })) };
  });
  for (const { what, isMet, detail } of checks) {
    console.log(`${isMet ? "ok  " : "FAIL"}  ${what}: ${detail}`);
  }
  process.exitCode = checks.every(({ isMet }) => isMet) ? 0 : 1;
} catch (error) {
  if (!(error instanceof DeployError) && !(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
