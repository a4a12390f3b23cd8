import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueryParameters } from "../../../../src/api/dialects/carbon-aware/query.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "../../../../src/grid/snapshot.ts";
import { ask, askOf, at, forecast, iso, point, refusal, T0 } from "../../../grid/known-hour.ts";

test("a forecast without a window: its own points", () => {
  expect(ask.forecasts({ location: ["GB"] })).toEqual([
    {
      generatedAt: iso(0),
      requestedAt: iso(5),
      location: "GB",
      dataStartAt: iso(0),
      dataEndAt: iso(30),
      windowSize: 0,
      optimalDataPoints: [{ location: "GB", timestamp: iso(30), duration: 30, value: 80 }],
      forecastData: [
        { location: "GB", timestamp: iso(0), duration: 30, value: 100 },
        { location: "GB", timestamp: iso(30), duration: 30, value: 80 },
      ],
    },
  ]);
  expect(ask.forecasts({ location: ["GB"], windowSize: ["0"] })).toEqual(
    ask.forecasts({ location: ["GB"] }),
  );
});

test("rolling windows are weighted by time and lie within the bounds asked for", () => {
  const values = (query: QueryParameters) =>
    ask
      .forecasts({ location: ["DE"], ...query })[0]
      ?.forecastData.map((p) => [p.timestamp, p.value]);
  expect(values({ windowSize: ["30"] })).toEqual([
    [iso(0), 220],
    [iso(15), 210],
    [iso(30), 210],
  ]);
  expect(values({ windowSize: ["20"] })).toEqual([
    [iso(0), (240 * 15 + 200 * 5) / 20],
    [iso(15), (200 * 15 + 220 * 5) / 20],
    [iso(30), (220 * 15 + 200 * 5) / 20],
  ]);
  const part = { dataStartAt: [iso(10)], dataEndAt: [iso(45)] };
  expect(values({ ...part, windowSize: ["15"] })).toEqual([
    [iso(10), (240 * 5 + 200 * 10) / 15],
    [iso(25), (200 * 5 + 220 * 10) / 15],
  ]);
  expect(values({ dataStartAt: [iso(0)], dataEndAt: [iso(60)], windowSize: ["60"] })).toEqual([
    [iso(0), 215],
  ]);
  const ties = ask.forecasts({ location: ["DE"], windowSize: ["30"] })[0]?.optimalDataPoints;
  expect(ties?.map((p) => p.timestamp)).toEqual([iso(15), iso(30)]);
});

test("no window fits: empty arrays, not an error", () => {
  for (const windowSize of ["61", "2147483647"]) {
    expect(ask.forecasts({ location: ["DE"], windowSize: [windowSize] })).toMatchObject([
      { windowSize: Number(windowSize), optimalDataPoints: [], forecastData: [] },
    ]);
  }
});

test("one forecast a location, that of a region blended and as old as its oldest part", () => {
  const found = ask.forecasts({ location: ["north", "GB"] });
  expect(found.map((one) => [one.location, one.generatedAt, one.windowSize])).toEqual([
    ["north", iso(-30), 0],
    ["GB", iso(0), 0],
  ]);
  expect(found[0]?.optimalDataPoints).toMatchObject([{ timestamp: iso(45), value: 140 }]);
});

test("501 where no source forecasts: a yearly mean or a marginal figure is no forecast", () => {
  for (const location of ["FR", "US-CAL-CISO", "west", "half"])
    expect(refusal(() => ask.forecasts({ location: ["GB", location] }))).toEqual([
      501,
      "location",
      `location ${location} has no forecast now`,
    ]);
  expect(refusal(() => askOf(at(T0 + 3_600_000)).forecasts({ location: ["GB"] }))[0]).toBe(501);
});

test("a batch is answered from the newest forecast, and not for a time before it", () => {
  const asked = { location: "DE", windowSize: 30, dataStartAt: iso(15), dataEndAt: iso(60) };
  const batch = [
    { ...asked, requestedAt: iso(-30) },
    { location: "GB", requestedAt: "2026-11-23T12:01:00" },
  ];
  expect(ask.forecastBatch(batch)).toMatchObject([
    {
      location: "DE",
      requestedAt: iso(-30),
      generatedAt: iso(-30),
      dataStartAt: iso(15),
      dataEndAt: iso(60),
      windowSize: 30,
      optimalDataPoints: [
        { timestamp: iso(15), value: 210 },
        { timestamp: iso(30), value: 210 },
      ],
    },
    { location: "GB", requestedAt: iso(1), windowSize: 0 },
  ]);
  expect(ask.forecastBatch([])).toEqual([]);
  const [status, field, message] = refusal(() =>
    ask.forecastBatch([{ location: "DE", requestedAt: iso(-31) }]),
  );
  expect([status, field]).toEqual([501, "requestedAt"]);
  expect(message).toMatch(/no forecast of DE is kept from before/);
});

test("the windows are all that fit, each its true mean, and none is better than the optimal", () => {
  const pieces = fc.array(
    fc.record({
      gapMinutes: fc.constantFrom(0, 0, 0, 0, 5, 30),
      minutes: fc.constantFrom(5, 15, 30, 60),
      gramsPerKwh: fc.integer({ min: 1, max: 900 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(
      pieces,
      fc.integer({ min: 1, max: 180 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (stretches, windowSize, late, early) => {
        // The oracle: one figure per minute, undefined in a gap.
        const byMinute: (number | undefined)[] = [];
        const points = stretches.map(({ gapMinutes, minutes, gramsPerKwh }, index) => {
          const from = byMinute.length + (index === 0 ? 0 : gapMinutes);
          while (byMinute.length < from) byMinute.push(undefined);
          while (byMinute.length < from + minutes) byMinute.push(gramsPerKwh);
          return point(from, from + minutes, gramsPerKwh);
        });
        const start = late;
        const end = byMinute.length - early;
        fc.pre(start < end);
        const zones: Snapshot["zones"] = {
          DE: { average: { forecast: forecast("m", ...points) } },
        };
        const query = {
          location: ["DE"],
          dataStartAt: [iso(start)],
          dataEndAt: [iso(end)],
          windowSize: [String(windowSize)],
        };
        const found = askOf(at(T0, { ...EMPTY_SNAPSHOT, zones })).forecasts(query)[0];
        const expected: { timestamp: string; value: number }[] = [];
        for (let at = start; at + windowSize <= end; at += stretches[0]?.minutes ?? 0) {
          const window = byMinute.slice(at, at + windowSize);
          if (!window.every((value) => value !== undefined)) continue;
          const value = window.reduce((sum, one) => sum + one, 0) / windowSize;
          expected.push({ timestamp: iso(at), value });
        }
        expect(found?.forecastData.map((p) => p.timestamp)).toEqual(
          expected.map((p) => p.timestamp),
        );
        for (const [index, { value }] of expected.entries()) {
          expect(found?.forecastData[index]?.value).toBeCloseTo(value, 9);
          for (const optimal of found?.optimalDataPoints ?? [])
            expect(optimal.value).toBeLessThanOrEqual(found?.forecastData[index]?.value ?? 0);
        }
        expect((found?.optimalDataPoints.length ?? 0) > 0).toBe(expected.length > 0);
      },
    ),
    { numRuns: 500 },
  );
});
