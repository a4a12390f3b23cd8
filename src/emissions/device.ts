import { accessEnergyKwh, WATTS_PER_VCPU } from "./estimate.ts";
import { add, type Range, scale } from "./range.ts";

/**
 * Watts of the whole processor of a reader's device while it summarizes. This is an assumption, because browsers do not
 * report power. Central and high: base power and maximum turbo power of a laptop's processor, Intel Core i5-1335U, 15 W
 * and 55 W (Intel's specification). Low: the power that one busy thread adds to a server.
 */
export const DEVICE_WATTS: Range = { min: WATTS_PER_VCPU.min, value: 15, max: 55 };

const JOULES_PER_KWH = 3_600_000;

/** A summary made on the reader's device. */
export interface DeviceUsage {
  /** Measured from the first sentence read to the last one chosen or written. */
  busySeconds: number;
  /** Bytes of model and runtime that this run loaded over the network; 0 once they are cached. */
  downloadedBytes: number;
  /** Intensity of the reader's grid, or the world's mean. */
  gramsPerKwh: number;
}

export interface DeviceEstimate {
  energyKwh: Range;
  operationalGrams: Range;
  networkGrams: Range;
  totalGrams: Range;
}

/**
 * Grams of CO2e of a summary on the reader's device. Manufacturing is left out: the device is unknown, and was not
 * bought for this purpose.
 */
export function estimateOnDevice(usage: DeviceUsage): DeviceEstimate {
  const deviceKwh = scale(DEVICE_WATTS, usage.busySeconds / JOULES_PER_KWH);
  const networkKwh = accessEnergyKwh(usage.downloadedBytes);
  const operationalGrams = scale(deviceKwh, usage.gramsPerKwh);
  const networkGrams = scale(networkKwh, usage.gramsPerKwh);
  return {
    energyKwh: add(deviceKwh, networkKwh),
    operationalGrams,
    networkGrams,
    totalGrams: add(operationalGrams, networkGrams),
  };
}
