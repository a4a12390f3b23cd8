import { DeployError, FOLDER, type Worker, type Workers } from "./workers.ts";

/** The tag of every version that this command deploys. It identifies the command's own Workers later. */
export const TAG = "greengist";

/** Path of the secret during its upload, readable by its owner only. */
export const SECRETS_FILE = `${FOLDER}/secrets.json`;

/**
 * State of a Worker's name in an account: unused, used by a foreign Worker, or used by this command's Worker, with or
 * without `REGION_SECRET`.
 */
export type State = "absent" | "foreign" | "deployed" | "without-secret";

export interface Plan {
  /** Configurations by path, which are written before anything runs. */
  files: ReadonlyMap<string, string>;
  /** Whether a new secret is made. An existing one cannot be read back, and all Workers must share one. */
  makesSecret: boolean;
  /** Arguments of `node` and `wrangler`, in order. Regions come first, since the edge is bound to them. */
  commands: readonly (readonly string[])[];
}

/**
 * Plans a deployment. A second run updates the code and keeps the secret.
 * @throws DeployError if a name is taken, or if a region has lost its secret and no new one is requested
 */
export function planOf(
  { edge, regions }: Workers,
  states: ReadonlyMap<string, State>,
  { asksForSecret = false } = {},
): Plan {
  const stateOf = ({ name }: Worker) => states.get(name) ?? "absent";
  const taken = regions.filter((worker) => stateOf(worker) === "foreign");
  if (taken.length > 0) {
    throw new DeployError(
      `${namesOf(taken)}: the account has a Worker of this name that this command did not deploy. ` +
        "Nothing was changed; give this deployment another name in wrangler.toml, or delete that Worker.",
    );
  }
  const bare = regions.filter((worker) => stateOf(worker) === "without-secret");
  if (bare.length > 0 && !asksForSecret) {
    throw new DeployError(
      `${namesOf(bare)}: deployed without REGION_SECRET, so the edge cannot use it. ` +
        "Nothing was changed; --new-secret gives all of them a new one.",
    );
  }
  const workers: Worker[] = [...regions, edge];
  const makesSecret = asksForSecret || workers.some((worker) => stateOf(worker) !== "deployed");
  return {
    files: new Map(
      workers.map(({ file, configuration }) => [
        file,
        `${JSON.stringify(configuration, null, 2)}\n`,
      ]),
    ),
    makesSecret,
    commands: [
      ["node", "src/site/build.ts"],
      ...workers.map(({ file }) => [
        "wrangler",
        "deploy",
        "--config",
        file,
        "--tag",
        TAG,
        ...(makesSecret ? ["--secrets-file", SECRETS_FILE] : []),
      ]),
    ],
  };
}

const namesOf = (workers: readonly Worker[]) => workers.map(({ name }) => name).join(", ");

/** A plan in words: every file, every command, and the cost. */
export function describePlan({ files, commands, makesSecret }: Plan): string {
  return [
    ...[...files].map(([path, content]) => `Write ${path}:\n${content}`),
    makesSecret
      ? `Write ${SECRETS_FILE}: a new REGION_SECRET, for the edge and its regions alike; deleted at the end.\n`
      : "Keep the REGION_SECRET that all of them have.\n",
    ...commands.map((command) => `Run ${command.join(" ")}`),
    "",
    COSTS,
  ].join("\n");
}

const COSTS = `Costs: Workers Paid, 5 USD a month for the account. A call from the edge to a region over a service
binding is not billed as a request; its CPU time is billed as the edge's would be.`;
