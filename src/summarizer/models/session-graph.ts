import type * as ort from "onnxruntime-web";
import type { Graph, GraphInput, Tensor } from "./graph.ts";

/** The recipe stores graphs in the form in which they run fastest; to look for a faster one would double the opening. */
export const AS_STORED = { graphOptimizationLevel: "disabled" } as const;

/** Wraps a session of onnxruntime-web or onnxruntime-node as a graph. */
export const toGraph = (
  { Tensor: OrtTensor }: Pick<typeof ort, "Tensor">,
  session: ort.InferenceSession,
): Graph => ({
  inputs: session.inputMetadata.filter((input) => input.isTensor) as readonly GraphInput[],
  outputs: session.outputNames,
  async run(inputs, outputs) {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, { type, data, dims }]) => [
        name,
        new OrtTensor(type as "float32", data as Float32Array, dims),
      ]),
    );
    return (await session.run(feeds, outputs ?? session.outputNames)) as unknown as Record<
      string,
      Tensor
    >;
  },
});
