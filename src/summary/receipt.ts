import { account } from "../ledger/account.ts";
import type { Considered } from "../ledger/considered.ts";
import type { Receipt } from "../ledger/receipt.ts";
import type { Placement } from "../placement/decide.ts";
import type { Verdict } from "../placement/verdict.ts";
import { bestOfEach } from "./answer.ts";
import type { Summary } from "./summarize.ts";

/**
 * The receipt of a summary.
 * @param answerBytes size of the answer without its receipt
 */
export function receiptOf(summary: Summary, answerBytes: number, latencyMs: number): Receipt {
  const { occasion, document, placement, forwarded, grids } = summary;
  return account({
    request: {
      id: occasion.id,
      at: new Date(occasion.now).toISOString(),
      model: summary.model.name,
      language: document.language,
      weight: placement.weight,
      colo: occasion.edge.colo ?? "unknown",
      isHoldout: placement.isHoldout,
      latencyMs,
      isForced: summary.isForced,
      isSimulated: occasion.isSimulated,
      key: occasion.keyId,
      inputTokens: document.tokens,
      outputTokens: summary.extract.outputTokens,
      ...(placement.candidates.length > 0 && { considered: consideredOf(placement) }),
    },
    cpuSeconds: summary.cpuSeconds,
    preparedSeconds: occasion.preparedSeconds,
    memoryGb: summary.memoryGb,
    accessBytes: occasion.bytes + answerBytes,
    backboneBytes: forwarded.bytes,
    edge: grids.edge,
    region: forwarded.result && {
      id: forwarded.result.region.id,
      pue: forwarded.result.region.pue,
      intensity: grids.ran,
    },
  });
}

const consideredOf = ({ candidates, stayingGrams }: Placement): Considered[] =>
  bestOfEach(candidates).map((verdict) => ({
    region: verdict.region,
    zone: verdict.zone,
    gramsPerKwh: verdict.gramsPerKwh,
    expectedGrams: verdict.expectedGrams,
    addedLatencyMs: Number.isFinite(verdict.addedLatencyMs) ? verdict.addedLatencyMs : null,
    verdict: verdictOf(verdict, stayingGrams),
  }));

function verdictOf(verdict: Verdict, stayingGrams: number | null): Considered["verdict"] {
  if (verdict.eligible) return "eligible";
  if (!verdict.usable || verdict.expectedGrams === null || stayingGrams === null) return "unable";
  if (!verdict.isInReach) return "far";
  return verdict.expectedGrams < stayingGrams ? "network" : "dirtier";
}
