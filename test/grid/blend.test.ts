import { describe, expect, it } from "vitest";
import { blend } from "../../src/grid/blend.ts";
import { grid, lookup } from "./readings.ts";

describe("blend", () => {
  it("is the record itself for one zone", () => {
    const record = grid("FR", 30);
    expect(blend("FR", lookup(record))).toBe(record);
  });

  it("is the mean of the zones, labelled by the weakest and called estimated", () => {
    const yearly = grid("B", 100, {
      kind: "yearly",
      source: "two",
      validFrom: "2025-01-01T00:00:00.000Z",
      validTo: "2026-01-01T00:00:00.000Z",
    });
    expect(blend("A+B", lookup(grid("A", 300), yearly))).toEqual({
      zone: "A+B",
      gramsPerKwh: 200,
      kind: "yearly",
      signal: "average",
      validFrom: "2025-01-01T00:00:00.000Z",
      validTo: "2026-01-01T00:00:00.000Z",
      source: "one+two",
      isEstimated: true,
    });
  });

  it("is unknown unless every zone is known, by one signal", () => {
    expect(blend("A+B", lookup(grid("A", 300)))).toBeNull();
    const marginal = grid("B", 100, { signal: "marginal" });
    expect(blend("A+B", lookup(grid("A", 300), marginal))).toBeNull();
    expect(blend("", lookup())).toBeNull();
  });
});
