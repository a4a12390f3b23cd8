import { type CpuSplit, DEFAULT_PUE, estimate, METHOD } from "../emissions/estimate.ts";
import { roundTerms, significant, significantRange } from "../emissions/round.ts";
import type { Intensity } from "../grid/intensity.ts";
import type { CpuBasis } from "../summarizer/cpu-basis.ts";
import type { GridFigure, Receipt, ReceiptInputs } from "./receipt.ts";

/** The facts of one request that its emissions depend on. */
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
      | "considered"
    >;
  cpuSeconds: CpuSplit;
  /** Busy time to find the text in a page or similar input, in seconds; always at the edge. */
  preparedSeconds?: number;
  /** Memory that all of the work needs; an isolate's limit if omitted. */
  memoryGb?: number | undefined;
  /** Bytes between caller and edge, both directions. */
  accessBytes: number;
  /** Bytes between the edge and regions, including regions that failed. */
  backboneBytes: number;
  edge: Intensity;
  /** The place where the work was done, if not at the edge. */
  region: { id: string; intensity: Intensity; pue: number } | null;
}

/**
 * The receipt of one request: its emissions, and the emissions that the edge would have caused. A moved request is read
 * at the edge as well. For regions that failed, only their bytes are counted, not their work. Figures have 9
 * significant digits and are computed from inputs with the same rounding, so that recomputing them from the receipt
 * gives the same values.
 */
export function account(happened: Account): Receipt {
  const { request, cpuSeconds, preparedSeconds = 0, region } = happened;
  const memoryGb = happened.memoryGb === undefined ? undefined : significant(happened.memoryGb);
  const edgeGrid = gridOf(happened.edge);
  const grid = region ? gridOf(region.intensity) : edgeGrid;
  const stayedSeconds = significant(preparedSeconds + cpuSeconds.stayed);
  const { basis } = cpuSeconds;
  const inputs: ReceiptInputs = {
    ...(basis && { basis: roundedBasis(basis) }),
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
    // A request that stayed at the edge is its own counterfactual, to the last digit.
    counterfactualGrams:
      region || inputs.bytes.backbone > 0 ? significant(stayed.totalGrams.value) : sum,
    method: METHOD,
    inputs,
  };
}

/** The emissions of the request, and its emissions if it had stayed at the edge. */
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

/** Six digits show where a time comes from; the receipt's own figures have more. */
const roundedBasis = ({ characters, secondsPerCharacter, products }: CpuBasis): CpuBasis => ({
  characters,
  secondsPerCharacter: Number(secondsPerCharacter.toPrecision(6)),
  products: products.map(({ kind, gmac, secondsPerGmac }) => ({
    kind,
    gmac: Number(gmac.toPrecision(6)),
    secondsPerGmac: Number(secondsPerGmac.toPrecision(6)),
  })),
});

const gridOf = ({ zone, gramsPerKwh, source, kind, validFrom }: Intensity): GridFigure => ({
  zone,
  gramsPerKwh: significant(gramsPerKwh),
  source,
  kind,
  asOf: validFrom,
});
