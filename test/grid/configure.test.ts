import { expect, test } from "vitest";
import { configureSources, GridConfigError } from "../../src/grid/configure.ts";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";

const ALL = {
  ELECTRICITY_MAPS_KEY: "k",
  EIA_KEY: "k",
  WATTTIME_USER: "u",
  WATTTIME_PASSWORD: "p",
};
const names = (config: Parameters<typeof configureSources>[0]) =>
  configureSources(config).map((source) => source.name);

test("without keys: NESO and Energy-Charts; each key adds its source, the best first", () => {
  expect(names({})).toEqual(["neso", "energy-charts"]);
  expect(names(ALL)).toEqual(["electricity-maps", "eia", "neso", "energy-charts", "watttime"]);
  expect(names({ WATTTIME_USER: "u" })).toEqual(["neso", "energy-charts"]);
});

test("every source serves only zones that exist, and no two keyless ones the same", () => {
  const serving = (name: string) =>
    YEARLY_ZONES.filter((zone) =>
      configureSources(ALL)
        .find((s) => s.name === name)
        ?.serves(zone),
    );
  expect(serving("neso")).toEqual(["GB"]);
  expect(serving("energy-charts")).toHaveLength(33);
  expect(serving("energy-charts")).not.toContain("GB");
  expect(serving("eia")).toContain("US-CAL-CISO");
  expect(serving("eia")).not.toContain("US-HI");
  expect(serving("eia")).not.toContain("US-AK-SEAPA");
  expect(serving("watttime")).toHaveLength(14);
  for (const source of configureSources(ALL))
    expect(source.serves("constructor")).toBe(source.name === "electricity-maps");
});

test("the zones of an Electricity Maps plan can be named", () => {
  const [source] = configureSources({
    ELECTRICITY_MAPS_KEY: "k",
    ELECTRICITY_MAPS_ZONES: "DE, FR",
  });
  expect(["DE", "FR", "PL"].map((zone) => source?.serves(zone))).toEqual([true, true, false]);
});

test.each(["not json", "[]", '{"nowhere": "http://a"}', '{"neso": "a place"}'])(
  "GRID_BASE_URLS that cannot be read is an error that names it: %s",
  (value) => {
    expect(() => configureSources({ GRID_BASE_URLS: value })).toThrow(GridConfigError);
    expect(() => configureSources({ GRID_BASE_URLS: value })).toThrow("GRID_BASE_URLS");
  },
);
