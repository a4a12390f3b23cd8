import { expect, test } from "vitest";
import { Forecasts, meanError } from "../../src/jobs/replay/forecast.ts";
import { arrivals, deferred } from "../../src/jobs/replay/week.ts";
import { colos } from "../../src/placement/colos.ts";
import type { IntensityTrace } from "../../src/placement/replay/trace.ts";
import type { Load } from "../../src/region/place.ts";

const START = Date.UTC(2022, 9, 10);
const HOUR_MS = 3_600_000;
const HOURS = 24 * 12;

/** A grid that varies by the hour, and one that is constant. */
const trace: IntensityTrace = {
  hours: Array.from({ length: HOURS }, (_, at) => new Date(START + at * HOUR_MS).toISOString()),
  byZone: new Map([
    ["DE", Float64Array.from({ length: HOURS }, (_, at) => 400 + 200 * Math.cos(at / 4))],
    ["FR", Float64Array.from({ length: HOURS }, () => 60)],
  ]),
};
const forecasts = (errorScale: number, isForecast = () => true) =>
  new Forecasts(trace, { isForecast, horizonHours: 24, errorScale });
const LOAD: Load = {
  cpuSeconds: { edge: 0.8, region: 0, stayed: 0.8 },
  backboneBytes: 0,
  wanted: "edge",
  maxAddedLatencyMs: undefined,
  holdoutDraw: 1,
  weight: "heavy",
};
const sites = [...colos.values()].filter(({ zone }) => zone === "DE" || zone === "FR");

test("forecasts are as wrong as they were measured to be, the more the further ahead", () => {
  const known = forecasts(1);
  const errorAt = (lead: number) => {
    const errors = Array.from({ length: HOURS - lead }, (_, now) => {
      const truth = known.intensityAt("DE", now + lead, now + lead)?.gramsPerKwh ?? 0;
      return Math.abs((known.intensityAt("DE", now, now + lead)?.gramsPerKwh ?? 0) / truth - 1);
    });
    return errors.reduce((sum, one) => sum + one, 0) / errors.length;
  };
  // 288 hours of persistent errors contain few independent draws.
  for (const lead of [1, 12, 24]) expect(errorAt(lead) / meanError(lead)).toBeGreaterThan(0.6);
  for (const lead of [1, 12, 24]) expect(errorAt(lead) / meanError(lead)).toBeLessThan(1.6);
  expect(errorAt(24)).toBeGreaterThan(errorAt(2));
  expect(meanError(0)).toBe(0);
  expect(meanError(4)).toBeCloseTo(0.055, 9);
  expect(meanError(96)).toBeCloseTo(0.11, 9);
});

test("beyond the horizon, and without a forecast, a grid is taken to stay as it is", () => {
  const at = (known: Forecasts, hour: number) => known.intensityAt("DE", 3, hour)?.gramsPerKwh;
  expect(at(forecasts(1), 28)).toBe(at(forecasts(1), 3));
  expect(
    at(
      forecasts(1, () => false),
      9,
    ),
  ).toBe(at(forecasts(1), 3));
});

test("a longer window saves more, wrong forecasts save less, and neither costs", () => {
  const jobs = arrivals(sites, START, 10);
  expect(jobs).toHaveLength(70);
  const saved = (errorScale: number, hours: number) => {
    const {
      atOnce,
      deferred: later,
      jobs: count,
    } = deferred(jobs, LOAD, [], forecasts(errorScale), hours);
    expect(count).toBe(70);
    return 1 - later / atOnce;
  };
  const perfect = [1, 6, 24].map((hours) => saved(0, hours));
  expect(perfect[0]).toBeGreaterThanOrEqual(0);
  expect(perfect[1]).toBeGreaterThan(perfect[0] ?? 1);
  expect(perfect[2]).toBeGreaterThan(perfect[1] ?? 1);
  expect(saved(4, 24)).toBeLessThan(perfect[2] ?? 0);
  expect(saved(1, 24)).toBeGreaterThan(0.8 * (perfect[2] ?? 0));
});
