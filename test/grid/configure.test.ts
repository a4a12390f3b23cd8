import { expect, test } from "vitest";
import { configureSources, GridConfigError } from "../../src/grid/configure.ts";
import { DOMAINS } from "../../src/grid/entsoe-domains.ts";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";

const ALL = {
  ELECTRICITY_MAPS_KEY: "k",
  EIA_KEY: "k",
  ENTSOE_TOKEN: "t",
  WATTTIME_USER: "u",
  WATTTIME_PASSWORD: "p",
};
const names = (config: Parameters<typeof configureSources>[0]) =>
  configureSources(config).map((source) => source.name);

const KEYLESS = ["neso", "caiso", "ercot", "nyiso", "miso", "spp", "hydro-quebec", "energy-charts"];

test("without keys: the operators and Energy-Charts; each key adds its source, the best first", () => {
  expect(names({})).toEqual(KEYLESS);
  expect(names(ALL)).toEqual(["electricity-maps", ...KEYLESS, "entsoe", "eia", "watttime"]);
  expect(names({ WATTTIME_USER: "u" })).toEqual(KEYLESS);
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
  const own = ["US-CAL-CISO", "US-TEX-ERCO", "US-NY-NYIS", "US-MIDW-MISO", "US-CENT-SWPP", "CA-QC"];
  for (const [at, name] of KEYLESS.slice(1, 7).entries()) expect(serving(name)).toEqual([own[at]]);
  expect(serving("entsoe")).toEqual(expect.arrayContaining(["SE-SE3", "NO-NO1", "IT-NO", "DE"]));
  expect(serving("entsoe")).toHaveLength(Object.keys(DOMAINS).length);
  expect(serving("electricity-maps")).not.toContain("CN-SC");
  expect(serving("eia")).toContain("US-CAL-CISO");
  expect(serving("eia")).not.toContain("US-HI");
  expect(serving("eia")).not.toContain("US-AK-SEAPA");
  expect(serving("watttime")).toHaveLength(14);
  for (const source of configureSources(ALL)) expect(source.serves("constructor")).toBe(false);
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
