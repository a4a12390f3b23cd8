import { RefusedError } from "../contract/refused.ts";
import type { SummaryRequest } from "../contract/request.ts";
import type { CpuSplit } from "../emissions/estimate.ts";
import type { Intensity } from "../grid/intensity.ts";
import { WORLD } from "../grid/world.ts";
import { drawOf } from "../ledger/key.ts";
import type { Placement } from "../placement/decide.ts";
import type { Region } from "../placement/regions.ts";
import { isMovable, type Weight, weigh } from "../placement/weight.ts";
import { type Call, call, type Done, type Forwarded } from "../region/forward.ts";
import { pack } from "../region/packed.ts";
import { intensityAt, place, type World } from "../region/place.ts";
import type { Occasion } from "./occasion.ts";

/** Work that can be done at the edge or in a region. */
export interface PlaceableWork<D extends Done> {
  cpuSeconds: CpuSplit;
  /** Memory that the work needs, in GB; an isolate's limit if omitted. */
  memoryGb?: number;
  /** Derived from the CPU seconds if omitted. */
  weight?: Weight;
  /** False if the edge cannot do the work. */
  canStay?: boolean;
  /** The regions that can do the work; all of them if omitted. */
  regions?: readonly Region[];
  /** The call that requests the work from a region; packed only if the work may move. */
  call: Omit<Call<D>, "work"> & { work: object };
  /** Expected size of a region's answer, in bytes. */
  answerBytes: number;
  /** How long to wait for regions, in milliseconds. */
  patienceMs: number;
}

/** The placement of a job, and the answer of the region that did it, if one did. */
export interface Placed<D extends Done> {
  placement: Placement;
  /** Whether the caller named the place. */
  isForced: boolean;
  /** `result` is null if the edge must do the work, by decision or because regions failed. */
  forwarded: Forwarded<D>;
  /** The grid that fed the edge, and the grid that fed the work. */
  grids: { edge: Intensity; ran: Intensity };
}

/**
 * Decides where a job runs and, if that is a region, has the region do it. If `forwarded.result` is null, the code that
 * called this does the work at the edge.
 * @throws RefusedError if the work is too costly
 * @throws UnknownRegionError
 * @throws NoSelectionError if a region found that no selection is within the bounds
 * @throws CallerGoneError
 */
export async function placed<D extends Done>(
  job: PlaceableWork<D>,
  request: SummaryRequest,
  occasion: Occasion,
): Promise<Placed<D>> {
  const { call: wanted, answerBytes, patienceMs: deadlineMs, regions, ...rest } = job;
  const { edge, signal: caller, trace } = occasion;
  const world = regions ? { ...occasion.world, regions } : occasion.world;
  refuseTooCostly(job.cpuSeconds.stayed, occasion.maxCpuSeconds);
  const weight = job.weight ?? weigh(job.cpuSeconds.stayed);
  const work = isMovable(weight, request.region) ? await pack(wanted.work) : null;
  const { placement, targets } = place(
    {
      ...rest,
      weight,
      backboneBytes: work ? work.bytes.byteLength + answerBytes : 0,
      isBatch: occasion.isBatch,
      wanted: request.region,
      maxAddedLatencyMs: request.max_added_latency_ms,
      holdoutDraw: drawOf(occasion.id),
    },
    edge,
    world,
  );
  const forwarded: Forwarded<D> =
    targets.length === 0 || !work
      ? { result: null, bytes: 0 }
      : await call(targets, { ...wanted, work }, { pool: world.pool, deadlineMs, caller, trace });
  const edgeGrid = intensityAt(edge, world.intensityOf) ?? WORLD;
  const ran = regionGrid(forwarded, world) ?? edgeGrid;
  return {
    placement,
    isForced: request.region !== "auto",
    forwarded,
    grids: { edge: edgeGrid, ran },
  };
}

/** A region is charged to the grid at the place where it says that it ran, otherwise to the grid of its table entry. */
const regionGrid = ({ result }: Forwarded<Done>, world: World): Intensity | null =>
  result &&
  (intensityAt(
    {
      colo: result.colo ?? undefined,
      hintZones: result.zone ? [result.zone] : result.region.zones,
    },
    world.intensityOf,
  ) ??
    WORLD);

/** Refuses a request that is predicted to take more CPU time than the deployment allows. @throws RefusedError */
export function refuseTooCostly(cpuSeconds: number, maxCpuSeconds: number): void {
  if (cpuSeconds <= maxCpuSeconds) return;
  throw new RefusedError(
    "too-costly",
    `This would take ${round(cpuSeconds)} seconds of CPU; one request may take ${round(maxCpuSeconds)}. ` +
      "Send a shorter document, or parts of it.",
  );
}

const round = (seconds: number): number => Number(seconds.toPrecision(3));
