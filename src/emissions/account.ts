import type { Intensity } from "../grid/intensity.ts";
import { DEFAULT_PUE, estimate, METHOD } from "./estimate.ts";
import type { Receipt } from "./receipt.ts";

/** What happened to one request, as far as its emissions go. */
export interface Account {
  /** Copied to the receipt. */
  request: Pick<Receipt, "id" | "at" | "model" | "language" | "weight" | "colo"> &
    Pick<Receipt, "inputTokens" | "outputTokens">;
  /** Predicted vCPU seconds to read the document, and to do all of the work in one place. */
  cpuSeconds: { read: number; all: number };
  clientBytes: number;
  edge: Intensity;
  /** Where the work was done if not at the edge. */
  region: { id: string; intensity: Intensity; pue: number; forwardedBytes: number } | null;
}

/** The receipt of one request: what it cost, and what the edge would have cost. */
export function account({ request, cpuSeconds, clientBytes, edge, region }: Account): Receipt {
  const edgeGramsPerKwh = edge.gramsPerKwh;
  const at = (seconds: number) => ({
    cpuSeconds: seconds,
    pue: DEFAULT_PUE,
    gramsPerKwh: edgeGramsPerKwh,
  });
  const stayed = estimate({
    computations: [at(cpuSeconds.all)],
    clientBytes,
    forwardedBytes: 0,
    edgeGramsPerKwh,
  });
  const ran = region
    ? estimate({
        computations: [
          at(cpuSeconds.read),
          {
            cpuSeconds: cpuSeconds.all,
            pue: region.pue,
            gramsPerKwh: region.intensity.gramsPerKwh,
          },
        ],
        clientBytes,
        forwardedBytes: region.forwardedBytes,
        edgeGramsPerKwh,
      })
    : stayed;
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
    counterfactualGrams: stayed.totalGrams.value,
    method: METHOD,
  };
}
