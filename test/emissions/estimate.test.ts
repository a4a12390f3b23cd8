import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accessEnergyKwh,
  backboneEnergyKwh,
  computeEnergyKwh,
  DEFAULT_PUE,
  embodiedGrams,
  estimate,
  memoryEnergyKwh,
  pueBounds,
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
  accessBytes: fc.nat(10_000_000),
  backboneBytes: fc.nat(10_000_000),
  edgeGramsPerKwh: quantity(2000),
  regionGramsPerKwh: quantity(2000),
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
      max: expect.closeTo(0.128 * 0.0004083 * 1.6, 12),
    });
  });

  it("a PUE that nobody published lies between 1.1 and 1.6; one that an operator states is exact", () => {
    expect(pueBounds(1.2)).toEqual({ min: 1.1, value: 1.2, max: 1.6 });
    expect(pueBounds(1.3)).toEqual({ min: 1.3, value: 1.3, max: 1.3 });
    const { min, value, max } = computeEnergyKwh(3600, DEFAULT_PUE.value);
    expect(min).toBeCloseTo(0.001543 * 1.1, 12);
    expect(value).toBeCloseTo(0.002282 * 1.2, 12);
    expect(max).toBeCloseTo(0.003021 * 1.6, 12);
  });

  it("a gigabyte between data centers takes 0.001 kWh, to a caller 0.059", () => {
    expect(backboneEnergyKwh(1e9)).toEqual({ value: 0.001, min: 0.00007, max: 0.0065 });
    expect(accessEnergyKwh(1e9)).toEqual({ value: 0.059, min: 0.0065, max: 0.2 });
  });

  it("0.03 W for each Mbit/s are 0.00007 kWh a gigabyte", () => {
    const hours = 8_000 / 3600; // 8,000 Mbit at 1 Mbit/s
    expect((0.03 * hours) / 1000).toBeCloseTo(backboneEnergyKwh(1e9).min, 5);
  });

  /** 1,000 + 368 GB x 533/384 + 2 x 100 = 1,710.79 kg; without drives, 1,510.79 kg over 5 years. */
  it("a vCPU in use for four years carries 1/192 of its server", () => {
    expect(embodiedGrams(35_040 * 3600)).toEqual({
      value: expect.closeTo(1_710_791.67 / 192, 1),
      min: expect.closeTo((1_510_791.67 / 192) * (4 / 5), 1),
      max: expect.closeTo((2 * 1_710_791.67) / 192, 1),
    });
  });

  /**
   * One second of work and 100 kB at 400 g/kWh, PUE 1.2:
   * compute 2.282 x 1.2 / 3.6e6 = 7.6066...e-7 kWh, memory 0.128 x 0.000392 x 1.2 / 3600 =
   * 1.67253...e-8 kWh, access 1e-4 x 0.059 = 5.9e-6 kWh, embodied 1710791.67 / 192 / 126144000 g.
   */
  it("a summary at the edge, term by term", () => {
    const { energyKwh, operationalGrams, accessGrams, backboneGrams, embodiedGrams, totalGrams } =
      estimate({
        computations: [{ cpuSeconds: 1, pue: 1.2, gramsPerKwh: 400 }],
        accessBytes: 100_000,
        backboneBytes: 0,
        edgeGramsPerKwh: 400,
        regionGramsPerKwh: 400,
      });
    expect(energyKwh.value).toBeCloseTo(6.677392e-6, 12);
    expect(operationalGrams.value).toBeCloseTo(0.0003109568, 12);
    expect(accessGrams.value).toBeCloseTo(0.00236, 12);
    expect(backboneGrams.value).toBe(0);
    expect(embodiedGrams.value).toBeCloseTo(7.063652e-5, 10);
    expect(totalGrams.value).toBeCloseTo(0.00274159332, 11);
  });

  it("charges each computation where it ran, and the way there at the mean of its ends", () => {
    const { operationalGrams, accessGrams, backboneGrams } = estimate({
      computations: [
        { cpuSeconds: 1, pue: 1, gramsPerKwh: 700 },
        { cpuSeconds: 10, pue: 1.5, gramsPerKwh: 20 },
      ],
      accessBytes: 2e6,
      backboneBytes: 1e6,
      edgeGramsPerKwh: 700,
      regionGramsPerKwh: 20,
    });
    const kwh = (seconds: number, pue: number) =>
      (2.282 * seconds * pue) / 3.6e6 + ((0.128 * seconds) / 3600) * 0.000392 * pue;
    expect(operationalGrams.value).toBeCloseTo(kwh(1, 1) * 700 + kwh(10, 1.5) * 20, 12);
    expect(accessGrams.value).toBeCloseTo(0.002 * 0.059 * 700, 12);
    expect(backboneGrams.value).toBeCloseTo(0.001 * 0.001 * 360, 12);
    expect(backboneGrams.max).toBeCloseTo(0.001 * 0.0065 * 360, 12);
  });
});

describe("for any usage", () => {
  it("total is the sum of its terms and lies within its bounds", () => {
    fc.assert(
      fc.property(usage, (any) => {
        const { totalGrams, energyKwh, ...terms } = estimate(any);
        const { operationalGrams, accessGrams, backboneGrams, embodiedGrams } = terms;
        expect(totalGrams.value).toBeCloseTo(
          operationalGrams.value + accessGrams.value + backboneGrams.value + embodiedGrams.value,
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
          { ...any, accessBytes: any.accessBytes + more },
          { ...any, backboneBytes: any.backboneBytes + more },
          { ...any, regionGramsPerKwh: any.regionGramsPerKwh + more },
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
          accessBytes: 2 * any.accessBytes,
          backboneBytes: 2 * any.backboneBytes,
          edgeGramsPerKwh: 2 * any.edgeGramsPerKwh,
          regionGramsPerKwh: 2 * any.regionGramsPerKwh,
        });
        for (const bound of ["min", "value", "max"] as const) {
          expect(twice.energyKwh[bound]).toBeCloseTo(2 * once.energyKwh[bound], 12);
          expect(twice.operationalGrams[bound]).toBeCloseTo(4 * once.operationalGrams[bound], 9);
          expect(twice.accessGrams[bound]).toBeCloseTo(4 * once.accessGrams[bound], 9);
          expect(twice.backboneGrams[bound]).toBeCloseTo(4 * once.backboneGrams[bound], 9);
          expect(twice.embodiedGrams[bound]).toBeCloseTo(2 * once.embodiedGrams[bound], 12);
        }
      }),
    );
  });

  it("a kilowatt-hour at one intensity emits just that: operational and network over energy", () => {
    fc.assert(
      fc.property(usage, quantity(2000), (any, gramsPerKwh) => {
        const { energyKwh, operationalGrams, accessGrams, backboneGrams } = estimate({
          ...any,
          computations: any.computations.map((at) => ({ ...at, gramsPerKwh })),
          edgeGramsPerKwh: gramsPerKwh,
          regionGramsPerKwh: gramsPerKwh,
        });
        for (const bound of ["min", "value", "max"] as const) {
          expect(operationalGrams[bound] + accessGrams[bound] + backboneGrams[bound]).toBeCloseTo(
            energyKwh[bound] * gramsPerKwh,
            9,
          );
        }
      }),
    );
  });
});
