import type { Runnable, Tensor, Tensors } from "../../src/summarizer/models/graph.ts";

/** A test double for a graph: `run` gives the values of each output, all of them vectors of floats. */
export const graphOf = (
  run: (inputs: Tensors) => Readonly<Record<string, Float32Array>>,
): Runnable => ({
  run: async (inputs) =>
    Object.fromEntries(
      Object.entries(run(inputs)).map(([name, data]) => [
        name,
        { type: "float32", data, dims: [data.length] },
      ]),
    ),
});

/** The values of a tensor of int32; empty without a tensor. */
export const numbersOf = (tensor: Tensor | undefined): Int32Array =>
  tensor?.type === "int32" ? tensor.data : new Int32Array();
