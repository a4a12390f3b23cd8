import { add, type Range, scale } from "./range.ts";

/**
 * The Software Carbon Intensity of one summary (ISO/IEC 21031): SCI = (E x I) + M per R,
 * one function a term. Nothing here reads a clock: in production a Worker's clock stands still while
 * it computes, so energy is a function of the request's size. METHODOLOGY.md derives every term.
 */

/**
 * Electric power of one vCPU (a hardware thread with its share of the server), in watts, idle and at
 * full load: AMD EPYC 4th generation, which Cloudflare's generation 12 servers run. Source: Cloud
 * Carbon Footprint, ccf-coefficients, coefficients-aws-use.csv of 2026 (from SPECpower).
 */
export const IDLE_WATTS_PER_VCPU = 0.739;
export const FULL_WATTS_PER_VCPU = 2.282;

/** Share of time that a server is busy. Source: Cloud Carbon Footprint's default, from LBNL 2016. */
export const SERVER_UTILIZATION = 0.5;

/**
 * Watts for each second that a vCPU is *busy*, which is what CPU time counts. Low: only what the
 * work adds to an idle server. Central: full load, Cloud Carbon Footprint's formula at 100%
 * utilization. High: also the idle time that goes with it at the server's utilization.
 */
export const WATTS_PER_VCPU: Range = {
  min: FULL_WATTS_PER_VCPU - IDLE_WATTS_PER_VCPU,
  value: FULL_WATTS_PER_VCPU,
  max: FULL_WATTS_PER_VCPU + IDLE_WATTS_PER_VCPU * (1 / SERVER_UTILIZATION - 1),
};

/**
 * kWh per GB of memory held for an hour. Central: Cloud Carbon Footprint. High: Micron's power model
 * of DDR4, the higher of the two figures behind it. Low: none, as the watts above are those of whole
 * servers and hold some memory already.
 */
export const MEMORY_KWH_PER_GB_HOUR: Range = { min: 0, value: 0.000392, max: 0.0004083 };

/** Memory of one isolate in GB: the platform's limit, so an upper bound of what is held. */
export const ISOLATE_MEMORY_GB = 0.128;

/**
 * kWh per GB moved over the network. Low and central: Cloud Carbon Footprint, 0.001, the least that
 * it found published, for links between data centres; network power hardly follows traffic. High:
 * Sustainable Web Design model v4, network operation, 0.059, access networks included.
 */
export const NETWORK_KWH_PER_GB: Range = { min: 0.001, value: 0.001, max: 0.059 };

/** How long a server is used, in hours: 4 years. Source: Cloud Carbon Footprint, embodied emissions. */
const SERVER_LIFE_HOURS = 35_040;

const perVcpuSecond = (serverKilograms: number, vcpus: number): number =>
  (serverKilograms * 1000) / vcpus / (SERVER_LIFE_HOURS * 3600);

const EMBODIED_GRAMS = perVcpuSecond(2321.46, 224);

/**
 * Manufacturing of one vCPU's share of a server, in grams of CO2e per second of use. Source: Cloud
 * Carbon Footprint, coefficients-gcp-embodied.csv, AMD servers of 224 vCPUs. Central: 2,321.46 kg, 4
 * GB of memory per vCPU (n2d-standard). Low: 1,388.71 kg, 1 GB per vCPU (n2d-highcpu). High: the
 * central one carrying its server's idle time as well.
 */
export const EMBODIED_GRAMS_PER_VCPU_SECOND: Range = {
  min: perVcpuSecond(1388.71, 224),
  value: EMBODIED_GRAMS,
  max: EMBODIED_GRAMS / SERVER_UTILIZATION,
};

/**
 * Power usage effectiveness where a data centre publishes none, as Cloudflare. Source: what EcoLogits
 * takes for hyperscalers, above Cloud Carbon Footprint's 1.1 (Google) to 1.185 (Microsoft).
 */
export const DEFAULT_PUE = 1.2;

export const METHOD = "ISO/IEC 21031 SCI, location-based, predicted from size, v1";

const JOULES_PER_KWH = 3_600_000;
const BYTES_PER_GB = 1e9;

/** kWh drawn by a vCPU that is busy for `cpuSeconds`, with the building around it. */
export const computeEnergyKwh = (cpuSeconds: number, pue: number): Range =>
  scale(WATTS_PER_VCPU, (cpuSeconds * pue) / JOULES_PER_KWH);

/** kWh of memory while it is computed in: an isolate's, or a host's. */
export const memoryEnergyKwh = (
  cpuSeconds: number,
  pue: number,
  memoryGb = ISOLATE_MEMORY_GB,
): Range => scale(MEMORY_KWH_PER_GB_HOUR, memoryGb * (cpuSeconds / 3600) * pue);

/** kWh of moving `bytes` once. No PUE: most of the network stands outside of data centres. */
export const networkEnergyKwh = (bytes: number): Range =>
  scale(NETWORK_KWH_PER_GB, bytes / BYTES_PER_GB);

/** Grams of CO2e of manufacturing, by time share. */
export const embodiedGrams = (cpuSeconds: number): Range =>
  scale(EMBODIED_GRAMS_PER_VCPU_SECOND, cpuSeconds);

/** A vCPU that was busy for one request: at the edge, in a region, or one after the other. */
export interface Computation {
  /** Predicted busy time of one vCPU, in seconds. */
  cpuSeconds: number;
  /** Power usage effectiveness of where it ran. */
  pue: number;
  /** Grid intensity of where it ran, gCO2eq per kWh. */
  gramsPerKwh: number;
  /** What was held in memory; an isolate's limit where it is left out. */
  memoryGb?: number | undefined;
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
  const serverKwh = computations.map(({ cpuSeconds, pue, memoryGb }) =>
    add(computeEnergyKwh(cpuSeconds, pue), memoryEnergyKwh(cpuSeconds, pue, memoryGb)),
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
