import { describe, expect, it } from "vitest";
import { rank, toStandingJson } from "../../src/placement/ranking.ts";
import { Pool } from "../../src/region/pool.ts";
import { grid, region, worldWith } from "./world.ts";

const NOW = Date.parse("2026-11-23T12:10:00Z");

describe("rank", () => {
  it("puts the cleanest first and the unknown last", () => {
    const regions = [
      region("nowhere", ["XX"]),
      region("west", ["NL", "GB"]),
      region("north", ["SE-SE3"]),
      region("east", ["PL"]),
    ];
    const standings = rank(worldWith({ regions }));
    expect(standings.map(({ region: id, zone }) => [id, zone])).toEqual([
      ["north", "SE-SE3"],
      ["west", "NL+GB"],
      ["east", "PL"],
      ["nowhere", "XX"],
    ]);
    expect(standings.map(({ intensity }) => intensity?.gramsPerKwh)).toEqual([
      25,
      250,
      700,
      undefined,
    ]);
  });

  it("ranks each object by its location, and reports the source of the location", () => {
    const regions = [region("west", ["NL", "GB"])];
    const knownColos = { "west-1": "CDG", "west-2": "WAW" };
    const standings = rank(worldWith({ regions, pool: new Pool(3), knownColos }));
    expect(standings).toMatchObject([
      { instance: "west-1", colo: "CDG", zone: "FR", basis: "colo" },
      { instance: "west-0", colo: null, zone: "NL+GB", basis: "hint" },
      { instance: "west-2", colo: "WAW", zone: "PL", basis: "colo" },
    ]);
  });

  it("shows what the pool thinks of an object", () => {
    const pool = new Pool(1, () => 1);
    for (let count = 0; count < 3; count++) pool.begin("north-0").failed(false);
    pool.begin("west-0").failed(true);
    const states = rank(worldWith({ pool })).map(({ region: id, state }) => [id, state]);
    expect(states).toEqual([
      ["north", "broken"],
      ["west", "overloaded"],
    ]);
  });

  it("has a blend by its weakest part", () => {
    const intensityOf = (zone: string) =>
      zone === "NL"
        ? grid("NL", 300)
        : grid(zone, 100, { kind: "yearly", source: "a yearly table" });
    const [only] = rank(worldWith({ regions: [region("west", ["NL", "GB"])], intensityOf }));
    expect(only?.intensity).toMatchObject({
      gramsPerKwh: 200,
      kind: "yearly",
      isEstimated: true,
      source: "meter+a yearly table",
    });
  });
});

describe("toStandingJson", () => {
  it("gives the age of a figure in seconds, and its source", () => {
    const [first] = rank(worldWith());
    expect(first && toStandingJson(first, NOW)).toEqual({
      region: "north",
      instance: "north-0",
      kind: "durable-object",
      state: "ready",
      colo: null,
      zone: "SE-SE3",
      basis: "hint",
      pue: 1.2,
      grams_per_kwh: 25,
      intensity: {
        source: "meter",
        kind: "live",
        signal: "average",
        is_estimated: false,
        valid_from: "2026-11-23T12:00:00.000Z",
        valid_to: "2026-11-23T12:15:00.000Z",
        age_seconds: 600,
      },
    });
  });

  it("has nulls, not figures, for what is unknown", () => {
    const [only] = rank(worldWith({ regions: [region("nowhere", ["XX"])] }));
    expect(only && toStandingJson(only, NOW)).toMatchObject({
      grams_per_kwh: null,
      intensity: null,
    });
  });
});
