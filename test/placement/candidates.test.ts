import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../src/placement/candidates.ts";
import { addedLatencyMs, distanceKm } from "../../src/placement/latency.ts";
import { mergeRegions } from "../../src/placement/regions.ts";
import { grid, lookup } from "../grid/readings.ts";

const regions = mergeRegions(
  JSON.stringify([
    {
      id: "weur",
      backend: { kind: "durable-object", locationHint: "weur" },
      zones: ["NL", "GB"],
      latitude: 52.31,
      longitude: 4.76,
    },
  ]),
  [],
);
const berlin = { latitude: 52.52, longitude: 13.4 };

describe("candidatesOf", () => {
  it("ranks a landing by where it is, not by its hint", () => {
    const landings = new Map([
      ["weur", [{ instance: "weur-0", colo: "CDG" }, { instance: "weur-1" }]],
    ]);
    const intensityOf = lookup(grid("NL", 300), grid("GB", 200), grid("FR", 30));
    const [paris, unknown] = candidatesOf(regions, berlin, intensityOf, landings);
    expect(paris).toMatchObject({ instance: "weur-0", zone: "FR", intensity: { gramsPerKwh: 30 } });
    expect(unknown).toMatchObject({ zone: "NL+GB", intensity: { gramsPerKwh: 250 } });
    expect(paris?.addedLatencyMs).toBeGreaterThan(unknown?.addedLatencyMs ?? 0);
  });

  it("takes a measured latency and a reported state as they are", () => {
    const landings = new Map([
      ["weur", [{ instance: null, measuredLatencyMs: 7, state: "overloaded" as const }]],
    ]);
    const [candidate] = candidatesOf(regions, berlin, lookup(), landings);
    expect(candidate).toMatchObject({ addedLatencyMs: 7, state: "overloaded", intensity: null });
  });

  it("has one candidate, ready, for a region of which nothing is known", () => {
    const candidates = candidatesOf(regions, berlin, lookup(grid("NL", 300), grid("GB", 200)));
    expect(candidates).toHaveLength(1);
    expect(candidates[0]).toMatchObject({ region: "weur", instance: null, state: "ready" });
  });
});

describe("addedLatencyMs", () => {
  const london = { latitude: 51.47, longitude: -0.45 };
  const newYork = { latitude: 40.64, longitude: -73.78 };

  it("measures great circles", () => {
    expect(distanceKm(london, newYork)).toBeGreaterThan(5530);
    expect(distanceKm(london, newYork)).toBeLessThan(5560);
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(
      Math.PI * 6371.0088,
      3,
    );
  });

  it("grows with distance from one hop, the same both ways", () => {
    expect(addedLatencyMs(london, london)).toBe(1);
    expect(addedLatencyMs(london, newYork)).toBeCloseTo(addedLatencyMs(newYork, london), 9);
    expect(addedLatencyMs(london, newYork)).toBeGreaterThan(2 * (5530 / 200));
    expect(addedLatencyMs(london, berlin)).toBeLessThan(addedLatencyMs(london, newYork));
  });
});
