import { METHOD } from "../emissions/estimate.ts";
import type { Range } from "../emissions/range.ts";
import { type KeptConsidered, keepConsidered, readConsidered } from "./considered.ts";
import {
  type KeptBasis,
  type KeptInputs,
  keepBasis,
  keepInputs,
  readBasis,
  readInputs,
} from "./kept-inputs.ts";
import { timeOf } from "./key.ts";
import type { GridFigure, Receipt } from "./receipt.ts";

/** Value, minimum and maximum. Receipts from before v2 of the method stored them by name. */
type KeptRange = [number, number, number] | Range;

/** A grid without names. Older receipts stored it with them. */
type KeptGrid =
  | [zone: string, gramsPerKwh: number, source: string, kind: GridFigure["kind"], asOf: string]
  | GridFigure;

/** Operational, embodied and network grams, and the counterfactual's. */
type KeptGrams = [number, number, number, number];
type NamedGrams = "operationalGrams" | "embodiedGrams" | "networkGrams" | "counterfactualGrams";

/** Left out where false or null. */
type Rare = "key" | "accessGrams" | "region" | "isHoldout" | "isForced" | "isSimulated";

/** Short names of methods; others, and those in older receipts, are stored as they are. */
const METHODS: Readonly<Record<string, string>> = { v2: METHOD };

/**
 * A receipt in the form that KV stores. Its id and time are in the key. KV allows 1,024 bytes of metadata, so every
 * string in a receipt comes from a bounded set, never from the caller's text, and most figures have no names. Older
 * receipts have more names, and are read as well.
 */
export type Metadata = Omit<
  Receipt,
  | ("id" | "at" | "energyKwh" | "totalGrams" | "grid" | "inputs" | "considered")
  | (Rare | NamedGrams)
> &
  Partial<Pick<Receipt, Rare | NamedGrams>> & {
    energyKwh: KeptRange;
    totalGrams: KeptRange;
    grid: KeptGrid;
    grams?: KeptGrams;
    inputs?: KeptInputs;
    basis?: KeptBasis;
    considered?: KeptConsidered[];
  };

/** KV's limit for the metadata of a key, as JSON. */
const MAX_BYTES = 1024;

/** The figures of an account have at most 9 significant digits, so that they fit. */
export function toMetadata(receipt: Receipt): Metadata {
  const { id: _id, at: _at, key, region, isHoldout, isForced, isSimulated, ...some } = receipt;
  const {
    energyKwh,
    totalGrams,
    accessGrams,
    inputs,
    considered = [],
    method,
    grid,
    ...most
  } = some;
  const { operationalGrams, embodiedGrams, networkGrams, counterfactualGrams, ...rest } = most;
  const kept: Metadata = {
    ...rest,
    method: Object.keys(METHODS).find((short) => METHODS[short] === method) ?? method,
    energyKwh: keepRange(energyKwh),
    totalGrams: keepRange(totalGrams),
    grams: [operationalGrams, embodiedGrams, networkGrams, counterfactualGrams],
    grid: [grid.zone, grid.gramsPerKwh, grid.source, grid.kind, grid.asOf],
    ...(region !== null && { region }),
    ...(isHoldout && { isHoldout }),
    ...(isForced && { isForced }),
    ...(isSimulated && { isSimulated }),
    ...(key !== null && { key }),
    ...(accessGrams !== null && { accessGrams }),
    ...(inputs !== null && { inputs: keepInputs(inputs, grid) }),
    ...(inputs?.basis && { basis: keepBasis(inputs.basis) }),
  };
  return withConsidered(kept, considered.map(keepConsidered));
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
  const {
    energyKwh,
    totalGrams,
    grid: keptGrid,
    method,
    inputs,
    basis,
    considered,
    ...some
  } = metadata;
  const { grams = [0, 0, 0, 0], ...rest } = some;
  const [operationalGrams, embodiedGrams, networkGrams, counterfactualGrams] = grams;
  const grid = readGrid(keptGrid);
  return {
    id,
    at: new Date(timeOf(id) ?? 0).toISOString(),
    // Missing where they are null or false, and in older receipts.
    ...{ key: null, accessGrams: null, region: null },
    ...{ isHoldout: false, isForced: false, isSimulated: false },
    ...{ operationalGrams, embodiedGrams, networkGrams, counterfactualGrams },
    ...rest,
    method: METHODS[method] ?? method,
    grid,
    energyKwh: readRange(energyKwh),
    totalGrams: readRange(totalGrams),
    inputs: inputs
      ? { ...readInputs(inputs, grid), ...(basis && { basis: readBasis(basis) }) }
      : null,
    ...(considered && { considered: considered.map(readConsidered) }),
  };
}

function readGrid(kept: KeptGrid): GridFigure {
  if (!Array.isArray(kept)) return kept;
  const [zone, gramsPerKwh, source, kind, asOf] = kept;
  return { zone, gramsPerKwh, source, kind, asOf };
}

const keepRange = ({ value, min, max }: Range): KeptRange => [value, min, max];

function readRange(kept: KeptRange): Range {
  if (!Array.isArray(kept)) return kept;
  const [value, min, max] = kept;
  return { value, min, max };
}
