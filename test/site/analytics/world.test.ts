import { describe, expect, it } from "vitest";
import { yearly } from "../../../src/grid/yearly.ts";
import { colos } from "../../../src/placement/colos.ts";
import { countries } from "../../../src/site/analytics/countries.ts";
import { arc, MAP_HEIGHT, MAP_WIDTH, project } from "../../../src/site/analytics/projection.ts";
import { SHADE_ENDS, shadeOf } from "../../../src/site/analytics/shade.ts";
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

  it("is one drawing with a shape a country, by the codes of the grids", () => {
    const svg = worldSvg();
    const codes = [...svg.matchAll(/<path id="(\w+)" d="M[-\dMLZ.,]+"\/>/g)].map(([, id]) => id);
    expect(codes.length).toBeGreaterThan(165);
    expect(codes.filter((code) => !/^([A-Z]{2}|other)$/.test(code ?? ""))).toEqual([]);
    const shaded = countries(yearly).map(({ code }) => code);
    for (const code of ["US", "DE", "CN", "BR", "TR", "CD"]) {
      expect(codes).toContain(code);
      expect(shaded).toContain(code);
    }
    expect(svg.length).toBeLessThan(120_000);
  });
});

it("shades intensities by the bands of the legend", () => {
  expect([0, ...SHADE_ENDS].map(shadeOf)).toEqual(["i0", "i1", "i2", "i3", "i4"]);
  expect(shadeOf(99.9)).toBe("i0");
  expect(shadeOf(1200)).toBe("i4");
  expect(shadeOf(null)).toBe("unknown");
});
