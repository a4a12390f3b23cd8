import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type State, TAG } from "./plan.ts";
import { DeployError } from "./workers.ts";

/** Runs wrangler and returns its output. Rejects with `stderr` if wrangler fails. */
export type Wrangler = (...args: string[]) => Promise<string>;

/** Cloudflare's error code for a Worker that does not exist in the account. */
const NO_SUCH_WORKER = /\b10007\b|does not exist|not found/i;

export const wrangler: Wrangler = async (...args) => {
  const { stdout } = await promisify(execFile)("wrangler", args, { encoding: "utf8" });
  return stdout;
};

/**
 * The state of a name in the account.
 * @throws DeployError if the account cannot be queried, for instance without a login
 */
export async function stateOf(name: string, run: Wrangler): Promise<State> {
  try {
    const deployed = JSON.parse(await run("deployments", "list", "--name", name, "--json"));
    if (!isTagged(deployed)) return "foreign";
    const secrets = JSON.parse(await run("secret", "list", "--name", name));
    return hasSecret(secrets) ? "deployed" : "without-secret";
  } catch (error) {
    const said = `${(error as { stdout?: string }).stdout ?? ""}${(error as { stderr?: string }).stderr ?? error}`;
    if (NO_SUCH_WORKER.test(said)) return "absent";
    throw new DeployError(
      `The account cannot be queried about ${name}: ${said.trim().slice(0, 500)}`,
    );
  }
}

/** Whether any of the deployments was made by this command, regardless of their order. */
const isTagged = (deployments: unknown): boolean =>
  JSON.stringify(deployments).includes(`"workers/tag":"${TAG}"`);

const hasSecret = (secrets: unknown): boolean =>
  Array.isArray(secrets) && secrets.some(({ name }) => name === "REGION_SECRET");
