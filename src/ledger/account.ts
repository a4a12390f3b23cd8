import { type CpuSplit, DEFAULT_PUE, estimate, METHOD } from "../emissions/estimate.ts";
import { roundTerms, significant, significantRange } from "../emissions/round.ts";
import type { Intensity } from "../grid/intensity.ts";
import type { GridFigure, Receipt, ReceiptInputs } from "./receipt.ts";

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
  cpuSeconds: CpuSplit;
  /** Busy time to find the text in a page or the like, in seconds; always at the edge. */
  preparedSeconds?: number;
  /** What all of the work needs in memory; an isolate's limit where it is left out. */
  memoryGb?: number | undefined;
  /** Bytes between caller and edge, both directions. */
  accessBytes: number;
  /** Bytes between the edge and regions, those that failed included. */
  backboneBytes: number;
  edge: Intensity;
  /** Where the work was done if not at the edge. */
  region: { id: string; intensity: Intensity; pue: number } | null;
}

/**
 * The receipt of one request: what it cost, and what the edge would have cost. A moved request is
 * read at the edge as well; what regions did before they failed is not counted, only its bytes. Figures
 * have 9 significant digits and are worked out from inputs rounded alike, so that who redoes them from
 * the receipt finds the same.
 */
export function account(happened: Account): Receipt {
  const { request, cpuSeconds, preparedSeconds = 0, region } = happened;
  const memoryGb = happened.memoryGb === undefined ? undefined : significant(happened.memoryGb);
  const edgeGrid = gridOf(happened.edge);
  const grid = region ? gridOf(region.intensity) : edgeGrid;
  const stayedSeconds = significant(preparedSeconds + cpuSeconds.stayed);
  const inputs: ReceiptInputs = {
    cpuSeconds: {
      edge: region ? significant(preparedSeconds + cpuSeconds.edge) : stayedSeconds,
      region: region ? significant(cpuSeconds.region) : 0,
      stayed: stayedSeconds,
    },
    pue: { edge: DEFAULT_PUE.value, region: region?.pue ?? null },
    bytes: { access: happened.accessBytes, backbone: happened.backboneBytes },
    edgeGrid,
  };
  const { ran, stayed } = estimates(inputs, grid, memoryGb);
  const { terms, sum } = roundTerms({
    operational: ran.operationalGrams.value,
    embodied: ran.embodiedGrams.value,
    backbone: ran.backboneGrams.value,
    access: ran.accessGrams.value,
  });
  return {
    ...request,
    ran: region ? "region" : "edge",
    region: region?.id ?? null,
    energyKwh: significantRange(ran.energyKwh),
    grid,
    operationalGrams: terms.operational,
    embodiedGrams: terms.embodied,
    networkGrams: significant(terms.backbone + terms.access),
    accessGrams: terms.access,
    totalGrams: { ...significantRange(ran.totalGrams), value: sum },
    ...(memoryGb !== undefined && { memoryGb }),
    // What stayed at once is its own counterfactual, to the last digit.
    counterfactualGrams:
      region || inputs.bytes.backbone > 0 ? significant(stayed.totalGrams.value) : sum,
    method: METHOD,
    inputs,
  };
}

/** What the request cost, and what it would have cost had it stayed at once. */
function estimates(
  { cpuSeconds, pue, bytes, edgeGrid }: ReceiptInputs,
  grid: GridFigure,
  memoryGb: number | undefined,
) {
  const atEdge = { pue: pue.edge, gramsPerKwh: edgeGrid.gramsPerKwh };
  const staying = { ...atEdge, cpuSeconds: cpuSeconds.stayed, memoryGb };
  const client = { accessBytes: bytes.access, edgeGramsPerKwh: edgeGrid.gramsPerKwh };
  const moving =
    pue.region === null
      ? [staying]
      : [
          { ...atEdge, cpuSeconds: cpuSeconds.edge },
          {
            cpuSeconds: cpuSeconds.region,
            pue: pue.region,
            gramsPerKwh: grid.gramsPerKwh,
            memoryGb,
          },
        ];
  return {
    ran: estimate({
      ...client,
      computations: moving,
      backboneBytes: bytes.backbone,
      regionGramsPerKwh: grid.gramsPerKwh,
    }),
    stayed: estimate({
      ...client,
      computations: [staying],
      backboneBytes: 0,
      regionGramsPerKwh: edgeGrid.gramsPerKwh,
    }),
  };
}

const gridOf = ({ zone, gramsPerKwh, source, kind, validFrom }: Intensity): GridFigure => ({
  zone,
  gramsPerKwh: significant(gramsPerKwh),
  source,
  kind,
  asOf: validFrom,
});
