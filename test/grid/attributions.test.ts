import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ATTRIBUTIONS, PROVINCES_ATTRIBUTION } from "../../src/grid/attributions.ts";
import { configureSources } from "../../src/grid/configure.ts";

const EVERYTHING = {
  ELECTRICITY_MAPS_KEY: "key",
  EIA_KEY: "key",
  ENTSOE_TOKEN: "token",
  WATTTIME_USER: "user",
  WATTTIME_PASSWORD: "password",
};

it("the list of attributions has every source that can be configured, and no other", () => {
  const credits = configureSources(EVERYTHING).map(({ name, attribution }) => [name, attribution]);
  expect(Object.fromEntries(credits)).toEqual(ATTRIBUTIONS);
});

it("NOTICE names every source", () => {
  const notice = readFileSync("NOTICE", "utf8").replaceAll(/\s+/g, " ");
  for (const attribution of [...Object.values(ATTRIBUTIONS), PROVINCES_ATTRIBUTION]) {
    expect(notice).toContain(attribution.replace(/[,(].*/, "").trim());
  }
});
