import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { stateOf } from "../../../src/cli/deploy/account.ts";
import { describePlan, planOf, type State } from "../../../src/cli/deploy/plan.ts";
import {
  DeployError,
  regionsOf,
  type WorkerConfiguration,
  workersOf,
} from "../../../src/cli/deploy/workers.ts";
import { mergeRegions } from "../../../src/placement/regions.ts";

const RAW: WorkerConfiguration = {
  name: "herald",
  main: "src/index.ts",
  compatibility_date: "2026-11-01",
  kv_namespaces: [{ binding: "GRID" }],
  build: { command: "node build.ts" },
  assets: { directory: "dist/assets", binding: "ASSETS" },
  services: [{ binding: "OTHER", service: "other" }],
  vars: { HOLDOUT_SHARE: "0.1" },
};

const TWO = workersOf(RAW, regionsOf());
const names = [TWO.edge, ...TWO.regions].map(({ name }) => name);
const all = (state: State) => new Map(names.map((name) => [name, state]));

describe("the plan of a deployment", () => {
  it("is every file and command, regions before the edge", () => {
    expect(describePlan(planOf(TWO, new Map()))).toMatchSnapshot();
  });

  it("binds the edge to each region, in a table that the product reads", () => {
    const { configuration } = TWO.edge;
    const { REGIONS, ...vars } = configuration.vars as Record<string, string>;
    expect(vars).toEqual({ HOLDOUT_SHARE: "0.1" });
    const table = mergeRegions(REGIONS, []);
    expect(table.map(({ id }) => id)).toEqual(["aws:eu-north-1", "aws:ca-central-1"]);
    const bindings = (configuration.services as { binding: string; service: string }[]).map(
      ({ binding }) => binding,
    );
    expect(bindings).toEqual([
      "OTHER",
      ...table.map(({ backend }) => (backend.kind === "service" ? backend.binding : "")),
    ]);
  });

  it("run again, keeps the secret; a new region means a new one for all", () => {
    const again = planOf(TWO, all("deployed"));
    expect(again.makesSecret).toBe(false);
    expect(again.commands.flat()).not.toContain("--secrets-file");
    const grown = planOf(TWO, all("deployed").set("herald-aws-eu-north-1", "absent"));
    expect(grown.makesSecret).toBe(true);
    const deploys = grown.commands.filter(([command]) => command === "wrangler");
    for (const command of deploys) expect(command).toContain("--secrets-file");
  });

  it("takes over an edge that was deployed without this command, but no region", () => {
    expect(planOf(TWO, all("deployed").set("herald", "foreign")).makesSecret).toBe(true);
    const taken = () => planOf(TWO, all("deployed").set("herald-aws-eu-north-1", "foreign"));
    expect(taken).toThrow(DeployError);
    expect(taken).toThrow(/^herald-aws-eu-north-1: .*Nothing was changed/);
  });

  it("refuses a region that lost its secret, unless a new one is asked for", () => {
    const states = all("deployed").set("herald-aws-ca-central-1", "without-secret");
    expect(() => planOf(TWO, states)).toThrow(/^herald-aws-ca-central-1: deployed without REGION/);
    expect(planOf(TWO, states, { asksForSecret: true }).makesSecret).toBe(true);
  });
});

describe("a list of regions", () => {
  it.each([
    ["aws:eu-north-9", /aws:eu-north-9 is not a cloud region .* there are aws:us-east-1,/],
    ["moon:tycho", /moon:tycho is not .*azure:/],
    ["aws:eu-north-1,aws:eu-north-1", /names aws:eu-north-1 twice/],
    [" , ", /names no region/],
  ])("%j is refused", (list, message) => {
    expect(() => regionsOf(list)).toThrow(DeployError);
    expect(() => regionsOf(list)).toThrow(message);
  });

  it("takes any known cloud regions", () => {
    expect(regionsOf("gcp:europe-north1, azure:norwayeast").map(({ zones }) => zones)).toEqual([
      ["FI"],
      ["NO-NO1"],
    ]);
  });
});

describe("what an account has under a name", () => {
  const answering =
    (answers: Record<string, unknown>) =>
    async (...[command]: string[]) =>
      JSON.stringify(answers[command ?? ""]);
  const failing = (stderr: string) => () => Promise.reject(Object.assign(new Error(), { stderr }));
  const ours = [{ versions: [{ annotations: { "workers/tag": "greengist" } }] }];

  it.each<[State, Record<string, unknown>]>([
    ["deployed", { deployments: ours, secret: [{ name: "REGION_SECRET", type: "secret_text" }] }],
    ["without-secret", { deployments: ours, secret: [] }],
    ["foreign", { deployments: [{ versions: [] }], secret: [{ name: "REGION_SECRET" }] }],
  ])("is %s", async (state, answers) => {
    expect(await stateOf("herald", answering(answers))).toBe(state);
  });

  it("is absent where Cloudflare knows no such Worker, and unknown where it does not answer", async () => {
    const missing = failing("This Worker does not exist on your account. [code: 10007]");
    expect(await stateOf("herald", missing)).toBe("absent");
    const signedOut = stateOf("herald", failing("You are not logged in."));
    await expect(signedOut).rejects.toThrow(
      /cannot be queried about herald: You are not logged in/,
    );
  });
});

describe("npm run deploy -- --dry-run", () => {
  const deploy = (...args: string[]) =>
    execFileSync("node", ["src/cli/deploy.ts", "--dry-run", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });

  it("prints the plan of this repository and changes nothing", () => {
    const said = deploy("--regions", "azure:norwayeast");
    expect(said).toContain("Write dist/deploy/greengist-azure-norwayeast.json");
    expect(said).toMatch(/Run wrangler deploy --config dist\/deploy\/greengist\.json .*\n/);
    expect(said).toContain("Costs:");
  }, 60_000);

  it("says in one line what is wrong", () => {
    let said = "";
    try {
      deploy("--regions", "aws:mars");
    } catch (error) {
      said = (error as { stderr: string }).stderr;
    }
    expect(said).toMatch(/^aws:mars is not a cloud region that is known here; there are aws:.*\n$/);
  }, 60_000);
});
