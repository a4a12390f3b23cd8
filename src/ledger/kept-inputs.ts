import { PRODUCT_KINDS } from "../contract/emissions.ts";
import type { CpuBasis } from "../summarizer/cpu-basis.ts";
import type { GridFigure, ReceiptInputs } from "./receipt.ts";

/** `Inputs` without names; the grid is left out if it is the receipt's own grid. */
export type KeptInputs = [
  edgeSeconds: number,
  regionSeconds: number,
  stayedSeconds: number,
  edgePue: number,
  regionPue: number | null,
  accessBytes: number,
  backboneBytes: number,
  ...edgeGrid:
    | []
    | [zone: string, gramsPerKwh: number, source: string, GridFigure["kind"], asOf: string],
];

/** `CpuBasis` without names; a kind is its index in `PRODUCT_KINDS`. */
export type KeptBasis = [
  characters: number,
  secondsPerCharacter: number,
  ...products: [kind: number, gmac: number, secondsPerGmac: number][],
];

export function keepInputs(
  { cpuSeconds, pue, bytes, edgeGrid }: ReceiptInputs,
  grid: GridFigure,
): KeptInputs {
  const { zone, gramsPerKwh, source, kind, asOf } = edgeGrid;
  const isSame = zone === grid.zone && gramsPerKwh === grid.gramsPerKwh && asOf === grid.asOf;
  return [
    cpuSeconds.edge,
    cpuSeconds.region,
    cpuSeconds.stayed,
    pue.edge,
    pue.region,
    bytes.access,
    bytes.backbone,
    ...(isSame ? ([] as const) : ([zone, gramsPerKwh, source, kind, asOf] as const)),
  ];
}

export function readInputs(kept: KeptInputs, grid: GridFigure): ReceiptInputs {
  const [edge, region, stayed, edgePue, regionPue, access, backbone, ...at] = kept;
  const [zone, gramsPerKwh, source, kind, asOf] = at;
  return {
    cpuSeconds: { edge, region, stayed },
    pue: { edge: edgePue, region: regionPue },
    bytes: { access, backbone },
    edgeGrid:
      zone !== undefined &&
      gramsPerKwh !== undefined &&
      source !== undefined &&
      kind !== undefined &&
      asOf !== undefined
        ? { zone, gramsPerKwh, source, kind, asOf }
        : grid,
  };
}

export const keepBasis = ({ characters, secondsPerCharacter, products }: CpuBasis): KeptBasis => [
  characters,
  secondsPerCharacter,
  ...products.map(({ kind, gmac, secondsPerGmac }): [number, number, number] => [
    PRODUCT_KINDS.indexOf(kind),
    gmac,
    secondsPerGmac,
  ]),
];

export const readBasis = ([characters, secondsPerCharacter, ...products]: KeptBasis): CpuBasis => ({
  characters,
  secondsPerCharacter,
  products: products.map(([kind, gmac, secondsPerGmac]) => ({
    kind: PRODUCT_KINDS[kind] ?? "read",
    gmac,
    secondsPerGmac,
  })),
});
