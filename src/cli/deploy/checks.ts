import { stateOf, type Wrangler } from "./account.ts";
import { DeployError, type Workers } from "./workers.ts";

/** One condition of a deployment, with what to do where it is not met. */
export interface DeployCheck {
  what: string;
  isMet: boolean;
  detail: string;
}

/** Size in bytes of a static file that Workers takes. */
const MAX_ASSET_BYTES = 25 * 2 ** 20;
/** Size in KiB of an upload, uncompressed, on every plan. https://developers.cloudflare.com/workers/platform/limits/ */
const MAX_UPLOAD_KIB = 64 * 1024;

/** A trial upload and the static assets that go with it. */
export interface Upload {
  /** Output of `wrangler deploy --dry-run`. */
  said: string;
  assets: readonly { path: string; bytes: number }[];
}

/**
 * Checks login, names, secrets and sizes before anything is sent, each on its own. The plan cannot be read with
 * wrangler's login, so that check says which plan the upload needs.
 */
export async function checksOf(
  workers: Workers,
  run: Wrangler,
  uploadOf: () => Promise<Upload>,
): Promise<DeployCheck[]> {
  const login = await loginCheck(run);
  const names: DeployCheck[] = [];
  if (login.isMet) {
    for (const { name } of [workers.edge, ...workers.regions]) {
      names.push(await nameCheck(name, name === workers.edge.name, run));
    }
  }
  return [login, ...names, ...sizeChecks(await uploadOf())];
}

async function loginCheck(run: Wrangler): Promise<DeployCheck> {
  const said = await run("whoami").catch((error) => `${error.stdout ?? ""}${error.stderr ?? ""}`);
  const isMet = /You are logged in/i.test(said);
  const account = /│\s*(\S[^│]*?)\s*│\s*[0-9a-f]{32}\s*│/.exec(said)?.[1];
  return {
    what: "login",
    isMet,
    detail: isMet
      ? `wrangler is logged in${account ? ` to ${account}` : ""}`
      : "run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID",
  };
}

async function nameCheck(name: string, isEdge: boolean, run: Wrangler): Promise<DeployCheck> {
  const what = `name ${name}`;
  try {
    const state = await stateOf(name, run);
    if (state === "foreign" && !isEdge) {
      const detail = "the account has another Worker of this name; change `name` in wrangler.toml";
      return { what, isMet: false, detail };
    }
    if (state === "without-secret" && !isEdge) {
      return { what, isMet: false, detail: "has no REGION_SECRET; deploy with --new-secret" };
    }
    const detail = { absent: "is free", deployed: "is this deployment's, with its secret" };
    return { what, isMet: true, detail: detail[state as keyof typeof detail] ?? "is in use" };
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    return { what, isMet: false, detail: error.message };
  }
}

function sizeChecks({ said, assets }: Upload): DeployCheck[] {
  const total = /Total Upload: ([\d.]+) (KiB|MiB)/.exec(said);
  const kib = total ? Number(total[1]) * (total[2] === "MiB" ? 1024 : 1) : Number.NaN;
  const largest = assets.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  return [
    {
      what: "upload",
      isMet: kib <= MAX_UPLOAD_KIB,
      detail: `${kib.toFixed(0)} KiB, of at most ${MAX_UPLOAD_KIB}`,
    },
    {
      what: "static files",
      isMet: largest.bytes <= MAX_ASSET_BYTES,
      detail: `the largest is ${largest.path} with ${(largest.bytes / 2 ** 20).toFixed(1)} MiB, of at most 25`,
    },
    {
      what: "plan",
      isMet: true,
      detail:
        "Workers Paid, because of `[limits] cpu_ms`; wrangler cannot see which plan the account has",
    },
  ];
}
