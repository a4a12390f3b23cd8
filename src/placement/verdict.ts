import {
  backboneEnergyKwh,
  backboneGramsPerKwh,
  type CpuSplit,
  computeEnergyKwh,
  embodiedGrams,
  memoryEnergyKwh,
} from "../emissions/estimate.ts";
import type { Intensity } from "../grid/intensity.ts";

type ComparedGrid = Pick<Intensity, "gramsPerKwh" | "signal"> & Partial<Pick<Intensity, "kind">>;

/** A grid now, and by its mean of a year, to compare with one of which only that is known. */
interface Grids {
  /** Current intensity; null if unknown or expired. */
  intensity: ComparedGrid | null;
  /** Null where unknown, or where nobody asked. */
  yearly?: ComparedGrid | null;
}

/** A place where the work could run: a region, or one object of its pool. */
export interface Candidate extends Grids {
  region: string;
  /** The object of a pool, if the region has one; opaque in this module. */
  instance: string | null;
  zone: string;
  pue: number;
  /** Round-trip time in milliseconds. */
  addedLatencyMs: number;
  /** State reported by its pool and circuit breaker. */
  state: "ready" | "overloaded" | "broken";
}

/** The work to place, and the edge where it arrived. */
export interface Work {
  /** Predicted busy time. */
  cpuSeconds: CpuSplit;
  /** Memory that the work needs, in GB; an isolate's limit if omitted. */
  memoryGb?: number | undefined;
  /** Bytes that a move sends between the edge and a region, both directions. */
  backboneBytes: number;
  edge: Grids & { zone: string; pue: number };
  maxAddedLatencyMs: number;
}

/** The verdict on one candidate. `why` completes "The region ...". */
export interface Verdict {
  region: string;
  instance: string | null;
  zone: string;
  gramsPerKwh: number | null;
  /**
   * Grams of CO2e of the request without the leg between caller and edge; null unless the grids of both the region and
   * the edge are known.
   */
  expectedGrams: number | null;
  addedLatencyMs: number;
  /** Whether it could run the work at all; then only saving and latency can rule it out. */
  usable: boolean;
  /** Whether it is known to be within the latency budget. */
  isInReach: boolean;
  eligible: boolean;
  why: string;
}

/**
 * Grams of CO2e of a request, with the backbone at its central and at its high coefficient. The leg between caller and
 * edge is left out, because it is the same wherever the work runs.
 */
export interface Grams {
  central: number;
  high: number;
}

/**
 * Grams of CO2e at every place where the work could run: `estimate()` split up, so that the part that is the same for
 * every candidate is computed once. Null if a grid intensity is unknown.
 */
export interface Pricing {
  /** At the edge, without any backbone traffic. */
  staying: number | null;
  moved: (intensity: ComparedGrid | null, pue: number) => Grams | null;
}

export function price({ cpuSeconds, memoryGb, backboneBytes, edge }: Work): Pricing {
  if (!isKnown(edge.intensity)) return { staying: null, moved: () => null };
  const edgeGramsPerKwh = edge.intensity.gramsPerKwh;
  const atEdge = (serverKwh: number) => serverKwh * edge.pue * edgeGramsPerKwh;
  const backbone = backboneEnergyKwh(backboneBytes);
  const regionKwh = serverEnergyKwh(cpuSeconds.region, memoryGb);
  const whereverItMoves =
    atEdge(serverEnergyKwh(cpuSeconds.edge)) +
    embodiedGrams(cpuSeconds.edge + cpuSeconds.region).value;
  return {
    staying:
      atEdge(serverEnergyKwh(cpuSeconds.stayed, memoryGb)) + embodiedGrams(cpuSeconds.stayed).value,
    moved(intensity, pue) {
      if (!isKnown(intensity)) return null;
      const { gramsPerKwh } = intensity;
      const between = backboneGramsPerKwh(edgeGramsPerKwh, gramsPerKwh);
      const there = regionKwh * pue * gramsPerKwh + whereverItMoves;
      return {
        central: there + backbone.value * between,
        high: there + backbone.max * between,
      };
    },
  };
}

/** kWh of compute and memory, without the overhead of the building. */
const serverEnergyKwh = (cpuSeconds: number, memoryGb?: number): number =>
  computeEnergyKwh(cpuSeconds, 1).value + memoryEnergyKwh(cpuSeconds, 1, memoryGb).value;

/**
 * Judges one candidate against staying: like with like, so where only one of the two grids is known for
 * now, also both by their means of a year; where one has none, `why` says what was compared.
 */
export function judge(work: Work, candidate: Candidate, pricing: Pricing): Verdict {
  const { region, instance, zone, intensity, pue, addedLatencyMs } = candidate;
  const moved = pricing.moved(intensity, pue);
  const like = alike(work, candidate, pricing);
  const defect = whyUnusable(candidate);
  // The figures that the receipt will state must show a saving too.
  const obstacle =
    defect ??
    whyNot(work, candidate, like.staying, like.moved) ??
    whyNot(work, candidate, pricing.staying, moved);
  return {
    region,
    instance,
    zone,
    gramsPerKwh: isKnown(intensity) ? intensity.gramsPerKwh : null,
    expectedGrams: moved?.central ?? null,
    addedLatencyMs,
    usable: defect === null,
    isInReach: addedLatencyMs <= work.maxAddedLatencyMs,
    eligible: obstacle === null,
    why: obstacle ?? `emits ${share(like.moved, like.staying)} less than staying${like.by}`,
  };
}

/** Grams of staying and of moving to a candidate by figures of one kind, and how they were compared. */
function alike(work: Work, candidate: Candidate, pricing: Pricing) {
  const { edge } = work;
  const now = {
    staying: pricing.staying,
    moved: pricing.moved(candidate.intensity, candidate.pue),
  };
  if (isYearly(edge.intensity) === isYearly(candidate.intensity)) return { ...now, by: "" };
  const ofEdge = isYearly(edge.intensity) ? edge.intensity : (edge.yearly ?? null);
  const ofRegion = isYearly(candidate.intensity) ? candidate.intensity : (candidate.yearly ?? null);
  if (!isKnown(ofEdge) || !isKnown(ofRegion))
    return { ...now, by: ", a yearly mean against a figure of now" };
  const { staying, moved } = price({ ...work, edge: { ...edge, intensity: ofEdge } });
  return { staying, moved: moved(ofRegion, candidate.pue), by: ", both by their yearly means" };
}

const isYearly = (intensity: ComparedGrid | null): boolean => intensity?.kind === "yearly";

/** Eligible ones first, then by grams, latency and name. This is a total order, so input order does not matter. */
export const byMerit = (a: Verdict, b: Verdict): number =>
  Number(b.eligible) - Number(a.eligible) ||
  ascending(a.expectedGrams, b.expectedGrams) ||
  ascending(a.gramsPerKwh, b.gramsPerKwh) ||
  ascending(a.addedLatencyMs, b.addedLatencyMs) ||
  compare(a.region, b.region) ||
  compare(a.instance ?? "", b.instance ?? "");

function whyUnusable({ state, intensity }: Candidate): string | null {
  if (state === "broken") return "has its circuit breaker open";
  if (state === "overloaded") return "is at capacity";
  return isKnown(intensity) ? null : "has no known grid intensity";
}

function whyNot(
  { edge, maxAddedLatencyMs }: Work,
  { intensity, addedLatencyMs }: Candidate,
  staying: number | null,
  moved: Grams | null,
): string | null {
  if (staying === null || !moved) return "cannot be compared: the edge's grid intensity is unknown";
  if (intensity?.signal !== edge.intensity?.signal) {
    return `is known by its ${intensity?.signal} intensity, the edge by its ${edge.intensity?.signal} one`;
  }
  if (!Number.isFinite(addedLatencyMs)) return "is at an unknown distance";
  if (!(addedLatencyMs <= maxAddedLatencyMs)) {
    return `adds ${Math.round(addedLatencyMs)} ms, more than the ${maxAddedLatencyMs} ms allowed`;
  }
  if (!(moved.central < staying)) return `emits ${share(moved, staying)} more than staying`;
  return moved.high < staying ? null : "emits less only if the network takes little energy";
}

const isKnown = (intensity: ComparedGrid | null): intensity is ComparedGrid =>
  intensity !== null && Number.isFinite(intensity.gramsPerKwh) && intensity.gramsPerKwh >= 0;

/** The relative difference between two figures, as "82%". */
function share(moved: Grams | null, staying: number | null): string {
  const ratio = (moved?.central ?? 0) / (staying || 1);
  return `${Math.round(100 * Math.abs(1 - ratio))}%`;
}

/** Unknown values come last. */
const ascending = (a: number | null, b: number | null): number => compare(ranked(a), ranked(b));

const ranked = (figure: number | null): number =>
  figure === null || Number.isNaN(figure) ? Number.POSITIVE_INFINITY : figure;

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
