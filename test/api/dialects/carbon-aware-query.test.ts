import { expect, test } from "vitest";
import type { QueryParameters } from "../../../src/api/dialects/carbon-aware-query.ts";
import { YEARLY_ZONES } from "../../../src/grid/yearly.ts";
import { ask, iso, refusal } from "../../grid/known-hour.ts";

const DATE = /must be ISO 8601 with its offset/;
const refused: [keyof typeof ask, QueryParameters, string, RegExp][] = [
  ["best", {}, "location", /at least once/],
  ["best", { location: [] }, "location", /at least once/],
  ["best", { location: [""] }, "location", /empty/],
  ["best", { location: ["atlantis"] }, "location", /atlantis is not known/],
  ["best", { location: ["DE", "constructor"] }, "location", /not known/],
  ["best", { location: ["DE"], toTime: [iso(1)] }, "time", /must be given where toTime is/],
  ["best", { location: ["DE"], time: [iso(1)], toTime: [iso(1)] }, "time", /before toTime/],
  ["best", { location: ["DE"], time: [iso(2)], toTime: [iso(1)] }, "time", /before toTime/],
  ["best", { location: ["DE"], time: ["now"] }, "time", DATE],
  ["best", { location: ["DE"], time: [""] }, "time", DATE],
  ["best", { location: ["DE"], time: ["2026-02-30"] }, "time", DATE],
  ["best", { location: ["DE"], time: ["2026-11-23T12:00:00"] }, "time", DATE],
  ["best", { location: ["DE"], time: ["2026-11-23T12:00:00 01:00"] }, "time", DATE],
  ["best", { location: ["DE"], time: [iso(1), iso(2)] }, "time", /exactly once/],
  ["best", { location: ["DE"], startTime: [iso(1)] }, "startTime", /no parameter of this call/],
  ["byLocation", {}, "location", /exactly once/],
  ["byLocation", { location: ["DE", "GB"] }, "location", /exactly once/],
  ["byLocation", { location: ["DE"], endTime: [iso(1)] }, "startTime", /where endTime is/],
  ["byLocation", { location: ["DE"], time: [iso(1)] }, "time", /no parameter/],
  ["forecasts", { location: ["atlantis"] }, "location", /not known/],
  ["forecasts", { location: ["DE"], windowSize: ["-15"] }, "windowSize", /whole number/],
  ["forecasts", { location: ["DE"], windowSize: ["7.5"] }, "windowSize", /whole number/],
  ["forecasts", { location: ["DE"], windowSize: ["1e3"] }, "windowSize", /whole number/],
  ["forecasts", { location: ["DE"], windowSize: [""] }, "windowSize", /whole number/],
  ["forecasts", { location: ["DE"], windowSize: ["2147483648"] }, "windowSize", /at most/],
  ["forecasts", { location: ["DE"], dataStartAt: ["tomorrow"] }, "dataStartAt", DATE],
  ["forecasts", { location: ["DE"], dataStartAt: [iso(-1)] }, "dataStartAt", /must lie within/],
  ["forecasts", { location: ["DE"], dataEndAt: [iso(61)] }, "dataEndAt", /forecast of DE, 2026/],
  ["forecasts", { location: ["DE"], dataStartAt: [iso(60)] }, "dataStartAt", /before dataEndAt/],
];
test.each(refused)("400: %s %j names %s", (call, query, field, why) => {
  const [status, named, message] = refusal(() => ask[call](query));
  expect([status, named]).toEqual([400, field]);
  expect(message).toMatch(why);
});

test("at most 50 locations", () => {
  const zones = YEARLY_ZONES.slice(0, 51);
  expect(refusal(() => ask.best({ location: zones }))).toEqual([
    400,
    "location",
    "location may be given 50 times at most",
  ]);
  expect(ask.best({ location: zones.slice(0, 50) }).length).toBeGreaterThan(0);
});

test("offsets are honoured", () => {
  const query = { location: ["DE"], startTime: ["2026-11-23T13:20:00+01:00"] };
  expect(ask.byLocation(query).map(({ time }) => time)).toEqual([iso(15)]);
});
