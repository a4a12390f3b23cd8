import type { Context } from "hono";
import packageJson from "../../package.json" with { type: "json" };
import { wasmMemoryBytes } from "../summarizer/models/memory.ts";
import { modelsJson } from "../summarizer/models/registry.ts";
import type { App } from "./context.ts";

/** `GET /healthz`: versions, models and the WebAssembly memory of this isolate. */
export async function answerHealth(c: Context<App>): Promise<Response> {
  const writers = await c.var.parts.writers.offers();
  return c.json({
    status: "ok",
    version: packageJson.version,
    models: [
      ...modelsJson(),
      ...writers.map(({ name, version, quantization }) => ({ name, version, quantization })),
    ],
    wasm_memory_bytes: wasmMemoryBytes(),
  });
}
