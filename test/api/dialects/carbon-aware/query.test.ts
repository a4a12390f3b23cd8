import { expect, test } from "vitest";
import { pathOf } from "../../../../src/api/dialects/carbon-aware/path.ts";
import {
  type QueryParameters,
  readByLocation,
} from "../../../../src/api/dialects/carbon-aware/query.ts";
import { YEARLY_ZONES } from "../../../../src/grid/yearly.ts";
import { ask, iso, refusal } from "../../../grid/known-hour.ts";

const DATE = /must be ISO 8601, as/;
const refused: [
  Exclude<keyof typeof ask, "forecastBatch" | "averageBatch">,
  QueryParameters,
  string,
  RegExp,
][] = [
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
  ["best", { location: ["DE"], time: ["2026-11-23T12:00:00 01:00"] }, "time", DATE],
  ["best", { location: ["DE"], time: [iso(1), iso(2)] }, "time", /exactly once/],
  ["byLocation", {}, "location", /exactly once/],
  ["byLocation", { location: ["DE", "GB"] }, "location", /exactly once/],
  ["byLocation", { location: ["DE"], toTime: [iso(1)] }, "time", /where toTime is/],
  ["average", { location: ["DE"], startTime: [iso(1)] }, "endTime", /exactly once/],
  ["average", { location: ["DE"], startTime: [iso(2)], endTime: [iso(1)] }, "startTime", /before/],
  [
    "average",
    { location: ["DE"], startTime: [iso(-1e7)], endTime: [iso(1)] },
    "startTime",
    /not all/,
  ],
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

test("offsets are honored; a time without one is in UTC, to the second, the minute or the day", () => {
  for (const time of [
    "2026-11-23T13:20:00+01:00",
    "2026-11-23T12:20:00Z",
    "2026-11-23T12:20:00",
    "2026-11-23T12:20:30.5",
    "2026-11-23T12:20",
    "2026-11-23T13:20+01:00",
  ])
    expect(ask.byLocation({ location: ["DE"], time: [time] }).map(({ time }) => time)).toEqual([
      iso(15),
    ]);
  expect(readByLocation({ location: ["DE"], time: ["2026-11-23"] }, 0).range[0]).toBe(
    Date.parse("2026-11-23T00:00:00Z"),
  );
});

test("parameters of other calls are ignored, names have no case, and locations is location", () => {
  const query = { location: ["DE"], durationMinutes: ["0"], startTime: ["never"] };
  expect(ask.byLocation(query)).toEqual(ask.byLocation({ location: ["DE"] }));
  expect(ask.byLocation({ Location: ["DE"], TOTIME: [iso(30)], Time: [iso(0)] })).toHaveLength(2);
  expect(ask.byLocations({ locations: ["DE", "GB"] })).toEqual(
    ask.byLocations({ location: ["DE", "GB"] }),
  );
});

const BATCHES: [unknown, string, RegExp][] = [
  [{}, "body", /must be a list/],
  [null, "body", /must be a list/],
  [[{ location: "DE" }], "0.requestedAt", DATE],
  [[{ location: "DE", requestedAt: iso(0), windowSize: -1 }], "0.windowSize", /whole number/],
  [[{ location: "DE", requestedAt: iso(0), windowSize: 1.5 }], "0.windowSize", /whole number/],
  [[{ location: 7, requestedAt: iso(0) }], "0.location", /must be a name/],
  [Array(101).fill({ location: "DE", requestedAt: iso(0) }), "body", /100 elements/],
];
test.each(BATCHES)("400: the batch %j names %s", (json, field, why) => {
  const [status, name, message] = refusal(() => ask.forecastBatch(json));
  expect([status, name]).toEqual([400, field]);
  expect(message).toMatch(why);
});

// As ASP.NET, on which the SDK runs, reads names.
const upper = (members: object) =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name.toUpperCase(), value]));

test.each<[keyof typeof ask, QueryParameters]>([
  ["best", { location: ["DE", "GB"], time: [iso(0)], toTime: [iso(60)] }],
  ["byLocations", { location: ["DE", "GB"], time: [iso(0)], toTime: [iso(60)] }],
  ["byLocation", { location: ["DE"], time: [iso(0)], toTime: [iso(60)] }],
  ["forecasts", { location: ["DE"], dataStartAt: [iso(15)], dataEndAt: [iso(60)] }],
  ["average", { location: ["GB"], startTime: [iso(0)], endTime: [iso(60)] }],
])("%s has its parameters in any case", (call, query) => {
  const answer = ask[call](query);
  expect(answer).not.toEqual([]);
  expect(ask[call](upper(query))).toEqual(answer);
});

test("batches have their members in any case", () => {
  const forecast = { requestedAt: iso(5), location: "DE", dataStartAt: iso(15), windowSize: 30 };
  expect(ask.forecastBatch([upper(forecast)])).toEqual(ask.forecastBatch([forecast]));
  const average = { location: "GB", startTime: iso(0), endTime: iso(60) };
  expect(ask.averageBatch([upper(average)])).toEqual(ask.averageBatch([average]));
});

test("the SDK's paths are found in any case, others only as they are", () => {
  const found = (path: string) => pathOf(new Request(`https://greengist.example${path}`));
  for (const path of [
    "/Emissions/ByLocation?Location=DE",
    "/EMISSIONS/bylocations",
    "/emissions/ByLocations/Best",
    "/Emissions/Forecasts/Current",
    "/emissions/forecasts/Batch",
    "/Emissions/Average-Carbon-Intensity/",
    "/Emissions/average-carbon-intensity/batch",
    "/Locations",
  ])
    expect(found(path)).toBe((path.split("?")[0] ?? "").toLowerCase().replace(/\/$/, ""));
  for (const path of ["/V1/Summarize", "/models/Facebook/BART", "/v1/jobs/job_Emissions"])
    expect(found(path)).toBe(path);
});
