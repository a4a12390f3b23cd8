import { describe, expect, it } from "vitest";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";
import { COLOS_BY_ZONE } from "../../src/placement/colos.table.ts";
import { colos, zoneOf } from "../../src/placement/colos.ts";

const SPLIT = ["AU", "BR", "CA", "DK", "IN", "IT", "JP", "MY", "NO", "PH", "RU", "SE", "US"];

describe("the table of Cloudflare locations", () => {
  it("names only zones of the yearly table, but for two countries that it lacks", () => {
    const named = COLOS_BY_ZONE.trim()
      .split("\n")
      .map((line) => line.split(" ")[0] ?? "");
    expect(named.filter((zone) => !YEARLY_ZONES.includes(zone))).toEqual(["GD", "UA"]);
    expect(new Set(named).size).toBe(named.length);
  });

  it("holds each location once, with a code and coordinates on the globe", () => {
    const listed = COLOS_BY_ZONE.match(/\b[A-Z]{3} -?\d/g) ?? [];
    expect(listed.length).toBe(colos.size);
    expect(colos.size).toBeGreaterThan(330);
    for (const { code, latitude, longitude, country } of colos.values()) {
      expect(code).toMatch(/^[A-Z]{3}$/);
      expect(country).toMatch(/^[A-Z]{2}$/);
      expect(Math.abs(latitude)).toBeLessThanOrEqual(72);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
    }
  });

  it("charges a location in a country of several grids to its own grid", () => {
    const whole = [...colos.values()].filter(({ zone }) => zone && SPLIT.includes(zone));
    expect(whole).toEqual([]);
  });

  it.each([
    ["IAD", "US-MIDA-PJM"],
    ["SJC", "US-CAL-CISO"],
    ["DFW", "US-TEX-ERCO"],
    ["YUL", "CA-QC"],
    ["GRU", "BR-CS"],
    ["MEL", "AU-VIC"],
    ["KIX", "JP-KN"],
    ["BOM", "IN-WE"],
    ["MXP", "IT-NO"],
    ["CPH", "DK-DK2"],
    ["ARN", "SE-SE3"],
    ["OSL", "NO-NO1"],
    ["CDG", "FR"],
    ["HKG", "HK"],
    ["SJU", "PR"],
  ])("charges %s to %s", (colo, zone) => {
    expect(zoneOf({ colo })).toEqual({ zone, basis: "colo" });
  });
});

describe("zoneOf", () => {
  const hintZones = ["NL", "FR"];

  it("prefers the location to the country, and the country to the hint", () => {
    expect(zoneOf({ colo: "cdg", country: "DE", hintZones })?.zone).toBe("FR");
    expect(zoneOf({ colo: "XXX", country: "de", hintZones })).toEqual({
      zone: "DE",
      basis: "country",
    });
    expect(zoneOf({ colo: "XXX", country: "XX", hintZones })).toEqual({
      zone: "NL+FR",
      basis: "hint",
    });
  });

  it("takes the main zone of a country that is one only in parts", () => {
    expect(zoneOf({ country: "RU" })?.zone).toBe("RU-1");
    expect(zoneOf({ country: "CL" })?.zone).toBe("CL-SEN");
  });

  it("falls back for a known location whose country has no zone", () => {
    expect(zoneOf({ colo: "KBP", hintZones })).toEqual({ zone: "NL+FR", basis: "hint" });
  });

  it("invents nothing", () => {
    expect(zoneOf({})).toBeNull();
    expect(zoneOf({ colo: "XXX", country: "", hintZones: [] })).toBeNull();
  });
});
