import { readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { limitMemory, wasmMemoryBytes } from "../../../src/summarizer/models/memory.ts";
import { openGraph } from "../../../src/summarizer/models/session.ts";

// In the types of Workers, a Module can only be imported.
const { Module } = WebAssembly as unknown as {
  Module: new (bytes: Uint8Array) => WebAssembly.Module;
};
const runtime = new Module(
  readFileSync("node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"),
);
const MEGABYTE = 2 ** 20;
const read = (file: string) => new Uint8Array(readFileSync(`models/${file}`)).buffer;

afterAll(() => limitMemory(Number.POSITIVE_INFINITY));

it("a model that does not fit is an error, and the others work on", async () => {
  limitMemory(0);
  const small = { group: "small", load: async () => read("small/model.onnx") };
  const open = openGraph(runtime, small);
  const another = openGraph(runtime, small);
  await expect(Promise.all([open, another])).rejects.toThrow(/more memory than it has/);
  limitMemory(72 * MEGABYTE);
  const nano = await openGraph(runtime, read("nano/model.onnx"));
  expect(nano.outputs).toContain("salience");
});

it("models that fit together stay open", async () => {
  limitMemory(96 * MEGABYTE);
  let loads = 0;
  const open = (group: string, file: string) =>
    openGraph(runtime, {
      group,
      async load() {
        loads++;
        return read(`${group}/${file}`);
      },
    });
  const encoder = await open("writer", "encoder_model.onnx");
  await open("writer", "decoder_model_merged.onnx");
  await open("small", "model.onnx");
  const ids = { type: "int64" as const, data: new BigInt64Array(128).fill(5n), dims: [1, 128] };
  const mask = { type: "int64" as const, data: new BigInt64Array(128).fill(1n), dims: [1, 128] };
  await encoder.run({ input_ids: ids, attention_mask: mask });
  expect(loads).toBe(3);
  expect(wasmMemoryBytes()).toBeLessThanOrEqual(96 * MEGABYTE);
});

it("a model has those of other groups closed, which open again when they are used", async () => {
  limitMemory(76 * MEGABYTE);
  const loads: string[] = [];
  const open = (file: string) =>
    openGraph(runtime, {
      group: file.replace(/\/.*/, ""),
      async load() {
        loads.push(file);
        return read(file);
      },
    });
  await openGraph(runtime, read("nano/model.onnx"));
  const encoder = await open("writer/encoder_model.onnx");
  await open("writer/decoder_model_merged.onnx");
  await open("small/model.onnx");
  expect(loads).toHaveLength(3);

  const ids = { type: "int64" as const, data: BigInt64Array.of(0n, 5n, 2n), dims: [1, 3] };
  const mask = { type: "int64" as const, data: BigInt64Array.of(1n, 1n, 1n), dims: [1, 3] };
  const encode = () => encoder.run({ input_ids: ids, attention_mask: mask }, ["last_hidden_state"]);
  const [first, second] = await Promise.all([encode(), encode()]);
  expect(loads).toEqual([
    "writer/encoder_model.onnx",
    "writer/decoder_model_merged.onnx",
    "small/model.onnx",
    "writer/encoder_model.onnx",
  ]);
  expect(first.last_hidden_state?.data).toEqual(second.last_hidden_state?.data);
  expect(wasmMemoryBytes()).toBeLessThanOrEqual(76 * MEGABYTE);
});

it("groups that are used in turn never fail, and never take more memory", async () => {
  const limit = 76 * MEGABYTE;
  limitMemory(limit);
  const stored = (group: string, file: string) =>
    openGraph(runtime, { group, load: async () => read(`${group}/${file}`) });
  for (let round = 0; round < 3; round++) {
    await stored("small", "model.onnx");
    await stored("nano-multilingual", "model.onnx");
    await stored("writer", "encoder_model.onnx");
    await stored("writer", "decoder_model_merged.onnx");
  }
  expect(wasmMemoryBytes()).toBeLessThanOrEqual(limit);
});
