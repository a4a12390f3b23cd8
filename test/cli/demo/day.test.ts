import { describe, expect, it } from "vitest";
import { dayOf } from "../../../src/cli/demo/day.ts";
import { gridOf } from "../../../src/cli/demo/grid.ts";
import { summaryRequest } from "../../../src/contract/request.ts";
import { resolve, snapshotSchema } from "../../../src/grid/snapshot.ts";
import { zoneOf } from "../../../src/placement/colos.ts";
import { DEFAULT_REGIONS } from "../../../src/placement/regions.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 15, 20);
const day = dayOf(NOW_MS, 200);

describe("the demo's day", () => {
  it("is the same for the same seed and another for another", () => {
    expect(dayOf(NOW_MS, 20, 7)).toEqual(dayOf(NOW_MS, 20, 7));
    expect(dayOf(NOW_MS, 20, 7)).not.toEqual(dayOf(NOW_MS, 20, 8));
  });

  it("is a day of requests that the API takes, in order of time", () => {
    expect(day).toHaveLength(200);
    for (const [at, { atMs, body }] of day.entries()) {
      expect(summaryRequest.safeParse(body).success).toBe(true);
      expect(atMs).toBeGreaterThanOrEqual(day[at - 1]?.atMs ?? NOW_MS - 24 * 3_600_000);
      expect(atMs).toBeLessThanOrEqual(NOW_MS);
    }
  });

  it("has one outage of a region, over a few hours in its middle", () => {
    const out = day.flatMap(({ isOutage }, at) => (isOutage ? at : []));
    expect(out.length).toBeGreaterThan(10);
    expect(out.length).toBeLessThan(80);
    expect(out).toEqual(out.map((_, at) => (out[0] ?? 0) + at));
    expect(day[0]?.isOutage).toBe(false);
    expect(day.at(-1)?.isOutage).toBe(false);
  });

  it("is varied: both languages, some written, a few that ask for the edge", () => {
    const texts = day.map(({ body }) => body.text);
    expect(new Set(texts).size).toBe(200);
    expect(texts.some((text) => /\p{Script=Han}/u.test(text))).toBe(true);
    const written = day.filter(({ body }) => body.mode === "abstractive");
    expect(written.length).toBeGreaterThan(20);
    expect(written.length).toBeLessThan(60);
    expect(new Set(day.map(({ body }) => body.region))).toEqual(new Set(["auto", "edge"]));
  });
});

it("has a simulated grid, labelled as such, wherever a request comes in or may run", () => {
  const snapshot = snapshotSchema.parse(JSON.parse(JSON.stringify(gridOf(NOW_MS))));
  const zones = [
    ...day.map(({ colo }) => zoneOf({ colo })?.zone ?? ""),
    ...DEFAULT_REGIONS.flatMap((region) => region.zones),
  ];
  for (const zone of new Set(zones)) {
    for (const atMs of [NOW_MS - 23.9 * 3_600_000, NOW_MS - 3_600_000, NOW_MS + 60_000]) {
      const intensity = resolve(snapshot, zone, atMs);
      expect(intensity?.source).toBe("simulation");
      expect(intensity?.gramsPerKwh).toBeGreaterThan(0);
    }
  }
});
