import fc from "fast-check";
import { expect, test } from "vitest";
import type { EmissionsData } from "../../../../src/api/dialects/carbon-aware/answers.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "../../../../src/grid/snapshot.ts";
import { yearly } from "../../../../src/grid/yearly.ts";
import {
  ask,
  askOf,
  at,
  forecast,
  iso,
  live,
  NOW,
  point,
  refusal,
} from "../../../grid/known-hour.ts";

const meanOf = (zone: string) => yearly(zone)?.gramsPerKwh ?? Number.NaN;
const starts = (rows: EmissionsData[]) => rows.map(({ time }) => time);

test("without a time, the figure that stands for now, with its own stretch and label", () => {
  expect(ask.byLocation({ location: ["DE"] })).toEqual([
    {
      location: "DE",
      time: iso(-15),
      rating: 300,
      duration: "00:15:00",
    },
  ]);
  expect(ask.byLocation({ location: ["GB"] })).toMatchObject([
    { time: iso(0), rating: 100, duration: "00:30:00" },
  ]);
});

test("a yearly mean is answered as the year that it is", () => {
  const year = {
    location: "FR",
    time: "2025-01-01T00:00:00.000Z",
    rating: meanOf("FR"),
    duration: "365.00:00:00",
  };
  expect(ask.byLocation({ location: ["FR"] })).toEqual([year]);
  const tomorrow = { location: ["FR"], time: [iso(1_440)], toTime: [iso(1_500)] };
  expect(ask.byLocation(tomorrow)).toEqual([year]);
  expect(
    ask.byLocation({ location: ["FR"], time: ["2025-03-01"], toTime: ["2025-03-02"] }),
  ).toEqual([year]);
});

test("a range is answered with what is measured and forecast in it, ends excluded", () => {
  const between = (from: number, to: number) =>
    starts(ask.byLocation({ location: ["DE"], time: [iso(from)], toTime: [iso(to)] }));
  expect(between(-60, 60)).toEqual([-15, 0, 15, 30, 45].map(iso));
  expect(between(0, 15)).toEqual([iso(0)]);
  expect(between(1, 16)).toEqual([iso(0), iso(15)]);
  expect(between(-10, 0)).toEqual([iso(-15)]);
  expect(between(59, 300)).toEqual([iso(45)]);
  expect(starts(ask.byLocation({ location: ["DE"], time: [iso(20)] }))).toEqual([iso(15)]);
  expect(starts(ask.byLocation({ location: ["DE"], time: [iso(30)] }))).toEqual([iso(30)]);
});

test("live readings take the place of the forecast for their stretch, no more", () => {
  const snapshot: Snapshot = {
    ...EMPTY_SNAPSHOT,
    zones: {
      DE: {
        average: { live: live("DE", 15, 30, 90, 0), forecast: forecast("m", point(0, 60, 50)) },
      },
    },
  };
  const query = { location: ["DE"], time: [iso(0)], toTime: [iso(60)] };
  const rows = askOf(at(NOW, snapshot)).byLocation(query);
  expect(rows.map((row) => [row.time, row.duration, row.rating])).toEqual([
    [iso(0), "00:15:00", 50],
    [iso(15), "00:15:00", 90],
    [iso(30), "00:30:00", 50],
  ]);
});

test("of two forecasts for one stretch the earlier counts, and only once", () => {
  const points = forecast("m", point(0, 30, 100), point(0, 30, 120), point(15, 45, 200));
  const zones: Snapshot["zones"] = { DE: { average: { forecast: points } } };
  const snapshot = { ...EMPTY_SNAPSHOT, zones };
  const query = { location: ["DE"], time: [iso(0)], toTime: [iso(60)] };
  const rows = askOf(at(NOW, snapshot)).byLocation(query);
  expect(rows.map((row) => [row.time, row.duration, row.rating])).toEqual([
    [iso(0), "00:30:00", 100],
    [iso(30), "00:15:00", 200],
  ]);
  const window = { location: ["DE"], windowSize: ["45"] };
  expect(askOf(at(NOW, snapshot)).forecasts(window)[0]?.forecastData).toMatchObject([
    { value: (100 * 30 + 200 * 15) / 45 },
  ]);
});

test("nothing is answered for a time of which nothing is known", () => {
  const before = { time: ["2024-05-01"], toTime: ["2024-05-02"] };
  expect(ask.byLocation({ location: ["DE"], ...before })).toEqual([]);
  expect(ask.best({ location: ["DE", "FR"], time: ["1999-12-31T23:59Z"] })).toEqual([]);
  expect(ask.best({ location: ["void", "half"] })).toEqual([]);
});

test("best: the least of all locations and times, every one that is equal", () => {
  expect(ask.best({ location: ["DE", "GB"] })).toMatchObject([{ location: "GB", rating: 100 }]);
  const hour = { time: [iso(0)], toTime: [iso(60)] };
  expect(ask.best({ location: ["DE", "GB"], ...hour })).toMatchObject([
    { location: "GB", time: iso(30), rating: 80 },
  ]);
  expect(starts(ask.best({ location: ["DE", "DE"], ...hour }))).toEqual([iso(15), iso(45)]);
  expect(ask.best({ location: ["void", "DE"], ...hour })).toHaveLength(2);
});

test("a region of several zones is their blend, on the stretches that all know of", () => {
  const hour = { time: [iso(1)], toTime: [iso(60)] };
  const rows = ask.byLocation({ location: ["north"], ...hour });
  expect(rows.map((row) => [row.time, row.rating])).toEqual([
    [iso(0), (240 + 100) / 2],
    [iso(15), (200 + 100) / 2],
    [iso(30), (220 + 80) / 2],
    [iso(45), (200 + 80) / 2],
  ]);
});

test("a blend with a yearly mean in it is yearly", () => {
  const rows = ask.byLocation({ location: ["west"] });
  expect(rows).toEqual([
    {
      location: "west",
      time: "2025-01-01T00:00:00.000Z",
      rating: (300 + meanOf("NL")) / 2,
      duration: "365.00:00:00",
    },
  ]);
  const range = { time: [iso(0)], toTime: [iso(60)] };
  expect(ask.byLocation({ location: ["west"], ...range })).toEqual(rows);
});

test("duration is a .NET TimeSpan", () => {
  const lasting = (validTo: string) => {
    const reading = live("DE", 0, 60, 1, 0);
    reading.reading.validTo = validTo;
    reading.goodUntil = "2027-01-01T00:00:00.000Z";
    const zones: Snapshot["zones"] = { DE: { average: { live: reading } } };
    return askOf(at(NOW, { ...EMPTY_SNAPSHOT, zones })).byLocation({ location: ["DE"] })[0]
      ?.duration;
  };
  expect(lasting(iso(5))).toBe("00:05:00");
  expect(lasting(iso(24 * 60 - 1))).toBe("23:59:00");
  expect(lasting(iso(24 * 60))).toBe("1.00:00:00");
  expect(lasting("2026-11-23T12:00:59.500Z")).toBe("00:00:59.5000000");
});

test("best is never worse than anything byLocation knows of the same time", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom("DE", "GB", "FR", "NL", "north", "west"), { minLength: 1 }),
      fc.integer({ min: -120, max: 120 }),
      fc.integer({ min: 1, max: 240 }),
      (location, from, minutes) => {
        const [start, end] = [[iso(from)], [iso(from + minutes)]];
        const chosen = ask.best({ location, time: start, toTime: end });
        const all = location.flatMap((one) =>
          ask.byLocation({ location: [one], time: start, toTime: end }),
        );
        const least = Math.min(...all.map(({ rating }) => rating));
        expect(chosen).toEqual(all.filter(({ rating }) => rating === least));
        expect(chosen.length).toBeGreaterThan(0);
      },
    ),
  );
});

test("an average: weighted by time where all is known, else the yearly mean, never what is not known", () => {
  const between = (location: string, from: number, to: number) =>
    ask.average({ location: [location], startTime: [iso(from)], endTime: [iso(to)] });
  expect(between("DE", 0, 60)).toEqual({
    location: "DE",
    startTime: iso(0),
    endTime: iso(60),
    carbonIntensity: 215,
  });
  expect(between("DE", -15, 5).carbonIntensity).toBeCloseTo((300 * 15 + 240 * 5) / 20, 9);
  expect(between("north", 0, 30).carbonIntensity).toBe((220 + 100) / 2);
  expect(between("DE", -600, 60).carbonIntensity).toBe(meanOf("DE"));
  expect(between("FR", -60, 60).carbonIntensity).toBe(meanOf("FR"));
  const before = { startTime: "2024-05-01T14:00:00", endTime: "2024-05-01T18:00:00" };
  expect(refusal(() => ask.averageBatch([{ location: "DE", ...before }]))).toEqual([
    400,
    "startTime",
    expect.stringMatching(/not all of it is known of DE/),
  ]);
});
