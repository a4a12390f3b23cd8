import { spawnSync } from "node:child_process";
import { join } from "node:path";

const SCRIPT = join(import.meta.dirname, "../../../models/bridge/quantize.py");

/**
 * Quantizes graphs to int8 in place. onnxruntime for JavaScript runs quantized graphs but cannot make them, so the
 * recipe's Python does it. Returns the reason for a failure, such as a missing Python.
 */
export function quantize(folder: string, names: readonly string[], python: string): string | null {
  const probe = spawnSync(python, ["-c", "import onnx, onnxruntime.quantization"], {
    encoding: "utf8",
  });
  if (probe.error) return `there is no ${python} on this machine`;
  if (probe.status !== 0) return `${python} has no onnx and onnxruntime (models/requirements.txt)`;
  const paths = names.map((name) => join(folder, name));
  const { status, stderr } = spawnSync(python, [SCRIPT, ...paths], { encoding: "utf8" });
  return status === 0 ? null : `quantizing failed: ${stderr.trim().split("\n").at(-1)}`;
}
