import { byMerit, type Candidate, judge, price, type Verdict, type Work } from "./verdict.ts";
import { isMovable, type Weight } from "./weight.ts";

export const PLACEMENT_DEFAULTS = {
  /** Share of moves kept at the edge as a control group to measure the saving. */
  holdoutShare: 0.02,
  /** The previous choice is replaced only if another one emits less by more than this share. */
  hysteresisShare: 0.05,
};

export interface PlacementInput extends Work {
  weight: Weight;
  candidates: readonly Candidate[];
  /** "auto", "edge" or a region id. */
  wanted: string;
  /** The last placement of such work by this edge: a region id or "edge"; null if there was none. */
  previous: string | null;
  /** In [0, 1), derived from the request's id; below `holdoutShare` a move is held out. */
  holdoutDraw: number;
  holdoutShare: number;
  hysteresisShare: number;
  /** False if the edge cannot do the work, so that only a region can. */
  canStay?: boolean;
}

export interface Placement {
  weight: Weight;
  ran: "edge" | "region";
  region: string | null;
  instance: string | null;
  zone: string;
  /** A plain sentence. */
  reason: string;
  /** True if a move was due and the request stays as part of the control group. */
  isHoldout: boolean;
  /** The value of `previous` for the next request. Unlike `region`, a holdout or an override does not change it. */
  preferred: string | null;
  /** Grams of CO2e if the request stays; null if the edge's grid intensity is unknown. */
  stayingGrams: number | null;
  /** Eligible candidates first, best first; empty for light work. */
  candidates: Verdict[];
}

interface PlacementChoice {
  chosen: Verdict | null;
  reason: string;
  preferred: string | null;
  isHoldout?: boolean;
}

/**
 * Chooses the place where a request runs. The same input, in any order, gives the same answer. The request moves only
 * if that emits less than staying under both backbone coefficients and is within the latency budget. A marginal
 * intensity is never compared with an average one. A place with unknown intensity is never chosen.
 */
export function decide(input: PlacementInput): Placement {
  const canMove = isMovable(input.weight, input.wanted);
  const pricing = price(input);
  const { staying } = pricing;
  const verdicts = canMove
    ? input.candidates.map((candidate) => judge(input, candidate, pricing)).sort(byMerit)
    : [];
  const {
    chosen,
    reason,
    preferred,
    isHoldout = false,
  } = canMove
    ? choose(input, staying, verdicts)
    : { ...remain(input), reason: "Stayed at the edge: moving light work is not worth it." };
  return {
    weight: input.weight,
    ran: chosen ? "region" : "edge",
    region: chosen?.region ?? null,
    instance: chosen?.instance ?? null,
    zone: chosen?.zone ?? input.edge.zone,
    reason,
    isHoldout,
    preferred,
    stayingGrams: staying,
    candidates: verdicts,
  };
}

const remain = ({ previous }: PlacementInput) => ({ chosen: null, preferred: previous });

function choose(
  input: PlacementInput,
  staying: number | null,
  verdicts: Verdict[],
): PlacementChoice {
  if (input.canStay === false) return sendAway(input, verdicts);
  if (input.wanted === "edge") {
    return { ...remain(input), reason: "Stayed at the edge, as the caller requested." };
  }
  if (input.wanted !== "auto") return obey(input, verdicts);
  const best = verdicts[0];
  if (staying === null || !best?.eligible) {
    return { chosen: null, preferred: "edge", reason: whyNone(input, staying, verdicts) };
  }
  return holdOut(input, settle(input, staying, best, verdicts));
}

/** The caller named a region: saving and latency budget are ignored, but the region must be able to run the work. */
function obey(input: PlacementInput, verdicts: Verdict[]): PlacementChoice {
  const named = verdicts.filter(({ region }) => region === input.wanted);
  const chosen = named.find(({ usable }) => usable);
  if (chosen) {
    const reason = `Moved to ${chosen.region} (${chosen.zone}), as the caller requested.`;
    return { chosen, preferred: input.previous, reason };
  }
  const why = named[0]?.why ?? "is not in the table";
  return {
    ...remain(input),
    reason: `Stayed at the edge: ${input.wanted}, which was asked for, ${why}.`,
  };
}

/** The best region for work that the edge cannot do, within the latency budget if any region is. */
function sendAway(input: PlacementInput, verdicts: Verdict[]): PlacementChoice {
  const able = verdicts.filter(
    ({ usable, region }) => usable && (input.wanted === "auto" || region === input.wanted),
  );
  const near = able.find(({ addedLatencyMs }) => addedLatencyMs <= input.maxAddedLatencyMs);
  const chosen = near ?? able[0];
  if (chosen) {
    const reason = `Moved to ${chosen.region} (${chosen.zone}): the edge cannot do this work.`;
    return { chosen, preferred: input.previous, reason };
  }
  const [best] = verdicts;
  const why = best ? `${best.region} ${best.why}` : "none is equipped for it";
  return { ...remain(input), reason: `No region can do this work now: ${why}.` };
}

/** Hysteresis: replaces the previous choice, while it is still allowed, only by a clearly better one. */
function settle(
  input: PlacementInput,
  staying: number,
  best: Verdict,
  verdicts: Verdict[],
): PlacementChoice {
  const isNear = (grams: number) =>
    (best.expectedGrams ?? 0) >= grams * (1 - input.hysteresisShare);
  if (input.previous === "edge" && isNear(staying)) {
    const reason = `Stayed at the edge: ${best.region} ${best.why}, too little to move for.`;
    return { chosen: null, preferred: "edge", reason };
  }
  const kept = verdicts.find(({ region, eligible }) => eligible && region === input.previous);
  if (kept && kept !== best && isNear(kept.expectedGrams ?? 0)) {
    const reason = `Kept in ${kept.region} (${kept.zone}), which ${kept.why}; ${best.region} is hardly better.`;
    return { chosen: kept, preferred: kept.region, reason };
  }
  const reason = `Moved to ${best.region} (${best.zone}), which ${best.why} and adds ${Math.round(best.addedLatencyMs)} ms.`;
  return { chosen: best, preferred: best.region, reason };
}

function holdOut(input: PlacementInput, choice: PlacementChoice): PlacementChoice {
  if (!choice.chosen || !(input.holdoutDraw < input.holdoutShare)) return choice;
  const { region, why } = choice.chosen;
  const reason = `Held out at the edge to measure the saving: ${region} ${why}.`;
  return { ...choice, chosen: null, isHoldout: true, reason };
}

/** Names the region that came closest: the cleanest in reach, otherwise the nearest, otherwise any. */
function whyNone(
  { maxAddedLatencyMs }: PlacementInput,
  staying: number | null,
  verdicts: readonly Verdict[],
): string {
  const [first] = verdicts;
  if (!first) return "Stayed at the edge: there is no region to move to.";
  if (staying === null) {
    return "Stayed at the edge: its grid intensity is unknown, so no saving can be shown.";
  }
  const usable = verdicts.filter((verdict) => verdict.usable);
  const best = usable.find(({ isInReach }) => isInReach);
  if (best) {
    return `Stayed at the edge: within ${maxAddedLatencyMs} ms the best region, ${nameOf(best)}, ${best.why}.`;
  }
  const nearest = usable
    .filter(({ addedLatencyMs }) => Number.isFinite(addedLatencyMs))
    .sort((one, other) => one.addedLatencyMs - other.addedLatencyMs)[0];
  if (nearest) {
    return `Stayed at the edge: the nearest region, ${nameOf(nearest)}, ${nearest.why}.`;
  }
  return `Stayed at the edge: no region can take the work; ${nameOf(first)} ${first.why}.`;
}

const nameOf = ({ region, zone }: Verdict): string => (zone ? `${region} (${zone})` : region);
