import { configure } from "./deployment/deployment.ts";
import { reach } from "./deployment/parts.ts";
import { refresh } from "./grid/refresh.ts";
import { GridStore } from "./grid/store.ts";
import { rollUp } from "./ledger/roll-up.ts";
import { zoneOf } from "./placement/colos.ts";
import { survey } from "./region/survey.ts";

/** Looks where the pool is and what its electricity emits, and keeps both for the requests to come. */
export async function refreshWorld(env: Env): Promise<void> {
  const { regions, sources, pool } = configure(env, env.GRID);
  const objects = regions.flatMap((region) =>
    pool.instances(region).map((instance) => ({
      instance,
      backend: () => reach(env, region, instance),
    })),
  );
  const colos = await survey(objects);
  const zones = new Set([
    ...regions.flatMap((region) => region.zones),
    ...Object.values(colos).flatMap((colo) => zoneOf({ colo })?.zone ?? []),
  ]);
  const report = await refresh([...zones], sources, new GridStore(env.GRID), {
    fetch,
    now: Date.now,
    colos,
  });
  console.log(
    JSON.stringify({ event: "world-refreshed", found: Object.keys(colos).length, ...report }),
  );
}

/** Sums up by hour and by day what the ledger holds. */
export async function rollUpLedger(env: Env, now: number): Promise<void> {
  const report = await rollUp(env.EMISSIONS, now);
  console.log(JSON.stringify({ event: "ledger-rolled-up", ...report }));
}
