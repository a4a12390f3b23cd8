import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fuels, gramsFromMix } from "../../src/grid/fuel-mix.ts";
import {
  gramsUnit,
  intensity,
  type Reading,
  ReadingRefusedError,
} from "../../src/grid/intensity.ts";
import { isElectricityMapsZone, YEARLY_ZONES, yearly } from "../../src/grid/yearly.ts";

const NOW_MS = Date.parse("2026-11-23T12:00:00Z");
const READING: Reading = {
  zone: "DE",
  gramsPerKwh: 300,
  kind: "live",
  signal: "average",
  fromMs: NOW_MS - 900_000,
  toMs: NOW_MS,
  source: "test",
  isEstimated: false,
};

test("a reading becomes a record with ISO times, or is refused; nothing in between", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.double({ min: 1, max: 2_000, noNaN: true })),
      fc.integer({ min: -40 * 86_400, max: 40 * 86_400 }),
      fc.integer({ min: -7_200, max: 200_000 }),
      fc.constantFrom("live" as const, "forecast" as const),
      fc.constantFrom("average" as const, "marginal" as const),
      (gramsPerKwh, offset, length, kind, signal) => {
        const fromMs = NOW_MS + offset * 1_000;
        const reading = {
          ...READING,
          gramsPerKwh,
          kind,
          signal,
          fromMs,
          toMs: fromMs + length * 1_000,
        };
        try {
          const record = intensity(reading, NOW_MS);
          expect(record.gramsPerKwh).toBe(gramsPerKwh);
          expect(gramsPerKwh).toBeGreaterThanOrEqual(signal === "average" ? 1 : 0);
          expect(gramsPerKwh).toBeLessThanOrEqual(2_000);
          expect(Date.parse(record.validFrom)).toBe(fromMs);
          expect(Date.parse(record.validTo)).toBeGreaterThan(fromMs);
          if (kind === "live") expect(fromMs).toBeLessThanOrEqual(NOW_MS + 300_000);
        } catch (error) {
          if (!(error instanceof ReadingRefusedError)) throw error;
        }
      },
    ),
  );
});

test.each([
  ["NaN", { gramsPerKwh: Number.NaN }],
  ["infinite", { gramsPerKwh: Number.POSITIVE_INFINITY }],
  ["negative", { gramsPerKwh: -1 }],
  ["absurd", { gramsPerKwh: 2_000.1 }],
  ["in kg/kWh", { gramsPerKwh: 0.3 }],
  ["measured in the future", { fromMs: NOW_MS + 301_000, toMs: NOW_MS + 900_000 }],
  ["two days old", { fromMs: NOW_MS - 49 * 3_600_000, toMs: NOW_MS - 48 * 3_600_000 }],
  ["forecast for next month", { kind: "forecast", fromMs: NOW_MS, toMs: NOW_MS + 30 * 86_400_000 }],
  ["of no length", { fromMs: NOW_MS, toMs: NOW_MS }],
  ["at no time", { fromMs: Number.NaN }],
] as [string, Partial<Reading>][])("a reading %s is refused", (_, change) => {
  expect(() => intensity({ ...READING, ...change }, NOW_MS)).toThrow(ReadingRefusedError);
});

test("a marginal rate of zero is a true one", () => {
  expect(intensity({ ...READING, signal: "marginal", gramsPerKwh: 0 }, NOW_MS).gramsPerKwh).toBe(0);
});

test("units: grams however spelt, and nothing else", () => {
  for (const unit of ["gCO2eq/kWh", "gCO2/kWh", "g/kWh", "g CO2eq / kWh", "gCO2_eq/kWh"])
    expect(gramsUnit.safeParse(unit).success, unit).toBe(true);
  for (const unit of ["kg/kWh", "g/MWh", "lbs/MWh", "percentile", "", "gNOx/kWh"])
    expect(gramsUnit.safeParse(unit).success, unit).toBe(false);
});

test("the yearly table names 352 zones and 30 of China, each a plausible average, and no other", () => {
  expect(YEARLY_ZONES.filter(isElectricityMapsZone)).toHaveLength(352);
  expect(new Set(YEARLY_ZONES).size).toBe(352 + 30);
  for (const zone of YEARLY_ZONES) {
    const mean = yearly(zone);
    expect(mean).toMatchObject({ zone, kind: "yearly", signal: "average" });
    expect(mean?.gramsPerKwh).toBeGreaterThanOrEqual(1);
    expect(mean?.gramsPerKwh).toBeLessThanOrEqual(2_000);
  }
  expect(yearly("CN-YN")).toMatchObject({ gramsPerKwh: 133.3, source: "mee-provinces-2023" });
  for (const zone of ["", "de", "ZZ", "CN-", "CN-XZ", "CN-constructor", "constructor", "__proto__"])
    expect(yearly(zone)).toBeUndefined();
});

const FUELS: Fuels = { NG: "gas", WND: "wind", SUN: "solar", BAT: "storage" };

test("a mix lies between its cleanest and its dirtiest fuel; storage and own use weigh nothing", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 1e5, noNaN: true }),
      fc.double({ min: 1, max: 1e5, noNaN: true }),
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      (gas, wind, battery) => {
        const mix = new Map([
          ["NG", gas],
          ["WND", wind],
          ["SUN", -5],
          ["BAT", battery],
        ]);
        const mean = gramsFromMix(mix, FUELS);
        expect(mean).toBeCloseTo((gas * 490 + wind * 11) / (gas + wind), 6);
      },
    ),
  );
  expect(gramsFromMix(new Map([["BAT", 5]]), FUELS)).toBeUndefined();
  expect(gramsFromMix(new Map([["constructor", 5]]), FUELS)).toBeUndefined();
});
