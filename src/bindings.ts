import { configure, type Deployment } from "./deployment.ts";
import type { Ledger } from "./emissions/ledger.ts";
import { resolve } from "./grid/snapshot.ts";
import { type Backend, backendOf } from "./placement/backend.ts";
import type { Edge, World } from "./placement/place.ts";
import type { Region } from "./placement/regions.ts";

/** Where bindings and settings become what the rest of the code takes; nothing beyond sees `env`. */

let deployment: Deployment | undefined;

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

/** Where the platform says that a request came in; offline, a fixed place of its simulator. */
export function edgeOf({ cf }: Request): Edge {
  const { colo, country, latitude, longitude } = (cf ?? {}) as Partial<IncomingRequestCfProperties>;
  const caller =
    latitude === undefined || longitude === undefined
      ? undefined
      : { latitude: Number(latitude), longitude: Number(longitude) };
  return { colo, country, caller };
}

/** The way to a region's object, or to the region itself. */
export const reach = (env: Env, region: Region, instance: string): Backend =>
  backendOf(region, instance, {
    objects: env.REGION,
    service: (binding) => (env as unknown as Record<string, Backend | undefined>)[binding],
    fetch,
    secret: env.REGION_SECRET,
  });
