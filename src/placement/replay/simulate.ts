import { DEFAULT_PUE, type Estimate, estimate } from "../../emissions/estimate.ts";
import { blend } from "../../grid/blend.ts";
import type { Colo } from "../colos.ts";
import { decide, PLACEMENT_DEFAULTS } from "../decide.ts";
import { addedLatencyMs } from "../latency.ts";
import type { Region } from "../regions.ts";
import type { Candidate } from "../verdict.ts";
import { diurnal, inhabitants } from "./demand.ts";
import { type IntensityTrace, intensityAt } from "./trace.ts";
import type { ReplayedWork } from "./work.ts";

/** Grams of CO2e, summed over requests; one request per inhabitant and mean hour. */
export interface Footprint {
  /** Compute and memory, PUE included. */
  operational: number;
  /** Operational, plus the backbone at its central coefficient, plus manufacturing. */
  inclusive: number;
  /** As inclusive, but with the backbone at `STRESS`. */
  stressed: number;
  /** As inclusive, plus the leg between caller and edge. */
  withAccess: number;
}

/**
 * Ratio of the stressed backbone coefficient to the central one: 0.02 kWh per GB, the wide-area network of 2020 in
 * Coroama (2021), over 0.001. Decisions do not use it.
 */
export const STRESS = 20;

export interface ReplayResult {
  budgetMs: number;
  /** Every request in the region with the least latency, regardless of its grid. */
  nearest: Footprint;
  /** Every request at the location that received it. */
  staying: Footprint;
  decided: Footprint;
  requests: number;
  moved: number;
  /** Sum of the milliseconds added by moves. */
  addedMs: number;
}

/** Locations whose requests are summed. */
export interface Scope {
  name: string;
  has(site: Colo): boolean;
}

/**
 * Replays a trace: at every location and hour, weighted by its demand, one request is placed by the product's own
 * `decide()`, with hysteresis and without holdout. Returns one outcome per budget for each scope, by the scope's name.
 */
export function simulate(
  trace: IntensityTrace,
  sites: readonly Colo[],
  regions: readonly Region[],
  budgetsMs: readonly number[],
  work: ReplayedWork,
  scopes: readonly Scope[],
): ReadonlyMap<string, ReplayResult[]> {
  const outcomes = new Map(scopes.map(({ name }) => [name, budgetsMs.map(nothingYet)]));
  const traced = regions.flatMap((region) => {
    const zones = region.zones.filter((zone) => trace.byZone.has(zone));
    return zones.length > 0 ? [{ ...region, zones }] : [];
  });
  const seen = sites.map((site) => reachable(site, traced));
  const footprints = { stayed: footprintOf(work, false), moved: footprintOf(work, true) };
  const sums = sites.map((site) =>
    scopes.filter((scope) => scope.has(site)).map(({ name }) => outcomes.get(name) ?? []),
  );
  const previous = budgetsMs.map(() => sites.map((): string | null => null));
  for (let hour = 0; hour < trace.hours.length; hour++) {
    const utcHour = Number(trace.hours[hour]?.slice(11, 13));
    const intensities = new Map(
      traced.map(({ id, zones }) => [
        id,
        blend(zones.join("+"), (zone) => intensityAt(trace, hour, zone)),
      ]),
    );
    sites.forEach((site, at) => {
      const edge = intensityAt(trace, hour, site.zone ?? "");
      const candidates = (seen[at] ?? []).map((one) => ({
        ...one,
        intensity: intensities.get(one.region) ?? null,
      }));
      const near = candidates.find(({ intensity }) => intensity !== null);
      if (!edge || !near) return;
      const weight = (inhabitants.get(site.code) ?? 0) * diurnal(utcHour, site.longitude);
      const stayed = footprints.stayed(edge.gramsPerKwh, 0);
      const nearest = footprints.moved(edge.gramsPerKwh, near.intensity?.gramsPerKwh ?? 0);
      budgetsMs.forEach((budgetMs, budget) => {
        const remembered = previous[budget] ?? [];
        const placement = decide({
          ...PLACEMENT_DEFAULTS,
          ...work,
          weight: "heavy",
          wanted: "auto",
          holdoutShare: 0,
          holdoutDraw: 0,
          edge: { zone: edge.zone, intensity: edge, pue: DEFAULT_PUE.value },
          candidates: contenders(candidates, budgetMs, remembered[at] ?? null),
          maxAddedLatencyMs: budgetMs,
          previous: remembered[at] ?? null,
        });
        remembered[at] = placement.preferred;
        const chosen = candidates.find(({ region }) => region === placement.region);
        const decided = chosen
          ? footprints.moved(edge.gramsPerKwh, chosen.intensity?.gramsPerKwh ?? 0)
          : stayed;
        for (const sum of sums[at] ?? []) {
          const outcome = sum[budget];
          if (!outcome) continue;
          outcome.requests += weight;
          accrue(outcome.nearest, nearest, weight);
          accrue(outcome.staying, stayed, weight);
          accrue(outcome.decided, decided, weight);
          outcome.moved += chosen ? weight : 0;
          outcome.addedMs += chosen ? weight * chosen.addedLatencyMs : 0;
        }
      });
    });
  }
  return outcomes;
}

const none = (): Footprint => ({ operational: 0, inclusive: 0, stressed: 0, withAccess: 0 });

const nothingYet = (budgetMs: number): ReplayResult => ({
  budgetMs,
  nearest: none(),
  staying: none(),
  decided: none(),
  requests: 0,
  moved: 0,
  addedMs: 0,
});

/** Regions as seen from a location, nearest first. */
function reachable(site: Colo, regions: readonly Region[]): Candidate[] {
  return regions
    .map(
      (region): Candidate => ({
        region: region.id,
        instance: null,
        zone: region.zones.join("+"),
        intensity: null,
        pue: region.pue,
        addedLatencyMs: addedLatencyMs(site, region),
        state: "ready",
      }),
    )
    .sort((one, other) => one.addedLatencyMs - other.addedLatencyMs);
}

/**
 * The candidates that a decision can choose: the cleanest in reach, and the previous choice. All others are out of
 * reach, or lose to the cleanest, because all regions here have the same PUE. This only saves time.
 */
function contenders(
  candidates: readonly Candidate[],
  budgetMs: number,
  previous: string | null,
): Candidate[] {
  let cleanest: Candidate | undefined;
  let last: Candidate | undefined;
  for (const one of candidates) {
    // Candidates are sorted nearest first.
    if (one.addedLatencyMs > budgetMs) break;
    if (one.region === previous) last = one;
    const grams = one.intensity?.gramsPerKwh ?? Number.POSITIVE_INFINITY;
    if (!cleanest || grams < (cleanest.intensity?.gramsPerKwh ?? Number.POSITIVE_INFINITY)) {
      cleanest = one;
    }
  }
  return [cleanest, last === cleanest ? undefined : last].filter((one) => one !== undefined);
}

/**
 * Emissions of the work as a function of the intensities of edge and region. `estimate()` is linear in both, so three
 * calls of it determine the result for all hours.
 */
function footprintOf(
  work: ReplayedWork,
  isMoved: boolean,
): (edgeGramsPerKwh: number, regionGramsPerKwh: number) => Footprint {
  const fixed = estimated(work, 0, 0, isMoved);
  const byEdge = estimated(work, 1, 0, isMoved);
  const byRegion = estimated(work, 0, 1, isMoved);
  return (edge, region) => {
    const of = (part: keyof Footprint) =>
      fixed[part] + edge * (byEdge[part] - fixed[part]) + region * (byRegion[part] - fixed[part]);
    return {
      operational: of("operational"),
      inclusive: of("inclusive"),
      stressed: of("stressed"),
      withAccess: of("withAccess"),
    };
  };
}

function estimated(
  { cpuSeconds, memoryGb, accessBytes, backboneBytes }: ReplayedWork,
  edgeGramsPerKwh: number,
  regionGramsPerKwh: number,
  isMoved: boolean,
): Footprint {
  const pue = DEFAULT_PUE.value;
  const atEdge = { pue, gramsPerKwh: edgeGramsPerKwh };
  const inRegion = { pue, gramsPerKwh: regionGramsPerKwh, memoryGb };
  return centralOf(
    estimate({
      computations: isMoved
        ? [
            { ...atEdge, cpuSeconds: cpuSeconds.edge },
            { ...inRegion, cpuSeconds: cpuSeconds.region },
          ]
        : [{ ...atEdge, cpuSeconds: cpuSeconds.stayed, memoryGb }],
      accessBytes,
      backboneBytes: isMoved ? backboneBytes : 0,
      edgeGramsPerKwh,
      regionGramsPerKwh,
    }),
  );
}

function centralOf({
  operationalGrams,
  totalGrams,
  accessGrams,
  backboneGrams,
}: Estimate): Footprint {
  const withAccess = totalGrams.value;
  const inclusive = withAccess - accessGrams.value;
  return {
    operational: operationalGrams.value,
    inclusive,
    stressed: inclusive + (STRESS - 1) * backboneGrams.value,
    withAccess,
  };
}

function accrue(sum: Footprint, one: Footprint, weight: number): void {
  sum.operational += weight * one.operational;
  sum.inclusive += weight * one.inclusive;
  sum.stressed += weight * one.stressed;
  sum.withAccess += weight * one.withAccess;
}
