import assets from "../../dist/assets.json" with { type: "json" };
import type { ClaimHolder } from "../api/guard/idempotency/once.ts";
import { Keyring } from "../api/guard/keys/keyring.ts";
import type { RateLimiter } from "../api/guard/limits/rate.ts";
import { resolve } from "../grid/snapshot.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Region } from "../placement/regions.ts";
import { type Backend, backendOf } from "../region/backend.ts";
import type { Offers } from "../region/offers.ts";
import type { Edge, World } from "../region/place.ts";
import { shippedWriters } from "../summarizer/models/shipped.ts";
import { NO_WRITERS, type Writers } from "../summarizer/models/writer.ts";
import { configure, type Deployment, type Settings } from "./deployment.ts";

/** Where bindings and settings become what the rest of the code takes; nothing beyond sees `env`. */

let deployment: Deployment | undefined;
let keyring: Keyring | undefined;

/** Settings do not change while an isolate lives. */
export function deploymentOf(env: Env): Deployment {
  deployment ??= configure(env, env.GRID);
  return deployment;
}

/** What placement knows at one moment, `now` in milliseconds since the epoch. */
export async function worldOf(env: Env, now: number): Promise<World> {
  const { regions, store, pool, holdoutShare } = deploymentOf(env);
  const snapshot = await store.read();
  return {
    regions,
    pool,
    holdoutShare,
    knownColos: snapshot.colos,
    backendOf: (region, instance) => reach(env, region, instance),
    intensityOf: (zone) => resolve(snapshot, zone, now),
  };
}

/** The ledger of the continent that a request came from. */
export function ledgerOf(
  env: Env,
  request: Request,
  waitUntil: (promise: Promise<unknown>) => void,
): Ledger {
  const { mode, retentionMs } = deploymentOf(env).ledger;
  return {
    mode,
    retentionMs,
    kv: env.EMISSIONS,
    continent: (request.cf as Partial<IncomingRequestCfProperties> | undefined)?.continent,
    keeperOf: (shard, locationHint) =>
      env.LEDGER.getByName(shard, locationHint && { locationHint }),
    waitUntil,
  };
}

/** What guards the ways in: who may, how often. */
export function guardsOf(env: Env): {
  keyring: Keyring | undefined;
  limiter: RateLimiter | undefined;
} {
  // A namespace or a limiter may be left out of a deployment that needs none.
  const { KEYS, RATE_LIMITER } = env as Partial<Env>;
  if (KEYS) keyring ??= new Keyring(KEYS);
  return { keyring, limiter: deploymentOf(env).isRateLimited ? RATE_LIMITER : undefined };
}

/** The object that remembers an idempotency key. */
export const claimOf = (env: Env, name: string): ClaimHolder => env.IDEMPOTENCY.getByName(name);

let shipped: Writers | undefined;

/** The models that write here: a host's own, else the one among the Worker's static assets. */
export function writersOf(env: Env): Writers {
  shipped ??=
    env.WRITERS ?? (env.EDGE_WRITER === "off" ? NO_WRITERS : shippedWriters(assets, env.ASSETS));
  return shipped;
}

/** What writes in regions of kind service and URL. */
export function regionWritersOf(env: Env): ReturnType<Offers["of"]> {
  const { offers, regions } = deploymentOf(env);
  return offers.of(regions, (region) => reach(env, region, region.id));
}

/**
 * Where the platform says that a request came in; offline, a fixed place of its simulator. Where there
 * is no platform, the operator says what feeds it.
 */
export function edgeOf({ cf }: Request, { ZONE }: Settings = {}): Edge {
  const { colo, country, latitude, longitude } = (cf ?? {}) as Partial<IncomingRequestCfProperties>;
  const caller =
    latitude === undefined || longitude === undefined
      ? undefined
      : { latitude: Number(latitude), longitude: Number(longitude) };
  return { colo, country, caller, ...(ZONE && { hintZones: [ZONE] }) };
}

/** The way to a region's object, or to the region itself. */
export const reach = (env: Env, region: Region, instance: string): Backend =>
  backendOf(region, instance, {
    objects: env.REGION,
    service: (binding) => (env as unknown as Record<string, Backend | undefined>)[binding],
    fetch,
    secret: env.REGION_SECRET,
  });
