import { DEFAULT_PUE, type Estimate, estimate } from "../../emissions/estimate.ts";
import { blend } from "../../grid/blend.ts";
import type { Colo } from "../colos.ts";
import { decide, PLACEMENT_DEFAULTS } from "../decide.ts";
import { addedLatencyMs } from "../latency.ts";
import type { Region } from "../regions.ts";
import type { Candidate } from "../verdict.ts";
import { diurnal, inhabitants } from "./demand.ts";
import { intensityAt, type Trace } from "./trace.ts";
import type { Work } from "./work.ts";

/** Grams of CO2e, summed over requests; one request an inhabitant and mean hour. */
export interface Footprint {
  /** Compute and memory, PUE included. */
  operational: number;
  /** With the backbone, central coefficient, and manufacturing. */
  inclusive: number;
  /** As inclusive, with the backbone at `STRESS`. */
  stressed: number;
  /** As inclusive, with the way between caller and edge. */
  withAccess: number;
}

/**
 * The stressed backbone coefficient over the central one: 0.02 kWh per GB, the wide-area network of
 * 2020 in Coroama (2021), over 0.001. No decision uses it.
 */
export const STRESS = 20;

export interface Outcome {
  budgetMs: number;
  /** Every request in the region with the least latency, whatever its grid. */
  nearest: Footprint;
  /** Every request at the location that took it. */
  staying: Footprint;
  decided: Footprint;
  requests: number;
  moved: number;
  /** Sum of the milliseconds added by moves. */
  addedMs: number;
}

/** Locations whose requests are summed up together. */
export interface Scope {
  name: string;
  has(site: Colo): boolean;
}

/**
 * Replays a trace: at every location and hour, weighted by its demand, one request is placed by the
 * product's own `decide()`, with hysteresis and without holdout. Returns one outcome a budget for each
 * scope, by its name.
 */
export function simulate(
  trace: Trace,
  sites: readonly Colo[],
  regions: readonly Region[],
  budgetsMs: readonly number[],
  work: Work,
  scopes: readonly Scope[],
): ReadonlyMap<string, Outcome[]> {
  const outcomes = new Map(scopes.map(({ name }) => [name, budgetsMs.map(nothingYet)]));
  const traced = regions.flatMap((region) => {
    const zones = region.zones.filter((zone) => trace.byZone.has(zone));
    return zones.length > 0 ? [{ ...region, zones }] : [];
  });
  const seen = sites.map((site) => reachable(site, traced));
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
      const stayed = footprint(work, edge.gramsPerKwh, null);
      const nearest = footprint(work, edge.gramsPerKwh, near);
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
          // Out of reach is out of the question; leaving it out only saves time.
          candidates: candidates.filter((one) => one.addedLatencyMs <= budgetMs),
          maxAddedLatencyMs: budgetMs,
          previous: remembered[at] ?? null,
        });
        remembered[at] = placement.preferred;
        const chosen = candidates.find(({ region }) => region === placement.region);
        const decided = chosen ? footprint(work, edge.gramsPerKwh, chosen) : stayed;
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

const nothingYet = (budgetMs: number): Outcome => ({
  budgetMs,
  nearest: none(),
  staying: none(),
  decided: none(),
  requests: 0,
  moved: 0,
  addedMs: 0,
});

/** Regions as a location sees them, nearest first. */
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

/** What the work emits at the edge, or in a region. */
function footprint(work: Work, edgeGramsPerKwh: number, region: Candidate | null): Footprint {
  const { cpuSeconds, memoryGb, accessBytes, backboneBytes } = work;
  const atEdge = { pue: DEFAULT_PUE.value, gramsPerKwh: edgeGramsPerKwh };
  const regionGramsPerKwh = region?.intensity?.gramsPerKwh ?? edgeGramsPerKwh;
  const estimated = estimate({
    computations: region
      ? [
          { ...atEdge, cpuSeconds: cpuSeconds.edge },
          {
            cpuSeconds: cpuSeconds.region,
            pue: region.pue,
            gramsPerKwh: regionGramsPerKwh,
            memoryGb,
          },
        ]
      : [{ ...atEdge, cpuSeconds: cpuSeconds.stayed, memoryGb }],
    accessBytes,
    backboneBytes: region ? backboneBytes : 0,
    edgeGramsPerKwh,
    regionGramsPerKwh,
  });
  return centralOf(estimated);
}

function centralOf(estimated: Estimate): Footprint {
  const withAccess = estimated.totalGrams.value;
  const inclusive = withAccess - estimated.accessGrams.value;
  return {
    operational: estimated.operationalGrams.value,
    inclusive,
    stressed: inclusive + (STRESS - 1) * estimated.backboneGrams.value,
    withAccess,
  };
}

function accrue(sum: Footprint, one: Footprint, weight: number): void {
  sum.operational += weight * one.operational;
  sum.inclusive += weight * one.inclusive;
  sum.stressed += weight * one.stressed;
  sum.withAccess += weight * one.withAccess;
}
