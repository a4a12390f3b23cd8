import type { Calibration } from "../extract/cost.ts";

/** What `models/<name>/manifest.json` says of a model, as far as the runtime reads it. */
export interface Manifest {
  name: string;
  version: string;
  quantization: string;
  files: Record<string, { sha256: string; bytes: number }>;
  /** Multiply-accumulates of the graph by the size of what it reads. */
  macs: Record<string, number>;
  calibration: Calibration & { machine?: string; command?: string };
}
