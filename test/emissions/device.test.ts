import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, SEARCH_KWH } from "../../src/emissions/comparison.ts";
import { DEVICE_WATTS, estimateOnDevice } from "../../src/emissions/device.ts";
import { ACCESS_KWH_PER_GB, estimate } from "../../src/emissions/estimate.ts";
import { originalCpuSeconds } from "../../src/emissions/original.ts";

describe("a summary on the reader's device", () => {
  it("costs seconds x watts x grid", () => {
    const { energyKwh, totalGrams } = estimateOnDevice({
      busySeconds: 2,
      downloadedBytes: 0,
      gramsPerKwh: 400,
    });
    expect(energyKwh.value).toBeCloseTo((2 * 15) / 3.6e6, 15);
    expect(totalGrams.value).toBeCloseTo(((2 * 15) / 3.6e6) * 400, 12);
    expect(totalGrams.max / totalGrams.value).toBeCloseTo(55 / 15, 9);
  });

  it("also costs what it loaded over the network", () => {
    const usage = { busySeconds: 0, downloadedBytes: 22e6, gramsPerKwh: 473 };
    const { networkGrams, totalGrams } = estimateOnDevice(usage);
    expect(networkGrams.value).toBeCloseTo(0.022 * ACCESS_KWH_PER_GB.value * 473, 12);
    expect(totalGrams).toEqual(networkGrams);
  });

  it("never costs less for more work, and its bounds enclose it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 60, noNaN: true }), fc.nat(1e8), (busy, bytes) => {
        const of = (busySeconds: number, downloadedBytes: number) =>
          estimateOnDevice({ busySeconds, downloadedBytes, gramsPerKwh: 473 }).totalGrams;
        const { min, value, max } = of(busy, bytes);
        expect(min).toBeLessThanOrEqual(value);
        expect(value).toBeLessThanOrEqual(max);
        expect(of(busy + 1, bytes + 1).value).toBeGreaterThan(value);
      }),
    );
    expect(DEVICE_WATTS.min).toBeLessThan(DEVICE_WATTS.value);
  });
});

describe("what a summary is compared with", () => {
  it("a model of BART-large's size takes longer for more tokens, read or written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_023 }), fc.integer({ min: 1, max: 400 }), (n, m) => {
        expect(originalCpuSeconds(n + 1, m)).toBeGreaterThan(originalCpuSeconds(n, m));
        expect(originalCpuSeconds(n, m + 1)).toBeGreaterThan(originalCpuSeconds(n, m));
      }),
    );
  });

  it("is fed by the same grid", () => {
    const usage = { inputTokens: 400, outputTokens: 60, bytes: 2_000 };
    const dirty = compare({ ...usage, gramsPerKwh: 600, edgeGramsPerKwh: 600 });
    const clean = compare({ ...usage, gramsPerKwh: 30, edgeGramsPerKwh: 30 });
    expect(dirty.searchGrams).toBe(SEARCH_KWH * 600);
    expect(clean.searchGrams).toBe(SEARCH_KWH * 30);
    expect(clean.originalGrams).toBeLessThan(dirty.originalGrams);
    // The network to the caller is on the edge's grid, as for the summary itself.
    const moved = compare({ ...usage, gramsPerKwh: 30, edgeGramsPerKwh: 600 });
    const network = estimate({
      ...{ computations: [], accessBytes: usage.bytes, backboneBytes: 0, regionGramsPerKwh: 30 },
      edgeGramsPerKwh: 570,
    });
    expect(moved.originalGrams - clean.originalGrams).toBeCloseTo(network.totalGrams.value, 12);
  });
});
