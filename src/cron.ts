import { configure } from "./deployment/deployment.ts";
import { reach } from "./deployment/parts.ts";
import { refresh } from "./grid/refresh.ts";
import { GridStore } from "./grid/store.ts";
import { yearly } from "./grid/yearly.ts";
import { placesOfLastDay } from "./ledger/places.ts";
import { rollUp } from "./ledger/roll-up.ts";
import { zoneOf } from "./placement/colos.ts";
import { survey } from "./region/survey.ts";

/**
 * Updates the locations of regions, and the grid intensities there and where requests come from, and stores both for
 * future requests. A Durable Object never moves, so an object whose location is known is not woken.
 */
export async function refreshWorld(env: Env): Promise<void> {
  const { regions, sources, pool } = configure(env, env.GRID);
  const seen = zonesOfRequests(env, Date.now());
  const store = new GridStore(env.GRID);
  const { colos: known } = await store.read();
  const found = await survey(
    regions.flatMap((region) =>
      pool
        .instances(region)
        .filter((instance) => region.backend.kind !== "durable-object" || !(instance in known))
        .map((instance) => ({ instance, backend: () => reach(env, region, instance) })),
    ),
  );
  const colos = { ...known, ...found };
  const zones = new Set([
    ...(env.ZONE ? [env.ZONE] : []),
    ...Object.values(colos).flatMap((colo) => zoneOf({ colo })?.zone ?? []),
    ...regions.flatMap((region) => region.zones),
    ...(await seen),
  ]);
  const report = await refresh([...zones], sources, store, {
    fetch,
    now: Date.now,
    colos,
  });
  console.log(
    JSON.stringify({ event: "world-refreshed", found: Object.keys(found).length, ...report }),
  );
}

/**
 * The zones that sent or ran work in the last day, from the ledger's rollups. If the ledger cannot be read, these zones
 * are skipped, so that the refresh of the regions does not fail with it.
 */
async function zonesOfRequests(env: Env, nowMs: number): Promise<string[]> {
  try {
    const { zones, colos } = await placesOfLastDay(env.EMISSIONS, nowMs);
    const cameIn = colos.flatMap((colo) => zoneOf({ colo })?.zone ?? []);
    return [...zones, ...cameIn].filter((zone) => yearly(zone) !== undefined);
  } catch (error) {
    console.warn(JSON.stringify({ event: "ledger-unread", error: String(error) }));
    return [];
  }
}

/** Sums up the receipts of the ledger by hour and by day. */
export async function rollUpLedger(env: Env, now: number): Promise<void> {
  const report = await rollUp(env.EMISSIONS, now);
  console.log(JSON.stringify({ event: "ledger-rolled-up", ...report }));
}
