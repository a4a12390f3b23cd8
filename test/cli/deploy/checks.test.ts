import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Wrangler } from "../../../src/cli/deploy/account.ts";
import { checksOf } from "../../../src/cli/deploy/checks.ts";
import { regionsOf, workersOf } from "../../../src/cli/deploy/workers.ts";

const workers = workersOf({ name: "greengist" }, regionsOf("aws:eu-north-1"));
const LOGGED_IN = `You are logged in with an OAuth Token.
│ Account Name │ Account ID                       │
│ Harbour Team │ 0123456789abcdef0123456789abcdef │`;
const OURS = '[{"annotations":{"workers/tag":"greengist"}}]';

/** A wrangler that answers by its first arguments. */
const wrangler =
  (answers: Record<string, string>): Wrangler =>
  async (...args) => {
    const found = Object.entries(answers).find(([start]) => args.join(" ").startsWith(start));
    if (found) return found[1];
    throw Object.assign(new Error("failed"), { stderr: "Worker does not exist. [code: 10007]" });
  };

const upload = async () => ({
  said: "Total Upload: 24734.22 KiB / gzip: 10607.76 KiB",
  assets: [
    { path: "a.wasm", bytes: 17_000_000 },
    { path: "b.js", bytes: 9 },
  ],
});
const failed = async (run: Wrangler, up = upload) =>
  (await checksOf(workers, run, up)).filter(({ isMet }) => !isMet).map(({ what }) => what);

describe("before a deployment", () => {
  it("all is well on an account where the names are free, and on one that has them", async () => {
    expect(await failed(wrangler({ whoami: LOGGED_IN }))).toEqual([]);
    const deployed = { "deployments list": OURS, "secret list": '[{"name":"REGION_SECRET"}]' };
    expect(await failed(wrangler({ whoami: LOGGED_IN, ...deployed }))).toEqual([]);
  });

  it("a missing login is named, and sizes are checked all the same", async () => {
    const checks = await checksOf(
      workers,
      wrangler({ whoami: "You are not authenticated." }),
      upload,
    );
    expect(checks.map(({ what, isMet }) => [what, isMet])).toEqual([
      ["login", false],
      ["upload", true],
      ["static files", true],
      ["plan", true],
    ]);
    expect(checks[0]?.detail).toContain("wrangler login");
  });

  it("a region's name that is taken, and one without its secret", async () => {
    const [region] = workers.regions;
    const taken = wrangler({ whoami: LOGGED_IN, "deployments list": "[{}]" });
    expect(await failed(taken)).toEqual([`name ${region?.name}`]);
    const bare = { whoami: LOGGED_IN, "deployments list": OURS, "secret list": "[]" };
    expect(await failed(wrangler(bare))).toEqual([`name ${region?.name}`]);
  });

  it("an upload and a static file that are too large, or of unknown size", async () => {
    const large = async () => ({
      said: "Total Upload: 90 MiB / gzip: 10.5 MiB",
      assets: [{ path: "m.onnx", bytes: 26_300_000 }],
    });
    const run = wrangler({ whoami: LOGGED_IN });
    expect(await failed(run, large)).toEqual(["upload", "static files"]);
    expect(await failed(run, async () => ({ ...(await upload()), said: "" }))).toEqual(["upload"]);
  });
});

describe("npm run deploy:check", () => {
  it("tries the upload for real, with wrangler, though nobody is logged in", () => {
    const { CLOUDFLARE_API_TOKEN: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync("node", ["src/cli/deploy-check.ts"], {
      encoding: "utf8",
      env: { ...env, HOME: mkdtempSync(join(tmpdir(), "greengist-home-")) },
    });
    expect(stdout, stderr).toMatch(/^FAIL {2}login: run `npx wrangler login`/m);
    const [, kib] = /^ok {4}upload: (\d+) KiB, of at most 65536$/m.exec(stdout) ?? [];
    expect(Number(kib)).toBeGreaterThan(20_000);
    expect(stdout).toMatch(
      /^ok {4}static files: the largest is dist\/assets\/\S+ with [\d.]+ MiB/m,
    );
    expect(stdout).toMatch(/^ok {4}plan: Workers Paid/m);
    expect(status).toBe(1);
  });
});
