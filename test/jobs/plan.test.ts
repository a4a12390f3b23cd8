import fc from "fast-check";
import { expect, test } from "vitest";
import type { Snapshot } from "../../src/grid/snapshot.ts";
import { EMPTY_SNAPSHOT, foreseen } from "../../src/grid/snapshot.ts";
import { gramsOf, offsetOf, planOf, spread } from "../../src/jobs/plan.ts";
import type { Region } from "../../src/placement/regions.ts";
import type { Load, World } from "../../src/region/place.ts";
import { Pool } from "../../src/region/pool.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;
const EDGE = { colo: "FRA", country: "DE", caller: undefined };
const NORTH: Region = {
  id: "aws:eu-north-1",
  backend: { kind: "service", binding: "NORTH", cloudRegion: "aws:eu-north-1" },
  zones: ["SE-SE3"],
  pue: 1.2,
  latitude: 59.3,
  longitude: 18.1,
};
/** As much work as a writer does; light work never moves. */
const load = (weight: "light" | "heavy"): Load => ({
  cpuSeconds: { edge: 0.01, region: 0.8, stayed: 0.81 },
  backboneBytes: 1_500,
  wanted: "auto",
  maxAddedLatencyMs: undefined,
  isBatch: true,
  holdoutDraw: 1,
  weight,
});

/** Hourly forecasts by zone from now on. */
function worlds(hourly: Record<string, number[]>) {
  const zones: Snapshot["zones"] = Object.fromEntries(
    Object.entries(hourly).map(([zone, grams]) => [
      zone,
      {
        average: {
          forecast: {
            source: "model",
            isEstimated: true,
            points: grams.map((one, hour): [number, number, number] => [
              (NOW + hour * HOUR) / 1_000,
              (NOW + (hour + 1) * HOUR) / 1_000,
              one,
            ]),
          },
        },
      },
    ]),
  );
  const snapshot = { ...EMPTY_SNAPSHOT, zones };
  const pool = new Pool(1);
  return (atMs: number): World => ({
    regions: [NORTH],
    pool,
    holdoutShare: 0,
    knownColos: {},
    backendOf: () => {
      throw new Error("nothing is sent");
    },
    intensityOf: (zone) => foreseen(snapshot, zone, NOW, atMs),
  });
}

const hourOf = (atMs: number) => (atMs - NOW) / HOUR;

test("work that stays at home waits for the cleanest hour at home", () => {
  const worldAt = worlds({ DE: [400, 420, 300, 250, 320], "SE-SE3": [20, 20, 20, 20, 20] });
  const plan = planOf(load("light"), EDGE, worldAt, NOW, NOW + 4 * HOUR);
  expect(hourOf(plan.atMs)).toBe(3);
  expect(plan.expectedGrams ?? 0).toBeLessThan(plan.immediateGrams ?? 0);
});

test("space first: heavy work moves at once where the region is as clean now as later", () => {
  const worldAt = worlds({ DE: [400, 420, 300, 250, 320], "SE-SE3": [20, 20, 20, 20, 20] });
  const plan = planOf(load("heavy"), EDGE, worldAt, NOW, NOW + 4 * HOUR);
  expect(plan.atMs).toBe(NOW);
  const home = planOf(load("light"), EDGE, worldAt, NOW, NOW + 4 * HOUR);
  expect(plan.expectedGrams ?? 0).toBeLessThan((home.expectedGrams ?? 0) / 2);
});

test("when and where: the region's cleanest hour", () => {
  const worldAt = worlds({ DE: Array(8).fill(400), "SE-SE3": [60, 60, 60, 60, 60, 15, 60, 60] });
  expect(hourOf(planOf(load("heavy"), EDGE, worldAt, NOW, NOW + 7 * HOUR).atMs)).toBe(5);
});

test("without a forecast, and for a saving too small to wait for, it runs at once", () => {
  expect(planOf(load("light"), EDGE, worlds({}), NOW, NOW + 40 * HOUR).atMs).toBe(NOW);
  const flat = worlds({ DE: [400, 399, 398, 396] });
  expect(planOf(load("light"), EDGE, flat, NOW, NOW + 3 * HOUR).atMs).toBe(NOW);
});

test("a yearly mean beyond the forecast's end is no cleaner hour", () => {
  // Germany's yearly mean is below 500.
  const worldAt = worlds({ DE: [500, 500] });
  expect(planOf(load("light"), EDGE, worldAt, NOW, NOW + 40 * HOUR).atMs).toBe(NOW);
});

test("it lies in the window, is never worse than now, and none before it is better by much", () => {
  const grams = fc.array(fc.integer({ min: 10, max: 900 }), { minLength: 1, maxLength: 24 });
  fc.assert(
    fc.property(grams, fc.integer({ min: 0, max: 30 }), (hourly, hours) => {
      const untilMs = NOW + hours * HOUR;
      const worldAt = worlds({ DE: hourly });
      const plan = planOf(load("light"), EDGE, worldAt, NOW, untilMs);
      expect(plan.atMs).toBeGreaterThanOrEqual(NOW);
      expect(plan.atMs).toBeLessThanOrEqual(Math.max(NOW, untilMs));
      expect(plan.expectedGrams ?? 0).toBeLessThanOrEqual(plan.immediateGrams ?? 0);
      // Embodied emissions and the network do not follow the grid, so grams are compared and not intensities.
      for (let hour = 0; hour <= hours; hour++) {
        const grams = gramsOf(load("light"), EDGE, worldAt(NOW + hour * HOUR)) ?? 0;
        expect(grams).toBeGreaterThanOrEqual(0.979 * (plan.expectedGrams ?? 0));
      }
    }),
    { numRuns: 200, examples: [[[17, 15], 1]] },
  );
});

test("jobs of one quarter of an hour are spread over it, never past the window", () => {
  const plan = { atMs: NOW + HOUR, expectedGrams: 1, immediateGrams: 2 };
  const ids = Array.from({ length: 500 }, (_, at) => `job_${at * 7_919}`);
  const times = ids.map((id) => spread(id, plan, NOW, NOW + 48 * HOUR).atMs - plan.atMs);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...times)).toBeLessThan(QUARTER);
  expect(new Set(times.map((ms) => Math.floor(ms / 60_000))).size).toBe(15);
  for (const id of ids) {
    expect(spread(id, plan, NOW, plan.atMs).atMs).toBe(plan.atMs);
    expect(spread(id, { ...plan, atMs: NOW }, NOW, NOW + HOUR).atMs).toBe(NOW);
    expect(offsetOf(id)).toBe(offsetOf(id));
  }
});
