import { DEFAULT_PUE, estimate, METHOD } from "../emissions/estimate.ts";
import type { Intensity } from "../grid/intensity.ts";
import type { CpuSeconds } from "../summarizer/extract/cost.ts";
import type { Receipt } from "./receipt.ts";

/** What happened to one request, as far as its emissions go. */
export interface Account {
  /** Copied to the receipt. */
  request: Pick<Receipt, "id" | "at" | "model" | "language" | "weight" | "colo"> &
    Pick<
      Receipt,
      | "isHoldout"
      | "isForced"
      | "isSimulated"
      | "key"
      | "latencyMs"
      | "inputTokens"
      | "outputTokens"
    >;
  cpuSeconds: CpuSeconds;
  /** To find the text in a page or the like, always at the edge. */
  preparedSeconds?: number;
  /** What all of the work needs in memory; an isolate's limit where it is left out. */
  memoryGb?: number | undefined;
  clientBytes: number;
  /** Bytes between the edge and regions, those that failed included. */
  forwardedBytes: number;
  edge: Intensity;
  /** Where the work was done if not at the edge. */
  region: { id: string; intensity: Intensity; pue: number } | null;
}

/**
 * The receipt of one request: what it cost, and what the edge would have cost. A moved request is
 * read at the edge and again in the region; what regions did before they failed is not counted.
 */
export function account(happened: Account): Receipt {
  const {
    request,
    cpuSeconds,
    preparedSeconds = 0,
    memoryGb,
    clientBytes,
    edge,
    region,
  } = happened;
  const edgeGramsPerKwh = edge.gramsPerKwh;
  const atEdge = (seconds: number) => ({
    cpuSeconds: seconds,
    pue: DEFAULT_PUE,
    gramsPerKwh: edgeGramsPerKwh,
  });
  const stayed = estimate({
    computations: [{ ...atEdge(preparedSeconds + cpuSeconds.all), memoryGb }],
    clientBytes,
    forwardedBytes: 0,
    edgeGramsPerKwh,
  });
  const ran = estimate({
    computations: region
      ? [
          atEdge(preparedSeconds + cpuSeconds.read),
          {
            cpuSeconds: cpuSeconds.all,
            pue: region.pue,
            gramsPerKwh: region.intensity.gramsPerKwh,
            memoryGb,
          },
        ]
      : [{ ...atEdge(preparedSeconds + cpuSeconds.all), memoryGb }],
    clientBytes,
    forwardedBytes: happened.forwardedBytes,
    edgeGramsPerKwh,
  });
  const grid = region?.intensity ?? edge;
  return {
    ...request,
    ran: region ? "region" : "edge",
    region: region?.id ?? null,
    energyKwh: ran.energyKwh,
    grid: {
      zone: grid.zone,
      gramsPerKwh: grid.gramsPerKwh,
      source: grid.source,
      kind: grid.kind,
      asOf: grid.validFrom,
    },
    operationalGrams: ran.operationalGrams.value,
    embodiedGrams: ran.embodiedGrams.value,
    networkGrams: ran.networkGrams.value,
    totalGrams: ran.totalGrams,
    ...(memoryGb !== undefined && { memoryGb }),
    counterfactualGrams: stayed.totalGrams.value,
    method: METHOD,
  };
}
