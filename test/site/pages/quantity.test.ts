import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bounds,
  grams,
  gramsScale,
  inWords,
  kwh,
  percent,
  significant,
} from "../../../src/site/pages/quantity.ts";

const FACTORS: Record<string, number> = {
  t: 1e6,
  kg: 1e3,
  g: 1,
  mg: 1e-3,
  µg: 1e-6,
  ng: 1e-9,
};

describe("a figure in grams", () => {
  it.each([
    [0, "0 g"],
    [1, "1.00 g"],
    [0.00123456, "1.23 mg"],
    [0.0000005, "500 ng"],
    [999.7, "1.00 kg"],
    [0.9997, "1.00 g"],
    [12_345, "12.3 kg"],
    [-0.002, "−2.00 mg"],
    [3e-12, "0.00300 ng"],
  ])("%s reads %s", (value, text) => {
    expect(inWords(grams(value))).toBe(text.replace(" ", "\u00a0"));
  });

  it("says the value to within half of its last digit", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 9e8, noNaN: true }), (value) => {
        const { figure, unit } = grams(value);
        const read = Number(figure.replaceAll(",", "")) * (FACTORS[unit] ?? Number.NaN);
        expect(Math.abs(read - value)).toBeLessThanOrEqual(value * 0.0051);
        expect(figure.replaceAll(/[^0-9]/g, "").length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("has one unit for all the figures of an axis", () => {
    expect(gramsScale(0.0042)).toEqual({ factor: 1e-3, unit: "mg" });
    expect(gramsScale(0)).toEqual({ factor: 1, unit: "g" });
  });
});

it("writes energy, shares, bounds and plain figures", () => {
  expect(inWords(kwh(0.0000123))).toBe("12.3\u00a0mWh");
  expect(percent(0)).toBe("0%");
  expect(percent(0.0312)).toBe("3.1%");
  expect(percent(0.314)).toBe("31%");
  expect(bounds({ min: 0.0004, value: 0.001, max: 0.0123 })).toEqual({
    from: "0.400",
    to: "12.3\u00a0mg",
  });
  expect(significant(123_456)).toBe("123,456");
});
