import { PRODUCT_KINDS } from "../contract/emissions.ts";
import type { Range } from "../emissions/range.ts";
import { significant } from "../emissions/round.ts";
import type { CpuBasis } from "../summarizer/cpu-basis.ts";
import { type KeptConsidered, keepConsidered, readConsidered } from "./considered.ts";
import { timeOf } from "./key.ts";
import type { GridFigure, Receipt, ReceiptInputs } from "./receipt.ts";

/** Value, minimum and maximum. Receipts from before v2 of the method stored them by name. */
type KeptRange = [number, number, number] | Range;

/** `Inputs` without names; the grid is left out if it is the receipt's own grid. */
type KeptInputs = [
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
type KeptBasis = [
  characters: number,
  secondsPerCharacter: number,
  ...products: [kind: number, gmac: number, secondsPerGmac: number][],
];

/**
 * A receipt in the form that KV stores. Its id and time are in the key. KV allows 1,024 bytes of metadata, so every
 * string in a receipt comes from a bounded set, never from the caller's text.
 */
export type Metadata = Omit<
  Receipt,
  "id" | "at" | "key" | "energyKwh" | "totalGrams" | "accessGrams" | "inputs" | "considered"
> &
  Partial<Pick<Receipt, "key" | "accessGrams">> & {
    energyKwh: KeptRange;
    totalGrams: KeptRange;
    inputs?: KeptInputs;
    basis?: KeptBasis;
    considered?: KeptConsidered[];
  };

/** KV's limit for the metadata of a key, as JSON. */
const MAX_BYTES = 1024;

/** To 9 significant digits, the precision that an account already has. */
export function toMetadata(receipt: Receipt): Metadata {
  const { id: _id, at: _at, key, energyKwh, totalGrams, accessGrams, inputs, ...most } = receipt;
  const { considered = [], ...rest } = most;
  const kept: Metadata = {
    ...rest,
    energyKwh: keepRange(energyKwh),
    totalGrams: keepRange(totalGrams),
    ...(key !== null && { key }),
    ...(accessGrams !== null && { accessGrams }),
    ...(inputs !== null && { inputs: keepInputs(inputs, rest.grid) }),
    ...(inputs?.basis && { basis: keepBasis(inputs.basis) }),
  };
  const metadata = JSON.parse(
    JSON.stringify(kept, (_, value) => (typeof value === "number" ? significant(value) : value)),
  );
  return withConsidered(metadata, considered.map(keepConsidered));
}

/**
 * Adds the regions that the decision considered, best first, as many as the limit of KV leaves room for. The basis of the
 * time gives way before the receipt would.
 */
function withConsidered(metadata: Metadata, considered: readonly KeptConsidered[]): Metadata {
  for (let count = considered.length; count > 0; count--) {
    const all = { ...metadata, considered: considered.slice(0, count) };
    if (isWithinLimit(all)) return all;
  }
  if (isWithinLimit(metadata)) return metadata;
  const { basis: _, ...rest } = metadata;
  return rest;
}

const isWithinLimit = (metadata: Metadata): boolean =>
  new TextEncoder().encode(JSON.stringify(metadata)).byteLength <= MAX_BYTES;

export function fromMetadata(id: string, metadata: Metadata): Receipt {
  const { energyKwh, totalGrams, inputs, basis, considered, ...rest } = metadata;
  return {
    id,
    at: new Date(timeOf(id) ?? 0).toISOString(),
    // Missing in receipts without a key, and in older ones.
    key: null,
    accessGrams: null,
    ...rest,
    energyKwh: readRange(energyKwh),
    totalGrams: readRange(totalGrams),
    inputs: inputs
      ? { ...readInputs(inputs, rest.grid), ...(basis && { basis: readBasis(basis) }) }
      : null,
    ...(considered && { considered: considered.map(readConsidered) }),
  };
}

const keepRange = ({ value, min, max }: Range): KeptRange => [value, min, max];

function readRange(kept: KeptRange): Range {
  if (!Array.isArray(kept)) return kept;
  const [value, min, max] = kept;
  return { value, min, max };
}

function keepInputs(
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

const keepBasis = ({ characters, secondsPerCharacter, products }: CpuBasis): KeptBasis => [
  characters,
  secondsPerCharacter,
  ...products.map(({ kind, gmac, secondsPerGmac }): [number, number, number] => [
    PRODUCT_KINDS.indexOf(kind),
    gmac,
    secondsPerGmac,
  ]),
];

const readBasis = ([characters, secondsPerCharacter, ...products]: KeptBasis): CpuBasis => ({
  characters,
  secondsPerCharacter,
  products: products.map(([kind, gmac, secondsPerGmac]) => ({
    kind: PRODUCT_KINDS[kind] ?? "read",
    gmac,
    secondsPerGmac,
  })),
});

function readInputs(kept: KeptInputs, grid: GridFigure): ReceiptInputs {
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
