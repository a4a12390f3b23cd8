import type { ForeseenPlacementJson } from "../contract/placement.ts";
import type { SummaryAnswer } from "../contract/summary.ts";
import type { Placement } from "../placement/decide.ts";
import type { Verdict } from "../placement/verdict.ts";
import type { Summary } from "./summarize.ts";

/** The answer of `POST /v1/summarize` without its `emissions`, which depend on its size. */
export function toAnswer(summary: Summary): Omit<SummaryAnswer, "emissions"> {
  const { occasion, document, extract, placement, forwarded, grids, mode, model } = summary;
  const { result } = forwarded;
  return {
    id: occasion.id,
    summary: extract.summary,
    language: document.language,
    truncated: document.truncated,
    sentences: extract.sentences,
    mode,
    model,
    usage: { input_tokens: document.tokens, output_tokens: extract.outputTokens },
    placement: {
      ...toPlacement(placement),
      ran: result ? "region" : "edge",
      region: result?.region.id ?? null,
      colo: (result ? result.colo : occasion.edge.colo) ?? null,
      zone: grids.ran.zone,
      reason: reasonOf(placement, result?.region.id),
    },
  };
}

/** The `placement` object of the decision; the outcome of `summarize` may still differ. */
export const toPlacement = (placement: Placement): ForeseenPlacementJson => ({
  weight: placement.weight,
  ran: placement.ran,
  region: placement.region,
  zone: placement.zone,
  reason: placement.reason,
  candidates: bestOfEach(placement.candidates).map((verdict) => ({
    region: verdict.region,
    zone: verdict.zone,
    grams_per_kwh: verdict.gramsPerKwh,
    expected_grams: verdict.expectedGrams,
    added_latency_ms: verdict.addedLatencyMs,
    eligible: verdict.eligible,
    why: verdict.why,
  })),
});

/** A region is represented by its best object. */
export const bestOfEach = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.filter(
    ({ region }, index) => verdicts.findIndex((other) => other.region === region) === index,
  );

/** The decision, unless the outcome differed from it. */
function reasonOf(placement: Placement, ranIn: string | undefined): string {
  if (placement.ran === "edge" || placement.region === ranIn) return placement.reason;
  return ranIn
    ? `${placement.region} gave no usable answer, so ${ranIn} did the work.`
    : `${placement.region} gave no usable answer, so the edge did the work.`;
}

/** The members of a manifest or an offer that identify a model in an answer. */
export const identityOf = ({ name, version, quantization }: Omit<Summary["model"], "reason">) => ({
  name,
  version,
  quantization,
});
