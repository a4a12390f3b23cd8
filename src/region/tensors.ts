import * as z from "zod";
import type { Tensor, Tensors } from "../summarizer/models/graph.ts";

/** Tensors of a graph by name: integers unchanged, floats as the bytes of float32 in base64. */
export const sentTensors = z.record(
  z.string().max(40),
  z.union([
    z.object({ dims: z.array(z.int().min(0)).max(4), ints: z.array(z.int()).max(1_000_000) }),
    z.object({ dims: z.array(z.int().min(0)).max(4), floats: z.base64().max(6_000_000) }),
  ]),
);

export type SentTensors = z.infer<typeof sentTensors>;

/**
 * Encodes a graph's inputs or outputs for transfer.
 * @throws RangeError for tensors of other types than int32 and float32
 */
export const toSent = (tensors: Tensors): SentTensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, sentOf(tensor)]));

/**
 * Decodes transferred inputs or outputs.
 * @throws RangeError if a tensor's size does not match its dimensions
 */
export const fromSent = (sent: SentTensors): Tensors =>
  Object.fromEntries(
    Object.entries(sent).map(([name, one]) => {
      const { dims } = one;
      const tensor: Tensor =
        "ints" in one
          ? { type: "int32", data: Int32Array.from(one.ints), dims }
          : { type: "float32", data: toFloats(one.floats), dims };
      const size = dims.reduce((product, dim) => product * dim, 1);
      if (tensor.data.length !== size)
        throw new RangeError(`${name} has ${tensor.data.length} of ${size} values`);
      return [name, tensor];
    }),
  );

function sentOf({ type, data, dims }: Tensor): SentTensors[string] {
  if (type === "int32") return { dims: [...dims], ints: [...data] };
  if (type !== "float32") throw new RangeError(`a tensor of ${type} is not sent`);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { dims: [...dims], floats: toBase64(bytes) };
}

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
