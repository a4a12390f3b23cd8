import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  computeEnergyKwh,
  embodiedGrams,
  estimate,
  memoryEnergyKwh,
  networkEnergyKwh,
  type Usage,
} from "../../src/emissions/estimate.ts";

const quantity = (max: number) => fc.double({ min: 0, max, noNaN: true });
const usage = fc.record<Usage>({
  computations: fc.array(
    fc.record({
      cpuSeconds: quantity(100),
      pue: fc.double({ min: 1, max: 3, noNaN: true }),
      gramsPerKwh: quantity(2000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  clientBytes: fc.nat(10_000_000),
  forwardedBytes: fc.nat(10_000_000),
  edgeGramsPerKwh: quantity(2000),
});

describe("worked by hand", () => {
  it("an hour of a half-loaded vCPU at PUE 1 draws its 1.5105 watts", () => {
    expect(computeEnergyKwh(3600, 1)).toEqual({
      value: expect.closeTo(0.0015105, 12),
      min: expect.closeTo(0.000739, 12),
      max: expect.closeTo(0.002282, 12),
    });
  });

  it("128 MB held for an hour take 0.128 x 0.000392 kWh, times the PUE", () => {
    expect(memoryEnergyKwh(3600, 1.2).value).toBeCloseTo(0.0000602112, 12);
  });

  it("a gigabyte over the network takes 0.001 kWh, at most 0.059", () => {
    expect(networkEnergyKwh(1e9)).toEqual({ value: 0.001, min: 0.001, max: 0.059 });
  });

  it("a vCPU in use for four years carries 1/224 of its server", () => {
    expect(embodiedGrams(35_040 * 3600).value).toBeCloseTo(2_321_000 / 224, 6);
  });

  it("charges each computation where it ran, and the way there at the dirtiest end", () => {
    const { operationalGrams, networkGrams } = estimate({
      computations: [
        { cpuSeconds: 1, pue: 1, gramsPerKwh: 700 },
        { cpuSeconds: 10, pue: 1.5, gramsPerKwh: 20 },
      ],
      clientBytes: 2e6,
      forwardedBytes: 1e6,
      edgeGramsPerKwh: 700,
    });
    const kwh = (seconds: number, pue: number) =>
      (1.5105 * seconds * pue) / 3.6e6 + ((0.128 * seconds) / 3600) * 0.000392 * pue;
    expect(operationalGrams.value).toBeCloseTo(kwh(1, 1) * 700 + kwh(10, 1.5) * 20, 12);
    expect(networkGrams.value).toBeCloseTo(0.003 * 0.001 * 700, 12);
    expect(networkGrams.max).toBeCloseTo(0.003 * 0.059 * 700, 12);
  });
});

describe("for any usage", () => {
  it("total is the sum of its terms and lies within its bounds", () => {
    fc.assert(
      fc.property(usage, (any) => {
        const { operationalGrams, networkGrams, embodiedGrams, totalGrams, energyKwh } =
          estimate(any);
        expect(totalGrams.value).toBeCloseTo(
          operationalGrams.value + networkGrams.value + embodiedGrams.value,
          9,
        );
        for (const range of [totalGrams, energyKwh]) {
          expect(range.min).toBeLessThanOrEqual(range.value);
          expect(range.value).toBeLessThanOrEqual(range.max);
          expect(range.min).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it("more work, more bytes or dirtier power never cost less", () => {
    fc.assert(
      fc.property(usage, quantity(100), (any, more) => {
        const [first, ...rest] = any.computations;
        if (!first) return;
        const before = estimate(any).totalGrams;
        const grown: Usage[] = [
          { ...any, computations: [{ ...first, cpuSeconds: first.cpuSeconds + more }, ...rest] },
          { ...any, computations: [{ ...first, gramsPerKwh: first.gramsPerKwh + more }, ...rest] },
          { ...any, clientBytes: any.clientBytes + more },
          { ...any, forwardedBytes: any.forwardedBytes + more },
          { ...any, edgeGramsPerKwh: any.edgeGramsPerKwh + more },
        ];
        for (const { totalGrams } of grown.map(estimate)) {
          for (const bound of ["min", "value", "max"] as const) {
            expect(totalGrams[bound]).toBeGreaterThanOrEqual(before[bound]);
          }
        }
      }),
    );
  });
});
