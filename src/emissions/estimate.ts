import type { CpuBasis } from "../summarizer/cpu-basis.ts";
import { add, exactly, multiply, type Range, scale } from "./range.ts";

/**
 * The Software Carbon Intensity of one summary (ISO/IEC 21031): SCI = (E x I) + M per R, with one function per term. No
 * function reads a clock: in production a Worker's clock stands still while it computes, so energy is a function of the
 * request's size. METHODOLOGY.md derives every term.
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
 * Watts per vCPU for each *busy* second, which is the quantity that CPU time counts. Low: only the power that the work
 * adds to an idle server. Central: full load, Cloud Carbon Footprint's formula at 100% utilization. High: also includes
 * the idle time that accompanies it at the server's utilization.
 */
export const WATTS_PER_VCPU: Range = {
  min: FULL_WATTS_PER_VCPU - IDLE_WATTS_PER_VCPU,
  value: FULL_WATTS_PER_VCPU,
  max: FULL_WATTS_PER_VCPU + IDLE_WATTS_PER_VCPU * (1 / SERVER_UTILIZATION - 1),
};

/**
 * kWh per GB of memory held for an hour. Central: Cloud Carbon Footprint. High: Micron's power model of DDR4, the
 * higher of the two figures behind the central one. Low: zero, because the watts above are for whole servers and
 * already include some memory.
 */
export const MEMORY_KWH_PER_GB_HOUR: Range = { min: 0, value: 0.000392, max: 0.0004083 };

/** Memory of one isolate in GB: the platform's limit, so an upper bound of the memory in use. */
export const ISOLATE_MEMORY_GB = 0.128;

/**
 * kWh per GB moved between two data centers, such as an edge and a region. Low: Malmodin's power model, in which a core
 * network draws 0.03 W more for each Mbit/s (Electronics Goes Green 2020). Central: Cloud Carbon Footprint's
 * coefficient for exactly this leg, which is also Caribou's default (SOSP 2024). High: a whole fixed network including
 * access, which Aslan et al. (2018) extrapolate to 2020 (Carbon Trust, "Carbon impact of video streaming", 2021, table
 * 3).
 */
export const BACKBONE_KWH_PER_GB: Range = { min: 0.00007, value: 0.001, max: 0.0065 };

/**
 * kWh per GB moved between a caller and the edge. Low: a fixed network (Carbon Trust 2021, as above). Central:
 * Sustainable Web Design model v4, network operation: the electricity of all networks divided by all of their traffic.
 * High: a mobile network in 2020 (Coroama 2021, "Investigating the inconsistencies among energy and energy intensity
 * estimates of the internet").
 */
export const ACCESS_KWH_PER_GB: Range = { min: 0.0065, value: 0.059, max: 0.2 };

/** Hardware threads of one Cloudflare server of generation 12: an AMD EPYC 9684X. */
export const SERVER_VCPUS = 192;

/**
 * Manufacturing of that server in kg of CO2e, by the method of Cloud Carbon Footprint (from Teads):
 * 1,000 for a rack server with one processor and 16 GB, 533/384 for each further GB of memory, 100 for
 * each solid-state drive. Generation 12 has one processor, 384 GB and two drives.
 */
export const SERVER_EMBODIED_KG = 1000 + (384 - 16) * (533 / 384) + 2 * 100;

/** Manufacturing of the same server without its drives, because summaries do not use them. */
const DISKLESS_EMBODIED_KG = SERVER_EMBODIED_KG - 2 * 100;

/** Service life of a server in hours: 4 years. Source: Cloud Carbon Footprint, embodied emissions. */
export const SERVER_LIFE_HOURS = 35_040;

/** Longer service life: 5 years, as EcoLogits assumes. */
const LONG_LIFE_HOURS = 43_800;

const perVcpuSecond = (kilograms: number, lifeHours: number): number =>
  (kilograms * 1000) / SERVER_VCPUS / (lifeHours * 3600);

const EMBODIED_GRAMS = perVcpuSecond(SERVER_EMBODIED_KG, SERVER_LIFE_HOURS);

/**
 * Manufacturing of one vCPU's share of a server, in grams of CO2e per second of use. Low: without drives, over 5 years.
 * High: the central figure plus its share of the server's idle time.
 */
export const EMBODIED_GRAMS_PER_VCPU_SECOND: Range = {
  min: perVcpuSecond(DISKLESS_EMBODIED_KG, LONG_LIFE_HOURS),
  value: EMBODIED_GRAMS,
  max: EMBODIED_GRAMS / SERVER_UTILIZATION,
};

/**
 * Power usage effectiveness of a data center that does not publish its own; Cloudflare does not. Low: the figure that
 * the best large clouds publish (Cloud Carbon Footprint: Google 1.1). Central: EcoLogits's figure for clouds. High: the
 * mean of all data centers that Uptime Institute surveys, 1.55 to 1.58, rounded up.
 */
export const DEFAULT_PUE: Range = { min: 1.1, value: 1.2, max: 1.6 };

export const METHOD = "ISO/IEC 21031 SCI, location-based, predicted from size, v2";

const JOULES_PER_KWH = 3_600_000;
const BYTES_PER_GB = 1e9;

/** The range of a PUE: the default's range, or a single value if an operator states one. */
export const pueBounds = (pue: number): Range =>
  pue === DEFAULT_PUE.value ? DEFAULT_PUE : exactly(pue);

/** kWh drawn by a vCPU that is busy for `cpuSeconds`, including the overhead of the building. */
export const computeEnergyKwh = (cpuSeconds: number, pue: number): Range =>
  multiply(scale(WATTS_PER_VCPU, cpuSeconds / JOULES_PER_KWH), pueBounds(pue));

/** kWh of memory during the computation, in an isolate or on a host. */
export const memoryEnergyKwh = (
  cpuSeconds: number,
  pue: number,
  memoryGb = ISOLATE_MEMORY_GB,
): Range => multiply(scale(MEMORY_KWH_PER_GB_HOUR, memoryGb * (cpuSeconds / 3600)), pueBounds(pue));

/**
 * kWh to move `bytes` once between data centers. PUE does not apply, because most of the network is outside of them.
 */
export const backboneEnergyKwh = (bytes: number): Range =>
  scale(BACKBONE_KWH_PER_GB, bytes / BYTES_PER_GB);

/** kWh to move `bytes` once between a caller and the edge. */
export const accessEnergyKwh = (bytes: number): Range =>
  scale(ACCESS_KWH_PER_GB, bytes / BYTES_PER_GB);

/** Intensity of the backbone between two places, gCO2eq per kWh: the mean of both ends, each of which feeds half. */
export const backboneGramsPerKwh = (edgeGramsPerKwh: number, regionGramsPerKwh: number): number =>
  (edgeGramsPerKwh + regionGramsPerKwh) / 2;

/** Grams of CO2e of manufacturing, allocated by time. */
export const embodiedGrams = (cpuSeconds: number): Range =>
  scale(EMBODIED_GRAMS_PER_VCPU_SECOND, cpuSeconds);

/** A vCPU that was busy for one request: at the edge, in a region, or one after the other. */
export interface Computation {
  /** Predicted busy time of one vCPU, in seconds. */
  cpuSeconds: number;
  /** Power usage effectiveness of the data center where it ran. */
  pue: number;
  /** Grid intensity at the place where it ran, gCO2eq per kWh. */
  gramsPerKwh: number;
  /** Memory in use, in GB; an isolate's limit if omitted. */
  memoryGb?: number | undefined;
}

/**
 * Busy time of one vCPU by place, in seconds: if the work stays at the edge; and for a move, the edge's part and the
 * region's part. If both read the document, the last two add up to more than the first.
 */
export interface CpuSplit {
  stayed: number;
  edge: number;
  region: number;
  /** The quantities that `stayed` is predicted from, where they are known. */
  basis?: CpuBasis;
}

/** The place where a summary ran and the bytes that it moved: all that an estimate depends on. */
export interface Usage {
  computations: Computation[];
  /** Bytes between the caller and the edge, both directions. */
  accessBytes: number;
  /** Bytes between the edge and regions, both directions; 0 if the request stayed. */
  backboneBytes: number;
  /** Grid intensity of the edge that received the request, gCO2eq per kWh. */
  edgeGramsPerKwh: number;
  /** Grid intensity of the region at the other end of the backbone; the edge's own if the request stayed. */
  regionGramsPerKwh: number;
}

export interface Estimate {
  energyKwh: Range;
  operationalGrams: Range;
  /** Grams of CO2e of the leg between edge and region. */
  backboneGrams: Range;
  /** Grams of CO2e of the leg between caller and edge, which is the same wherever the work runs. */
  accessGrams: Range;
  embodiedGrams: Range;
  totalGrams: Range;
}

/** Grams of CO2e of one summary, with separate figures for the two legs of the network. */
export function estimate({
  computations,
  accessBytes,
  backboneBytes,
  edgeGramsPerKwh,
  regionGramsPerKwh,
}: Usage): Estimate {
  const serverKwh = computations.map(({ cpuSeconds, pue, memoryGb }) =>
    add(computeEnergyKwh(cpuSeconds, pue), memoryEnergyKwh(cpuSeconds, pue, memoryGb)),
  );
  const accessKwh = accessEnergyKwh(accessBytes);
  const backboneKwh = backboneEnergyKwh(backboneBytes);
  const operationalGrams = add(
    ...computations.map(({ gramsPerKwh }, index) => scale(serverKwh[index] as Range, gramsPerKwh)),
  );
  const accessGrams = scale(accessKwh, edgeGramsPerKwh);
  const between = backboneGramsPerKwh(edgeGramsPerKwh, regionGramsPerKwh);
  const backboneGrams = scale(backboneKwh, between);
  const embodied = add(...computations.map(({ cpuSeconds }) => embodiedGrams(cpuSeconds)));
  return {
    energyKwh: add(...serverKwh, accessKwh, backboneKwh),
    operationalGrams,
    backboneGrams,
    accessGrams,
    embodiedGrams: embodied,
    totalGrams: add(operationalGrams, backboneGrams, accessGrams, embodied),
  };
}
