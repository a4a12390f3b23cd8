import { DEFAULT_PUE, type Estimate, estimate } from "../../emissions/estimate.ts";
import { blend } from "../../grid/blend.ts";
import type { Colo } from "../colos.ts";
import { decide, PLACEMENT_DEFAULTS } from "../decide.ts";
import { addedLatencyMs } from "../latency.ts";
import type { Region } from "../regions.ts";
import type { Candidate } from "../verdict.ts";
import { diurnal, inhabitants } from "./demand.ts";
import { intensityAt, type Trace } from "./trace.ts";

/** The request that is replayed: a summary of about 1,700 words by a heavy model. */
export const REQUEST = {
  cpuSeconds: 10,
  forwardingCpuSeconds: 0.002,
  clientBytes: 12_000,
  forwardedBytes: 12_000,
};

/** Grams of CO2e, summed over requests; one request an inhabitant and mean hour. */
export interface Footprint {
  /** Compute and memory, PUE included. */
  operational: number;
  /** With network, central coefficient, and embodied carbon. */
  total: number;
}

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

interface Ran {
  pue: number;
  gramsPerKwh: number;
  edgeGramsPerKwh: number;
}

const none = (): Footprint => ({ operational: 0, total: 0 });

/**
 * Replays a trace: at every location and hour, weighted by its demand, one request is placed by the
 * product's own `decide()`, with hysteresis and without holdout.
 */
export function simulate(
  trace: Trace,
  sites: readonly Colo[],
  regions: readonly Region[],
  budgetsMs: readonly number[],
): Outcome[] {
  const outcomes = budgetsMs.map(
    (budgetMs): Outcome => ({
      budgetMs,
      nearest: none(),
      staying: none(),
      decided: none(),
      requests: 0,
      moved: 0,
      addedMs: 0,
    }),
  );
  const traced = regions.flatMap((region) => {
    const zones = region.zones.filter((zone) => trace.byZone.has(zone));
    return zones.length > 0 ? [{ ...region, zones }] : [];
  });
  const seen = sites.map((site) => reachable(site, traced));
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
      if (!edge || !near?.intensity) return;
      const weight = (inhabitants.get(site.code) ?? 0) * diurnal(utcHour, site.longitude);
      const edgeGramsPerKwh = edge.gramsPerKwh;
      const staying = { pue: DEFAULT_PUE, gramsPerKwh: edgeGramsPerKwh, edgeGramsPerKwh };
      const stayed = atEdge(staying);
      const nearest = forwarded({ ...staying, ...near, ...near.intensity });
      outcomes.forEach((outcome, budget) => {
        const remembered = previous[budget] ?? [];
        const placement = decide({
          ...REQUEST,
          ...PLACEMENT_DEFAULTS,
          weight: "heavy",
          wanted: "auto",
          holdoutShare: 0,
          holdoutDraw: 0,
          edge: { zone: edge.zone, intensity: edge, pue: DEFAULT_PUE },
          // Out of reach is out of the question; leaving it out only saves time.
          candidates: candidates.filter((one) => one.addedLatencyMs <= outcome.budgetMs),
          maxAddedLatencyMs: outcome.budgetMs,
          previous: remembered[at] ?? null,
        });
        remembered[at] = placement.preferred;
        const chosen = candidates.find(({ region }) => region === placement.region);
        outcome.requests += weight;
        accrue(outcome.nearest, nearest, weight);
        accrue(outcome.staying, stayed, weight);
        if (chosen?.intensity) {
          const moved = forwarded({ ...staying, ...chosen, ...chosen.intensity });
          accrue(outcome.decided, moved, weight);
          outcome.moved += weight;
          outcome.addedMs += weight * chosen.addedLatencyMs;
        } else {
          accrue(outcome.decided, stayed, weight);
        }
      });
    });
  }
  return outcomes;
}

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

const atEdge = ({ pue, gramsPerKwh, edgeGramsPerKwh }: Ran): Estimate =>
  estimate({
    computations: [{ cpuSeconds: REQUEST.cpuSeconds, pue, gramsPerKwh }],
    clientBytes: REQUEST.clientBytes,
    forwardedBytes: 0,
    edgeGramsPerKwh,
  });

const forwarded = ({ pue, gramsPerKwh, edgeGramsPerKwh }: Ran): Estimate =>
  estimate({
    computations: [
      { cpuSeconds: REQUEST.cpuSeconds, pue, gramsPerKwh },
      { cpuSeconds: REQUEST.forwardingCpuSeconds, pue: DEFAULT_PUE, gramsPerKwh: edgeGramsPerKwh },
    ],
    clientBytes: REQUEST.clientBytes,
    forwardedBytes: REQUEST.forwardedBytes,
    edgeGramsPerKwh,
  });

function accrue(sum: Footprint, { operationalGrams, totalGrams }: Estimate, weight: number): void {
  sum.operational += weight * operationalGrams.value;
  sum.total += weight * totalGrams.value;
}
