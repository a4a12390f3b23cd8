import { co2 } from "@tgwf/co2";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ACCESS_KWH_PER_GB,
  accessEnergyKwh,
  backboneEnergyKwh,
  computeEnergyKwh,
  DEFAULT_PUE,
  EMBODIED_GRAMS_PER_VCPU_SECOND,
  embodiedGrams,
  estimate,
  FULL_WATTS_PER_VCPU,
  IDLE_WATTS_PER_VCPU,
  MEMORY_KWH_PER_GB_HOUR,
  memoryEnergyKwh,
  SERVER_EMBODIED_KG,
  SERVER_LIFE_HOURS,
  SERVER_UTILIZATION,
  SERVER_VCPUS,
} from "../../src/emissions/estimate.ts";

/**
 * The formulas of others, transcribed from their publications with their numbers and units, and compared with ours on
 * the shared terms. For intentional differences, a test states the size.
 */
const seconds = fc.double({ min: 1e-4, max: 3600, noNaN: true });
const pue = fc.double({ min: 1, max: 2, noNaN: true });
const gramsPerKwh = fc.double({ min: 0, max: 1500, noNaN: true });
const bytes = fc.integer({ min: 1, max: 100_000_000 });

const expectNear = (ours: number, theirs: number, share: number) => {
  if (theirs === 0) expect(ours).toBe(0);
  else expect(Math.abs(ours / theirs - 1)).toBeLessThan(share);
};

/** Our constants equal theirs to three decimals. */
const ROUNDING = 5e-4;
/** Tolerance for floating-point rounding of an identity. */
const IDENTITY = 1e-12;

/** Cloud Carbon Footprint: methodology page, and ccf-coefficients of 2026 for EPYC 4th generation. */
const CCF = {
  minWatts: 0.7391482469512195,
  maxWatts: 2.282155106707317,
  averageUtilization: 50,
  memoryKwhPerGbHour: 0.000392,
  networkKwhPerGb: 0.001,
  lifeHours: 4 * 365 * 24,
  /** Teads' kilograms by part, from which its tables are computed. */
  rackServerKg: 1000,
  memoryKgPerGb: 533 / 384,
  furtherProcessorKg: 100,
  driveKg: 100,
};

const ccfComputeKwh = (utilization: number, vcpuHours: number, pue: number) =>
  ((CCF.minWatts + (utilization / 100) * (CCF.maxWatts - CCF.minWatts)) * vcpuHours * pue) / 1000;

/** M = TE x (TiR / EL) x (RR / ToR), in kg. */
const ccfEmbodiedKg = (totalKg: number, hours: number, share: number) =>
  totalKg * (hours / CCF.lifeHours) * share;

/** TE: emissions of manufacturing one server with these parts, in kg. */
const ccfServerKg = (server: { processors: number; memoryGb: number; drives: number }) =>
  CCF.rackServerKg +
  (server.processors - 1) * CCF.furtherProcessorKg +
  (server.memoryGb - 16) * CCF.memoryKgPerGb +
  server.drives * CCF.driveKg;

describe("Cloud Carbon Footprint", () => {
  it("compute: the central value is its formula for a vCPU at 100% utilization", () => {
    fc.assert(
      fc.property(seconds, pue, (time, pue) => {
        const theirs = ccfComputeKwh(100, time / 3600, pue);
        expectNear(computeEnergyKwh(time, pue).value, theirs, ROUNDING);
      }),
    );
  });

  it("compute: the high bound is its formula for all hours, busy or idle, of a half-used vCPU", () => {
    fc.assert(
      fc.property(seconds, pue, (busy, pue) => {
        const hours = busy / 3600 / (CCF.averageUtilization / 100);
        const theirs = ccfComputeKwh(CCF.averageUtilization, hours, pue);
        expectNear(computeEnergyKwh(busy, pue).max, theirs, ROUNDING);
      }),
    );
  });

  it("compute: the low bound is what its formula adds to an idle hour", () => {
    fc.assert(
      fc.property(seconds, pue, (time, pue) => {
        const theirs = ccfComputeKwh(100, time / 3600, pue) - ccfComputeKwh(0, time / 3600, pue);
        expectNear(computeEnergyKwh(time, pue).min, theirs, ROUNDING);
      }),
    );
  });

  it("compute: its 50% for *reserved* hours would charge busy time a third less than we do", () => {
    const theirs = ccfComputeKwh(CCF.averageUtilization, 1, 1);
    expect(theirs / computeEnergyKwh(3600, 1).value).toBeCloseTo(0.662, 3);
    expect(SERVER_UTILIZATION).toBe(CCF.averageUtilization / 100);
    expect(IDLE_WATTS_PER_VCPU).toBeCloseTo(CCF.minWatts, 3);
    expect(FULL_WATTS_PER_VCPU).toBeCloseTo(CCF.maxWatts, 3);
  });

  it("memory: GB-hours x coefficient x PUE; its two sources lie at or below our high bound", () => {
    fc.assert(
      fc.property(seconds, pue, (time, pue) => {
        const theirs = 0.128 * (time / 3600) * CCF.memoryKwhPerGbHour * pue;
        expectNear(memoryEnergyKwh(time, pue).value, theirs, IDENTITY);
      }),
    );
    const [crucialWatts, micronWatts] = [0.375, 0.4083];
    expect((crucialWatts + micronWatts) / 2 / 1000).toBeCloseTo(MEMORY_KWH_PER_GB_HOUR.value, 6);
    expect(MEMORY_KWH_PER_GB_HOUR.max).toBeCloseTo(micronWatts / 1000, 9);
  });

  it("backbone: gigabytes x coefficient; it multiplies by the PUE as well, we do not", () => {
    fc.assert(
      fc.property(bytes, (moved) => {
        const theirs = (pue: number) => (moved / 1e9) * CCF.networkKwhPerGb * pue;
        expectNear(backboneEnergyKwh(moved).value, theirs(1), IDENTITY);
        expect(backboneEnergyKwh(moved).max).toBeGreaterThan(theirs(DEFAULT_PUE.max));
      }),
    );
  });

  it("embodied: M = TE x (TiR / EL) x (RR / ToR)", () => {
    const server = ccfServerKg({ processors: 1, memoryGb: 384, drives: 2 });
    fc.assert(
      fc.property(seconds, (time) => {
        const theirs = 1000 * ccfEmbodiedKg(server, time / 3600, 1 / 192);
        expectNear(embodiedGrams(time).value, theirs, IDENTITY);
      }),
    );
  });

  it("embodied: its parts give its own figure for a server of 224 vCPUs, 2,321.46 kg", () => {
    expect(ccfServerKg({ processors: 2, memoryGb: 896, drives: 0 })).toBeCloseTo(2321.46, 2);
  });
});

/** EcoLogits: methodology "LLM inference" and impacts/llm.py, without the terms of GPUs. */
const ECOLOGITS = { pue: 1.2, lifeSeconds: 5 * 365 * 24 * 3600, serverKg: 3000, serverVcpus: 96 };

/** Kilowatt-hours: PUE x (latency / 3600) x server kW x share of the server. */
const ecologitsEnergyKwh = (latency: number, serverKw: number, share: number) =>
  ECOLOGITS.pue * (latency / 3600) * serverKw * share;

/** Kilograms: usage as energy x mix, embodied as latency / lifetime x share of the server. */
const ecologitsUsageKg = (energyKwh: number, mixKgPerKwh: number) => energyKwh * mixKgPerKwh;
const ecologitsEmbodiedKg = (latency: number, life: number, serverKg: number, share: number) =>
  (latency / life) * share * serverKg;

describe("EcoLogits", () => {
  it("usage: PUE x server energy x mix, for 1/192 of a server at full load", () => {
    fc.assert(
      fc.property(seconds, gramsPerKwh, (time, grid) => {
        const serverKw = (FULL_WATTS_PER_VCPU * 192) / 1000;
        const theirs = ecologitsUsageKg(ecologitsEnergyKwh(time, serverKw, 1 / 192), grid / 1000);
        const memory = memoryEnergyKwh(time, DEFAULT_PUE.value).value * grid;
        const { operationalGrams } = estimate({
          computations: [{ cpuSeconds: time, pue: DEFAULT_PUE.value, gramsPerKwh: grid }],
          accessBytes: 0,
          backboneBytes: 0,
          edgeGramsPerKwh: grid,
          regionGramsPerKwh: grid,
        });
        expect(operationalGrams.value - memory).toBeCloseTo(theirs * 1000, 9);
      }),
    );
    expect(DEFAULT_PUE.value).toBe(ECOLOGITS.pue);
  });

  it("embodied: time / lifetime x share x server, for the same server", () => {
    fc.assert(
      fc.property(seconds, (time) => {
        const life = SERVER_LIFE_HOURS * 3600;
        const theirs = ecologitsEmbodiedKg(time, life, SERVER_EMBODIED_KG, 1 / SERVER_VCPUS);
        expectNear(embodiedGrams(time).value, theirs * 1000, IDENTITY);
      }),
    );
  });

  it("embodied: its server with room for eight GPUs is above ours, within a factor of four", () => {
    const { lifeSeconds, serverKg, serverVcpus } = ECOLOGITS;
    const theirs = ecologitsEmbodiedKg(1, lifeSeconds, serverKg, 1 / serverVcpus) * 1000;
    expect(theirs / EMBODIED_GRAMS_PER_VCPU_SECOND.value).toBeGreaterThan(1);
    expect(theirs / EMBODIED_GRAMS_PER_VCPU_SECOND.value).toBeLessThan(4);
  });
});

describe("Sustainable Web Design model v4, as CO2.js computes it", () => {
  it("access: our central value is its network operation", () => {
    const model = new co2({ model: "swd", version: 4, results: "segment" });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 1500 }), (moved, grid) => {
        const trace = model.perByteTrace(moved, false, { gridIntensity: { network: grid } });
        const theirs = trace.co2.networkOperationalCO2e;
        expectNear(accessEnergyKwh(moved).value * grid, theirs, 1e-9);
      }),
    );
    expect(ACCESS_KWH_PER_GB.value).toBe(0.059);
  });
});
