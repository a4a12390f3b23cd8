import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { ModelFilesError } from "./graphs.ts";
import type { MeasuredModel } from "./measured.ts";

const CHILD = join(import.meta.dirname, "measured.ts");
/** WASM has 4 GB of address space, and a graph needs more memory than its file's size. */
const TOO_LARGE_BYTES = 1_500_000_000;

const OUT_OF_MEMORY = /out of memory|bad_alloc|allocation failed|memory access out of bounds|OOM/i;

/**
 * Loads and runs the model under onnxruntime-web in a separate process. Null for a model that is too large for that.
 * @throws ModelFilesError if the model does not run
 */
export async function measure(folder: string, graphBytes: number): Promise<MeasuredModel | null> {
  if (graphBytes > TOO_LARGE_BYTES) return null;
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--expose-gc", "--no-warnings", CHILD, folder],
      { maxBuffer: 1e8 },
    );
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as MeasuredModel;
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    if (OUT_OF_MEMORY.test(stderr)) return null;
    const said = stderr.trim().split("\n").at(-1) || message;
    throw new ModelFilesError(`The model does not run: ${said}`);
  }
}
