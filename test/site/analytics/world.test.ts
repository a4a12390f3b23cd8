import { describe, expect, it } from "vitest";
import { YEARLY_ZONES, yearly } from "../../../src/grid/yearly.ts";
import { colos } from "../../../src/placement/colos.ts";
import { addedLatencyMs, reachKm } from "../../../src/placement/latency.ts";
import { areas, MAP_HOURS } from "../../../src/site/analytics/areas.ts";
import { placeLabels } from "../../../src/site/analytics/labels.ts";
import {
  arc,
  MAP_HEIGHT,
  MAP_WIDTH,
  project,
  ring,
} from "../../../src/site/analytics/projection.ts";
import { SHADE_ENDS, shadeOf } from "../../../src/site/analytics/shade.ts";
import { subdivisionShapes } from "../../../src/site/analytics/subdivision-shapes.ts";
import { SUBDIVISIONS } from "../../../src/site/analytics/subdivisions.ts";
import { worldSvg } from "../../../src/site/analytics/world.ts";

describe("the map", () => {
  it("has room for every Cloudflare location", () => {
    for (const colo of colos.values()) {
      const { x, y } = project(colo);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(MAP_WIDTH);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(MAP_HEIGHT);
    }
  });

  it("puts places where they are: north up, east right", () => {
    const [oslo, nairobi, sydney] = [
      { latitude: 59.9, longitude: 10.7 },
      { latitude: -1.3, longitude: 36.8 },
      { latitude: -33.9, longitude: 151.2 },
    ].map(project);
    expect(oslo?.y).toBeLessThan(nairobi?.y ?? 0);
    expect(nairobi?.y).toBeLessThan(sydney?.y ?? 0);
    expect(oslo?.x).toBeLessThan(nairobi?.x ?? 0);
    expect(nairobi?.x).toBeLessThan(sydney?.x ?? 0);
  });

  it("draws an arc from one end to the other", () => {
    const [from, to] = [
      { latitude: 50, longitude: 8 },
      { latitude: 1, longitude: 104 },
    ];
    const [start, end] = [project(from), project(to)];
    expect(arc(from, to)).toMatch(
      new RegExp(`^M${start.x} ${start.y}Q[-\\d.]+ [-\\d.]+ ${end.x} ${end.y}$`),
    );
  });

  it("is one drawing with a shape for each country, or for each of its zones, by the names of the grids", () => {
    const svg = worldSvg();
    const names = [...svg.matchAll(/<path id="([\w-]+)" d="M[-\dMLZ.,]+"\/>/g)].map(([, id]) => id);
    expect(names.length).toBeGreaterThan(205);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^([A-Z]{2}(-[A-Z\d-]+)?|other)$/.test(name ?? ""))).toEqual([]);
    const shaded = areas([yearly]).map(({ zone }) => zone);
    expect(new Set(shaded).size).toBe(shaded.length);
    for (const zone of [
      ...["DE", "TR", "US-CAL-CISO", "CA-QC", "BR-NE", "AU-TAS", "CN-SC", "IN-SO"],
      ...["NO-NO4", "SE-SE3", "DK-DK1", "IT-SAR", "JP-TK"],
    ]) {
      expect(names).toContain(zone);
      expect(shaded).toContain(zone);
    }
    for (const country of Object.keys(SUBDIVISIONS)) expect(names).not.toContain(country);
    expect(svg.length).toBeLessThan(155_000);
  });

  it("draws each state once, as the zone that feeds it, and none inside out", () => {
    const states = Object.values(SUBDIVISIONS).flatMap((zones) =>
      Object.entries(zones).map(([zone, members]) => [zone, members.split(" ")] as const),
    );
    const american = states.flatMap(([zone, members]) => (zone.startsWith("US-") ? members : []));
    expect(american).toHaveLength(51);
    expect(new Set(american).size).toBe(51);
    for (const [country, count] of [
      ["CN", 31],
      ["IN", 36],
      ["NO", 19],
      ["SE", 21],
      ["DK", 5],
      ["IT", 20],
      ["JP", 47],
    ] as const) {
      const members = states.flatMap(([zone, of]) => (zone.startsWith(country) ? of : []));
      expect(new Set(members).size, country).toBe(count);
      expect(members).toHaveLength(count);
    }
    // A shape that is inside out reaches both sides of the map.
    for (const [zone, shape] of subdivisionShapes()) {
      if (zone !== "CN-XZ") expect(yearly(zone), zone).toBeDefined();
      const xs = [...shape.matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x));
      if (zone !== "US-AK")
        expect(Math.max(...xs) - Math.min(...xs), zone).toBeLessThan(MAP_WIDTH / 4);
    }
  });

  it("has every zone of a country that it draws in zones, except small islands and enclaves", () => {
    const drawn = new Set(Object.values(SUBDIVISIONS).flatMap((zones) => Object.keys(zones)));
    const missing = YEARLY_ZONES.filter(
      (zone) => zone.includes("-") && zone.slice(0, 2) in SUBDIVISIONS && !drawn.has(zone),
    );
    expect(missing.filter((zone) => /^(DK|IT|JP|NO|SE|CN)-/.test(zone))).toEqual(["DK-BHM"]);
  });

  it("gives the hours of an area only where its grid is foreseen to change", () => {
    const at = (zone: string, hour: number) => {
      const known = yearly(zone);
      return known && zone === "FR" ? { ...known, gramsPerKwh: hour } : known;
    };
    const lookups = Array.from(
      { length: MAP_HOURS },
      (_, hour) => (zone: string) => at(zone, hour),
    );
    const foreseen = areas(lookups).filter(({ hours }) => hours);
    expect(foreseen.map(({ zone }) => zone)).toEqual(["FR"]);
    expect(foreseen[0]?.hours).toEqual(Array.from({ length: MAP_HOURS }, (_, hour) => hour));
  });

  it("keeps its labels apart, shortens them in a crowd, and leaves out those without room", () => {
    const texts = ["Western Europe 240", "240"];
    const crowd = Array.from({ length: 24 }, (_, at) => ({
      x: 470 + 22 * (at % 6),
      y: 60 + 22 * Math.floor(at / 6),
      texts,
    }));
    const [alone] = placeLabels([{ x: 100, y: 100, texts }]);
    expect(alone).toEqual({ text: texts[0], x: 113, y: 105, anchor: "start" });
    const shown = placeLabels(crowd);
    expect(shown.some((label) => label?.text === texts[0])).toBe(true);
    expect(shown).toContain(null);
  });

  it("draws the reach of a move as long as the model of latency says", () => {
    const from = { latitude: 0, longitude: 0 };
    const to = { latitude: 0, longitude: reachKm(100) / 111.195 };
    expect(addedLatencyMs(from, to)).toBeCloseTo(100, 1);
    const xs = [...ring(from, 100).matchAll(/[ML](-?[\d.]+),/g)].map(([, x]) => Number(x));
    expect(Math.max(...xs)).toBeCloseTo(project(to).x, 0);
  });
});

it("shades intensities by the bands of the legend", () => {
  expect([0, ...SHADE_ENDS].map(shadeOf)).toEqual(["i0", "i1", "i2", "i3", "i4"]);
  expect(shadeOf(99.9)).toBe("i0");
  expect(shadeOf(1200)).toBe("i4");
  expect(shadeOf(null)).toBe("unknown");
});
