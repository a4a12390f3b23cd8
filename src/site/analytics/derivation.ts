import {
  computeEnergyKwh,
  DEFAULT_PUE,
  EMBODIED_GRAMS_PER_VCPU_SECOND,
  ISOLATE_MEMORY_GB,
  memoryEnergyKwh,
} from "../../emissions/estimate.ts";
import type { Receipt } from "../../ledger/receipt.ts";

/** The terms of a receipt that it does not hold itself, worked back from those that it does. */
export interface Derivation {
  /** Busy time of one vCPU in all places together, in seconds. */
  cpuSeconds: number;
  computeKwh: number;
  memoryKwh: number;
  memoryGb: number;
  serverKwh: number;
  networkKwh: number;
  /** gCO2eq per kWh that the server's energy was charged at: of a move, the mix of both grids. */
  gramsPerKwh: number;
}

/** Receipts keep six significant digits, so a term worked back from two of them may be off by this share. */
const TOLERANCE = 1e-3;

/**
 * Works a receipt back to its terms: from the busy time that it states, or, before v2 of the method,
 * from manufacturing, which is charged by the second. Null for a receipt that today's constants do not
 * explain.
 */
export function derive(receipt: Receipt, pue: number = DEFAULT_PUE.value): Derivation | null {
  const cpuSeconds = receipt.inputs
    ? receipt.inputs.cpuSeconds.edge + receipt.inputs.cpuSeconds.region
    : receipt.embodiedGrams / EMBODIED_GRAMS_PER_VCPU_SECOND.value;
  const computeKwh = computeEnergyKwh(cpuSeconds, pue).value;
  const memoryGb = receipt.memoryGb ?? ISOLATE_MEMORY_GB;
  const memoryKwh = memoryEnergyKwh(cpuSeconds, pue, memoryGb).value;
  const serverKwh = computeKwh + memoryKwh;
  const networkKwh = receipt.energyKwh.value - serverKwh;
  const gramsPerKwh = receipt.operationalGrams / serverKwh;
  const isSane =
    isNear(receipt.embodiedGrams, EMBODIED_GRAMS_PER_VCPU_SECOND.value * cpuSeconds, TOLERANCE) &&
    serverKwh > 0 &&
    networkKwh > -TOLERANCE * serverKwh;
  // A move is charged at two grids of which the receipt names one, so its mix cannot be checked.
  const isAtItsGrid =
    receipt.ran === "region" || isNear(gramsPerKwh, receipt.grid.gramsPerKwh, TOLERANCE);
  if (!isSane || !isAtItsGrid) return null;
  return {
    cpuSeconds,
    computeKwh,
    memoryKwh,
    memoryGb,
    serverKwh,
    networkKwh: Math.max(0, networkKwh),
    gramsPerKwh,
  };
}

const isNear = (one: number, other: number, share: number): boolean =>
  Math.abs(one - other) <= share * other;
