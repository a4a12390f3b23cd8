import { DeployError, FOLDER, type Worker, type Workers } from "./workers.ts";

/** The tag of every version that this command deploys: by it, its own Workers are known again. */
export const TAG = "greengist";

/** Where the secret is while it is uploaded, readable by its owner only. */
export const SECRETS_FILE = `${FOLDER}/secrets.json`;

/**
 * What an account has under a Worker's name: nothing, another's Worker, or one of this command's, with or
 * without `REGION_SECRET`.
 */
export type State = "absent" | "foreign" | "deployed" | "without-secret";

export interface Plan {
  /** By path: configurations, as they are written before anything runs. */
  files: ReadonlyMap<string, string>;
  /** Whether a new secret is made; an old one cannot be read, and all Workers must share one. */
  makesSecret: boolean;
  /** In order; arguments of `node` and `wrangler`. Regions come first, since the edge is bound to them. */
  commands: readonly (readonly string[])[];
}

/**
 * Plans a deployment. Run again, it updates the code and keeps the secret.
 * @throws DeployError where a name is taken, or a region has lost its secret and no new one is asked for
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

/** A plan in words: every file, every command, and what it costs. */
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
