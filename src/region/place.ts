import { RefusedError } from "../contract/refused.ts";
import { type CpuSplit, DEFAULT_PUE } from "../emissions/estimate.ts";
import { blend, type IntensityLookup } from "../grid/blend.ts";
import type { Intensity } from "../grid/intensity.ts";
import { yearly } from "../grid/yearly.ts";
import { candidatesOf } from "../placement/candidates.ts";
import { colos, zoneOf } from "../placement/colos.ts";
import { decide, PLACEMENT_DEFAULTS, type Placement } from "../placement/decide.ts";
import type { Coordinates } from "../placement/latency.ts";
import type { Region } from "../placement/regions.ts";
import { isMovable, latencyBudgetMs, type Weight, weigh } from "../placement/weight.ts";
import type { RegionsNow } from "../placement/world.ts";
import { type Backend, UnreachableRegionError } from "./backend.ts";
import type { Target } from "./forward.ts";
import type { Pool } from "./pool.ts";

/** The place where a request arrived. */
export interface Edge {
  /** Cloudflare location and country, if known. */
  colo: string | undefined;
  country: string | undefined;
  /** Position of the caller as reported by the platform; used in place of an unknown location. */
  caller: Coordinates | undefined;
  /** The zone that an operator named. */
  hintZones?: readonly string[];
}

/** The current state of the world as far as placement knows it. */
export interface World extends RegionsNow {
  pool: Pool;
  /** Share of moves kept at the edge as a control group, 0 to 1. */
  holdoutShare: number;
  backendOf(region: Region, instance: string): Backend;
}

/** The work to place. */
export interface Load {
  cpuSeconds: CpuSplit;
  /** Memory that the work needs, in GB; an isolate's limit if omitted. */
  memoryGb?: number;
  /** Bytes that a move sends between the edge and a region, both directions. */
  backboneBytes: number;
  /** "auto", "edge" or the id of a region. */
  wanted: string;
  maxAddedLatencyMs: number | undefined;
  /** Whether the document is one of many in a request, so that the caller does not wait for it alone. */
  isBatch?: boolean;
  /** In [0, 1); the same request always draws the same number. */
  holdoutDraw: number;
  /** Derived from the CPU seconds if omitted. */
  weight?: Weight;
  /** False if the edge cannot do the work. */
  canStay?: boolean;
}

/** A request for a region that is not in the table. */
export class UnknownRegionError extends RefusedError {
  constructor(region: string, regions: readonly Region[]) {
    const known = regions.map(({ id }) => id).join(", ");
    super(
      "unknown-region",
      `region "${region}" is unknown; use "auto", "edge" or one of ${known}.`,
      {
        field: "region",
      },
    );
  }
}

const NOWHERE: Coordinates = { latitude: Number.NaN, longitude: Number.NaN };

/** Decides, remembers the decision for the next request, and lists the places worth trying, best first. */
export function place(
  load: Load,
  edge: Edge,
  world: World,
): { placement: Placement; targets: Target[] } {
  const placement = foresee(load, edge, world);
  world.pool.preferred = placement.preferred;
  return { placement, targets: targetsOf(placement, load, world) };
}

/**
 * Gathers the known facts and decides, without remembering the decision.
 * @throws UnknownRegionError
 */
export function foresee(load: Load, edge: Edge, world: World): Placement {
  const { regions, pool, intensityOf } = world;
  if (!["auto", "edge"].includes(load.wanted) && !regions.some(({ id }) => id === load.wanted)) {
    throw new UnknownRegionError(load.wanted, regions);
  }
  const at = colos.get(edge.colo ?? "") ?? edge.caller ?? NOWHERE;
  const weight = load.weight ?? weigh(load.cpuSeconds.stayed);
  return decide({
    weight,
    cpuSeconds: load.cpuSeconds,
    memoryGb: load.memoryGb,
    backboneBytes: load.backboneBytes,
    edge: {
      zone: zoneOf(edge)?.zone ?? "unknown",
      intensity: intensityAt(edge, intensityOf),
      yearly: intensityAt(edge, yearly),
      pue: DEFAULT_PUE.value,
    },
    candidates: isMovable(weight, load.wanted)
      ? candidatesOf(regions, at, intensityOf, pool.landings(regions, world.knownColos))
      : [],
    wanted: load.wanted,
    maxAddedLatencyMs:
      load.maxAddedLatencyMs ?? latencyBudgetMs(load.cpuSeconds.stayed, load.isBatch),
    previous: pool.preferred,
    holdoutDraw: load.holdoutDraw,
    holdoutShare: world.holdoutShare,
    hysteresisShare: PLACEMENT_DEFAULTS.hysteresisShare,
    ...(load.canStay === false && { canStay: false }),
  });
}

/** Intensity of the grid that feeds a place; null if the place is unknown. */
export function intensityAt(
  where: {
    colo?: string | undefined;
    country?: string | undefined;
    hintZones?: readonly string[];
  },
  intensityOf: IntensityLookup,
): Intensity | null {
  const known = zoneOf(where);
  return known && blend(known.zone, intensityOf);
}

/** The chosen object first, then another one that may run the work, preferably in a different region. */
function targetsOf(placement: Placement, { wanted, canStay }: Load, world: World): Target[] {
  if (placement.ran === "edge") return [];
  const isChosen = (instance: string | null) => instance === placement.instance;
  const others = placement.candidates
    .filter(({ instance }) => !isChosen(instance))
    .filter(({ eligible, usable, region }) =>
      wanted === "auto" ? (canStay === false ? usable : eligible) : usable && region === wanted,
    )
    .sort((a, b) => Number(a.region === placement.region) - Number(b.region === placement.region));
  const ranked = [...placement.candidates.filter(({ instance }) => isChosen(instance)), ...others];
  return ranked.flatMap(({ region: id, instance }) => {
    const region = world.regions.find((one) => one.id === id);
    if (!region || instance === null) return [];
    try {
      return [{ region, instance, backend: world.backendOf(region, instance) }];
    } catch (error) {
      if (!(error instanceof UnreachableRegionError)) throw error;
      console.warn(JSON.stringify({ event: "region-unreachable", error: error.message }));
      return [];
    }
  });
}
