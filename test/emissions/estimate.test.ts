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
  it("a vCPU busy for an hour at PUE 1 draws 2.282 W; 1.543 W more than idle; 3.021 W with its idle half", () => {
    expect(computeEnergyKwh(3600, 1)).toEqual({
      value: expect.closeTo(0.002282, 12),
      min: expect.closeTo(0.001543, 12),
      max: expect.closeTo(0.003021, 12),
    });
  });

  it("128 MB held for an hour take 0.128 x 0.000392 kWh, times the PUE", () => {
    expect(memoryEnergyKwh(3600, 1.2)).toEqual({
      value: expect.closeTo(0.0000602112, 12),
      min: 0,
      max: expect.closeTo(0.00006271488, 12),
    });
  });

  it("a gigabyte over the network takes 0.001 kWh, at most 0.059", () => {
    expect(networkEnergyKwh(1e9)).toEqual({ value: 0.001, min: 0.001, max: 0.059 });
  });

  it("a vCPU in use for four years carries 1/224 of its server", () => {
    expect(embodiedGrams(35_040 * 3600)).toEqual({
      value: expect.closeTo(10_363.66, 2),
      min: expect.closeTo(6_199.6, 2),
      max: expect.closeTo(20_727.32, 2),
    });
  });

  /**
   * One second of work and 100 kB at 400 g/kWh, PUE 1.2:
   * compute 2.282 x 1.2 / 3.6e6 = 7.6066...e-7 kWh, memory 0.128 x 0.000392 x 1.2 / 3600 =
   * 1.67253...e-8 kWh, network 1e-4 x 0.001 = 1e-7 kWh, embodied 2321460 / 224 / 126144000 g.
   */
  it("a summary at the edge, term by term", () => {
    const { energyKwh, operationalGrams, networkGrams, embodiedGrams, totalGrams } = estimate({
      computations: [{ cpuSeconds: 1, pue: 1.2, gramsPerKwh: 400 }],
      clientBytes: 100_000,
      forwardedBytes: 0,
      edgeGramsPerKwh: 400,
    });
    expect(energyKwh.value).toBeCloseTo(8.77392e-7, 12);
    expect(operationalGrams.value).toBeCloseTo(0.0003109568, 12);
    expect(networkGrams.value).toBeCloseTo(0.00004, 12);
    expect(embodiedGrams.value).toBeCloseTo(8.2157381e-5, 12);
    expect(totalGrams.value).toBeCloseTo(0.00043311418, 11);
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
      (2.282 * seconds * pue) / 3.6e6 + ((0.128 * seconds) / 3600) * 0.000392 * pue;
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

  it("is linear in its units: twice the work, bytes and grids, four times the operational grams", () => {
    fc.assert(
      fc.property(usage, (any) => {
        const once = estimate(any);
        const twice = estimate({
          computations: any.computations.map(({ cpuSeconds, pue, gramsPerKwh }) => ({
            cpuSeconds: 2 * cpuSeconds,
            pue,
            gramsPerKwh: 2 * gramsPerKwh,
          })),
          clientBytes: 2 * any.clientBytes,
          forwardedBytes: 2 * any.forwardedBytes,
          edgeGramsPerKwh: 2 * any.edgeGramsPerKwh,
        });
        for (const bound of ["min", "value", "max"] as const) {
          expect(twice.energyKwh[bound]).toBeCloseTo(2 * once.energyKwh[bound], 12);
          expect(twice.operationalGrams[bound]).toBeCloseTo(4 * once.operationalGrams[bound], 9);
          expect(twice.networkGrams[bound]).toBeCloseTo(4 * once.networkGrams[bound], 9);
          expect(twice.embodiedGrams[bound]).toBeCloseTo(2 * once.embodiedGrams[bound], 12);
        }
      }),
    );
  });

  it("a kilowatt-hour at one intensity emits just that: operational and network over energy", () => {
    fc.assert(
      fc.property(usage, quantity(2000), (any, gramsPerKwh) => {
        const { energyKwh, operationalGrams, networkGrams } = estimate({
          ...any,
          computations: any.computations.map((at) => ({ ...at, gramsPerKwh })),
          edgeGramsPerKwh: gramsPerKwh,
        });
        for (const bound of ["min", "value", "max"] as const) {
          expect(operationalGrams[bound] + networkGrams[bound]).toBeCloseTo(
            energyKwh[bound] * gramsPerKwh,
            9,
          );
        }
      }),
    );
  });
});
