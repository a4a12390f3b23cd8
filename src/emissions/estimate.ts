import { add, exactly, type Range, scale } from "./range.ts";

/**
 * The Software Carbon Intensity of one summary (ISO/IEC 21031): SCI = (E x I) + M per R,
 * one function a term. Nothing here reads a clock: in production a Worker's clock stands still while
 * it computes, so energy is a function of the request's size.
 */

/**
 * Electric power of one busy vCPU in watts, AMD EPYC 4th generation: idle, half load, full load.
 * Source: Cloud Carbon Footprint coefficients 2026; half load is its default utilization.
 */
export const WATTS_PER_VCPU: Range = { min: 0.739, value: 1.5105, max: 2.282 };

/** kWh per GB of memory held for an hour. Source: Cloud Carbon Footprint methodology. */
export const MEMORY_KWH_PER_GB_HOUR = 0.000392;

/** Memory of one isolate in GB: the platform's limit, so an upper bound of what is held. */
export const ISOLATE_MEMORY_GB = 0.128;

/**
 * kWh per GB moved over the network. Low and central: Cloud Carbon Footprint, 0.001; high:
 * Sustainable Web Design model v4, network operation, 0.059.
 */
export const NETWORK_KWH_PER_GB: Range = { min: 0.001, value: 0.001, max: 0.059 };

/**
 * Manufacturing of one vCPU's share of a server, in grams of CO2e per second of use: 2,321 kg for a
 * 224-vCPU AMD server over 35,040 hours. Source: Cloud Carbon Footprint, embodied emissions.
 */
export const EMBODIED_GRAMS_PER_VCPU_SECOND = 2_321_000 / (224 * 35_040 * 3600);

/** Power usage effectiveness where a data centre publishes none. */
export const DEFAULT_PUE = 1.2;

export const METHOD = "ISO/IEC 21031 SCI, location-based, predicted from size, v1";

const JOULES_PER_KWH = 3_600_000;
const BYTES_PER_GB = 1e9;

/** kWh drawn by a vCPU that is busy for `cpuSeconds`, with the building around it. */
export const computeEnergyKwh = (cpuSeconds: number, pue: number): Range =>
  scale(WATTS_PER_VCPU, (cpuSeconds * pue) / JOULES_PER_KWH);

/** kWh of the isolate's memory while it computes. */
export const memoryEnergyKwh = (cpuSeconds: number, pue: number): Range =>
  exactly(((ISOLATE_MEMORY_GB * cpuSeconds) / 3600) * MEMORY_KWH_PER_GB_HOUR * pue);

/** kWh of moving `bytes` once. */
export const networkEnergyKwh = (bytes: number): Range =>
  scale(NETWORK_KWH_PER_GB, bytes / BYTES_PER_GB);

/** Grams of CO2e of manufacturing, by time share. */
export const embodiedGrams = (cpuSeconds: number): Range =>
  exactly(cpuSeconds * EMBODIED_GRAMS_PER_VCPU_SECOND);

/** A vCPU that was busy for one request: at the edge, in a region, or one after the other. */
export interface Computation {
  /** Predicted busy time of one vCPU, in seconds. */
  cpuSeconds: number;
  /** Power usage effectiveness of where it ran. */
  pue: number;
  /** Grid intensity of where it ran, gCO2eq per kWh. */
  gramsPerKwh: number;
}

/** Where a summary ran and what it moved; all that the estimate needs to know. */
export interface Usage {
  computations: Computation[];
  /** Bytes between the caller and the edge, both directions. */
  clientBytes: number;
  /** Bytes between the edge and the region, both directions; 0 at the edge. */
  forwardedBytes: number;
  /** Grid intensity of the edge that took the request, gCO2eq per kWh. */
  edgeGramsPerKwh: number;
}

export interface Estimate {
  energyKwh: Range;
  operationalGrams: Range;
  networkGrams: Range;
  embodiedGrams: Range;
  totalGrams: Range;
}

/**
 * Grams of CO2e of one summary. The network is charged at the edge's intensity, and the leg to the
 * region at the dirtiest place involved, so that a move never looks cleaner for what lies between.
 */
export function estimate({
  computations,
  clientBytes,
  forwardedBytes,
  edgeGramsPerKwh,
}: Usage): Estimate {
  const serverKwh = computations.map(({ cpuSeconds, pue }) =>
    add(computeEnergyKwh(cpuSeconds, pue), memoryEnergyKwh(cpuSeconds, pue)),
  );
  const clientKwh = networkEnergyKwh(clientBytes);
  const forwardedKwh = networkEnergyKwh(forwardedBytes);
  const dirtiest = Math.max(edgeGramsPerKwh, ...computations.map((at) => at.gramsPerKwh));

  const operationalGrams = add(
    ...computations.map(({ gramsPerKwh }, index) => scale(serverKwh[index] as Range, gramsPerKwh)),
  );
  const networkGrams = add(scale(clientKwh, edgeGramsPerKwh), scale(forwardedKwh, dirtiest));
  const embodied = add(...computations.map(({ cpuSeconds }) => embodiedGrams(cpuSeconds)));
  return {
    energyKwh: add(...serverKwh, clientKwh, forwardedKwh),
    operationalGrams,
    networkGrams,
    embodiedGrams: embodied,
    totalGrams: add(operationalGrams, networkGrams, embodied),
  };
}
