import { add, exactly, multiply, type Range, scale } from "./range.ts";

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
 * kWh per GB moved between two data centers, such as an edge and a region. Low: Malmodin's power model,
 * in which a core network draws 0.03 W more for each Mbit/s (Electronics Goes Green 2020). Central:
 * Cloud Carbon Footprint's coefficient for just this leg, also Caribou's default (SOSP 2024). High:
 * a whole fixed network, access included, which Aslan et al. (2018) extrapolate to 2020 (Carbon Trust,
 * "Carbon impact of video streaming", 2021, table 3).
 */
export const BACKBONE_KWH_PER_GB: Range = { min: 0.00007, value: 0.001, max: 0.0065 };

/**
 * kWh per GB moved between a caller and the edge. Low: a fixed network (Carbon Trust 2021, as above).
 * Central: Sustainable Web Design model v4, network operation: the electricity of all networks over
 * all of their traffic. High: a mobile network in 2020 (Coroama 2021, "Investigating the
 * inconsistencies among energy and energy intensity estimates of the internet").
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

/** The same without its drives, which no summary uses. */
const DISKLESS_EMBODIED_KG = SERVER_EMBODIED_KG - 2 * 100;

/** How long a server is used, in hours: 4 years. Source: Cloud Carbon Footprint, embodied emissions. */
export const SERVER_LIFE_HOURS = 35_040;

/** 5 years, as EcoLogits assumes. */
const LONG_LIFE_HOURS = 43_800;

const perVcpuSecond = (kilograms: number, lifeHours: number): number =>
  (kilograms * 1000) / SERVER_VCPUS / (lifeHours * 3600);

const EMBODIED_GRAMS = perVcpuSecond(SERVER_EMBODIED_KG, SERVER_LIFE_HOURS);

/**
 * Manufacturing of one vCPU's share of a server, in grams of CO2e per second of use. Low: without
 * drives, over 5 years. High: the central figure carrying its server's idle time as well.
 */
export const EMBODIED_GRAMS_PER_VCPU_SECOND: Range = {
  min: perVcpuSecond(DISKLESS_EMBODIED_KG, LONG_LIFE_HOURS),
  value: EMBODIED_GRAMS,
  max: EMBODIED_GRAMS / SERVER_UTILIZATION,
};

/**
 * Power usage effectiveness where a data center publishes none; Cloudflare does not. Low: what the
 * best large clouds publish (Cloud Carbon Footprint: Google 1.1). Central: EcoLogits's for clouds. High:
 * the mean of all data centers that Uptime Institute surveys, 1.55 to 1.58, rounded up.
 */
export const DEFAULT_PUE: Range = { min: 1.1, value: 1.2, max: 1.6 };

export const METHOD = "ISO/IEC 21031 SCI, location-based, predicted from size, v2";

const JOULES_PER_KWH = 3_600_000;
const BYTES_PER_GB = 1e9;

/** The bounds of a PUE: those of the default, or none for one that an operator states. */
export const pueBounds = (pue: number): Range =>
  pue === DEFAULT_PUE.value ? DEFAULT_PUE : exactly(pue);

/** kWh drawn by a vCPU that is busy for `cpuSeconds`, with the building around it. */
export const computeEnergyKwh = (cpuSeconds: number, pue: number): Range =>
  multiply(scale(WATTS_PER_VCPU, cpuSeconds / JOULES_PER_KWH), pueBounds(pue));

/** kWh of memory while it is computed in: an isolate's, or a host's. */
export const memoryEnergyKwh = (
  cpuSeconds: number,
  pue: number,
  memoryGb = ISOLATE_MEMORY_GB,
): Range => multiply(scale(MEMORY_KWH_PER_GB_HOUR, memoryGb * (cpuSeconds / 3600)), pueBounds(pue));

/** kWh of moving `bytes` once between data centers. No PUE: most of the network stands outside of them. */
export const backboneEnergyKwh = (bytes: number): Range =>
  scale(BACKBONE_KWH_PER_GB, bytes / BYTES_PER_GB);

/** kWh of moving `bytes` once between a caller and the edge. */
export const accessEnergyKwh = (bytes: number): Range =>
  scale(ACCESS_KWH_PER_GB, bytes / BYTES_PER_GB);

/** gCO2eq per kWh of the backbone between two places: the mean of its ends, of which each feeds half. */
export const backboneGramsPerKwh = (edgeGramsPerKwh: number, regionGramsPerKwh: number): number =>
  (edgeGramsPerKwh + regionGramsPerKwh) / 2;

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
  /** Held in memory, in GB; an isolate's limit where it is left out. */
  memoryGb?: number | undefined;
}

/**
 * Busy time of one vCPU by where it falls, in seconds: had the work stayed at the edge; and of a move,
 * what the edge and what the region do. Where both read the document, the last two exceed the first.
 */
export interface CpuSplit {
  stayed: number;
  edge: number;
  region: number;
}

/** Where a summary ran and what it moved: all that an estimate depends on. */
export interface Usage {
  computations: Computation[];
  /** Bytes between the caller and the edge, both directions. */
  accessBytes: number;
  /** Bytes between the edge and regions, both directions; 0 for what stayed. */
  backboneBytes: number;
  /** Grid intensity of the edge that took the request, gCO2eq per kWh. */
  edgeGramsPerKwh: number;
  /** That of the region at the backbone's other end; of what stayed, the edge's own. */
  regionGramsPerKwh: number;
}

export interface Estimate {
  energyKwh: Range;
  operationalGrams: Range;
  /** Of the leg between edge and region. */
  backboneGrams: Range;
  /** Of the leg between caller and edge, the same wherever the work runs. */
  accessGrams: Range;
  embodiedGrams: Range;
  totalGrams: Range;
}

/** Grams of CO2e of one summary, each leg of the network by itself. */
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
