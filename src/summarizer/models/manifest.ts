import type { Calibration } from "../extract/cost.ts";

/** The fields of `models/<name>/manifest.json` that the runtime reads. */
export interface Manifest {
  name: string;
  version: string;
  quantization: string;
  files: Record<string, { sha256: string; bytes: number }>;
  /** Multiply-accumulates of the graph by the size of its input. */
  macs: Record<string, number>;
  calibration: Calibration & { machine?: string; command?: string };
}
