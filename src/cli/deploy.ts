import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { experimental_readRawConfig } from "wrangler";
import { stateOf, wrangler } from "./deploy/account.ts";
import { describePlan, type Plan, planOf, SECRETS_FILE, type State } from "./deploy/plan.ts";
import { DeployError, regionsOf, type WorkerConfiguration, workersOf } from "./deploy/workers.ts";

const USAGE = `Usage: npm run deploy -- [--regions LIST] [--new-secret] [--dry-run]

Deploys the edge and a Worker pinned next to each of some cloud regions with clean electricity, to which the
edge sends heavy work. A second run updates all of them and keeps their secret.

  --regions LIST   cloud regions such as aws:eu-north-1,gcp:europe-north1; by default Stockholm and Montréal
  --new-secret     gives the edge and its regions a new REGION_SECRET
  --dry-run        prints every file and command, without querying or changing the account
`;

const options = {
  regions: { type: "string" },
  "new-secret": { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.toml" });
  const workers = workersOf(rawConfig as unknown as WorkerConfiguration, regionsOf(values.regions));
  const states = new Map<string, State>();
  if (!values["dry-run"]) {
    for (const { name } of [workers.edge, ...workers.regions]) {
      states.set(name, await stateOf(name, wrangler));
    }
  }
  const plan = planOf(workers, states, { asksForSecret: values["new-secret"] });
  console.log(describePlan(plan));
  if (!values["dry-run"]) carryOut(plan);
}

function carryOut({ files, commands, makesSecret }: Plan): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  try {
    if (makesSecret) {
      const secret = { REGION_SECRET: randomBytes(32).toString("base64url") };
      writeFileSync(SECRETS_FILE, JSON.stringify(secret), { mode: 0o600 });
    }
    for (const [command = "", ...args] of commands) {
      execFileSync(command, args, { stdio: "inherit" });
    }
  } finally {
    rmSync(SECRETS_FILE, { force: true });
  }
}

try {
  await main();
} catch (error) {
  if (!(error instanceof DeployError) && !(error instanceof TypeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
