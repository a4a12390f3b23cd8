import { describe, expect, it } from "vitest";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";
import { CLOUD_REGIONS } from "../../src/placement/cloud-regions.ts";
import { DEFAULT_REGIONS, mergeRegions, RegionsError } from "../../src/placement/regions.ts";

const stockholm = {
  id: "stockholm",
  backend: { kind: "service", binding: "STOCKHOLM", cloudRegion: "aws:eu-north-1" },
  zones: ["SE-SE3"],
  latitude: 59.33,
  longitude: 18.07,
};

const merge = (...entries: unknown[]) => mergeRegions(JSON.stringify(entries));

describe("the default table", () => {
  it("has one region a location hint, each in zones that have a figure", () => {
    const ids = DEFAULT_REGIONS.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([
      "afr",
      "apac",
      "apac-ne",
      "apac-se",
      "eeur",
      "enam",
      "me",
      "oc",
      "sam",
      "weur",
      "wnam",
    ]);
    for (const { zones } of DEFAULT_REGIONS) {
      expect(zones.filter((zone) => !YEARLY_ZONES.includes(zone))).toEqual([]);
    }
  });

  it("would pass its own validation, as would the replay's cloud regions", () => {
    expect(mergeRegions(JSON.stringify(DEFAULT_REGIONS), [])).toEqual(DEFAULT_REGIONS);
    expect(mergeRegions(JSON.stringify(CLOUD_REGIONS), [])).toEqual(CLOUD_REGIONS);
  });
});

describe("mergeRegions", () => {
  it("leaves the table alone where nothing is configured", () => {
    expect(mergeRegions(undefined)).toBe(DEFAULT_REGIONS);
    expect(mergeRegions("  ")).toBe(DEFAULT_REGIONS);
  });

  it("adds a new region with the default PUE", () => {
    const merged = merge(stockholm);
    expect(merged).toHaveLength(DEFAULT_REGIONS.length + 1);
    expect(merged.at(-1)).toEqual({ ...stockholm, pue: 1.2 });
  });

  it("replaces a region of the same id, in place", () => {
    const moved = { ...stockholm, id: "weur", pue: 1.1 };
    const merged = merge(moved);
    expect(merged.map(({ id }) => id)).toEqual(DEFAULT_REGIONS.map(({ id }) => id));
    expect(merged.find(({ id }) => id === "weur")).toEqual(moved);
  });

  it("takes an https URL, or http to this machine", () => {
    for (const url of ["https://green.example/", "http://127.0.0.1:8788"]) {
      expect(() => merge({ ...stockholm, backend: { kind: "url", url } })).not.toThrow();
    }
  });

  it.each([
    [{ ...stockholm, id: "edge" }, "REGIONS[0].id is reserved"],
    [{ ...stockholm, id: "No Spaces" }, "REGIONS[0].id may hold only"],
    [{ ...stockholm, zones: [] }, "REGIONS[0].zones"],
    [{ ...stockholm, zones: ["sweden"] }, "REGIONS[0].zones[0]"],
    [{ ...stockholm, pue: 0.9 }, "REGIONS[0].pue"],
    [{ ...stockholm, latitude: "north" }, "REGIONS[0].latitude"],
    [{ ...stockholm, colour: "green" }, "colour"],
    [{ ...stockholm, backend: { kind: "pigeon" } }, "REGIONS[0].backend.kind"],
    [{ ...stockholm, backend: { kind: "url", url: "http://x.example" } }, "REGIONS[0].backend.url"],
    [
      { ...stockholm, backend: { kind: "durable-object", locationHint: "moon" } },
      "REGIONS[0].backend.locationHint",
    ],
    [
      { ...stockholm, backend: { ...stockholm.backend, cloudRegion: "eu-north-1" } },
      "REGIONS[0].backend.cloudRegion",
    ],
  ])("refuses %j, naming the field", (entry, problem) => {
    expect(() => merge(entry)).toThrow(RegionsError);
    expect(() => merge(entry)).toThrow(problem);
  });

  it("refuses text that is not JSON, not a list, or names a region twice", () => {
    expect(() => mergeRegions("{")).toThrow("it is not JSON");
    expect(() => mergeRegions("{}")).toThrow("expected array");
    expect(() => merge(stockholm, stockholm)).toThrow('two regions have the id "stockholm"');
  });
});
