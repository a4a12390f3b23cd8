import { expect, it } from "vitest";
import { placesOfLastDay } from "../../src/ledger/places.ts";
import { rollUp } from "../../src/ledger/roll-up.ts";
import { asKv, FakeKv } from "./fake-kv.ts";
import { keepSingly } from "./kept.ts";
import { receipt } from "./receipts.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 12);

const ran = (agoHours: number, zone: string, route: [colo: string, region: string | null]) => {
  const base = receipt(NOW - agoHours * HOUR_MS);
  const [colo, region] = route;
  return { ...base, colo, region, grid: { ...base.grid, zone } };
};

it.each([false, true])(
  "the last day's places and no older ones; rolled up: %s",
  async (isRolledUp) => {
    const kv = new FakeKv();
    await keepSingly(kv, [
      ran(1, "DE", ["FRA", null]),
      ran(20, "SE-SE3", ["CDG", "north"]),
      ran(3, "NL+BE", ["WAW", "weur"]),
      ran(40, "PL", ["MAD", "east"]),
    ]);
    if (isRolledUp) await rollUp(asKv(kv), NOW);
    const { zones, colos } = await placesOfLastDay(asKv(kv), NOW);
    expect(zones.sort()).toEqual(["BE", "DE", "NL", "SE-SE3"]);
    expect(colos.sort()).toEqual(["CDG", "WAW"]);
  },
);
