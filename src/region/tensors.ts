import * as z from "zod";
import type { Run } from "../summarizer/extract/graph.ts";

/** Tensors of a graph by name: whole numbers as they are, others as the bytes of float32 in base64. */
export const tensors = z.record(
  z.string().max(40),
  z.union([
    z.object({ dims: z.array(z.int().min(0)).max(4), ints: z.array(z.int()).max(1_000_000) }),
    z.object({ dims: z.array(z.int().min(0)).max(4), floats: z.base64().max(6_000_000) }),
  ]),
);

export type Tensors = z.infer<typeof tensors>;

type Inputs = Parameters<Run>[0];

/** A graph's inputs as they are sent. */
export const toTensors = (inputs: Inputs): Tensors =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, { data, dims }]) => [
      name,
      data instanceof Int32Array
        ? { dims, ints: [...data] }
        : { dims, floats: toBase64(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) },
    ]),
  );

/** The inputs that were sent. Throws `RangeError` where a tensor has not the size of its dimensions. */
export const fromTensors = (sent: Tensors): Inputs =>
  Object.fromEntries(
    Object.entries(sent).map(([name, tensor]) => {
      const data = "ints" in tensor ? Int32Array.from(tensor.ints) : toFloats(tensor.floats);
      const size = tensor.dims.reduce((product, dim) => product * dim, 1);
      if (data.length !== size)
        throw new RangeError(`${name} has ${data.length} of ${size} values`);
      return [name, { data, dims: tensor.dims }];
    }),
  );

/** A graph's outputs as they are sent: without dimensions, since it gives none. */
export const toOutputs = (outputs: Awaited<ReturnType<Run>>): Tensors =>
  toTensors(
    Object.fromEntries(
      Object.entries(outputs).map(([name, data]) => [name, { data, dims: [data.length] }]),
    ),
  );

/** Outputs that were sent. Throws `RangeError` where one is not what `toOutputs` sends. */
export const fromOutputs = (sent: Tensors): Awaited<ReturnType<Run>> =>
  Object.fromEntries(
    Object.entries(fromTensors(sent)).map(([name, { data }]) => {
      if (!(data instanceof Float32Array)) throw new RangeError(`${name} holds whole numbers`);
      return [name, data];
    }),
  );

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function toFloats(base64: string): Float32Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.byteLength % 4 !== 0) throw new RangeError("bytes of no whole number of floats");
  return new Float32Array(bytes.buffer);
}
