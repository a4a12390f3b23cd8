/** A tensor on the CPU, as every ONNX runtime for JavaScript gives and takes it. */
export type Tensor =
  | { type: "float32"; data: Float32Array; dims: readonly number[] }
  | { type: "int64"; data: BigInt64Array; dims: readonly number[] }
  | { type: "int32"; data: Int32Array; dims: readonly number[] }
  | { type: "bool"; data: Uint8Array; dims: readonly number[] };

/** What a graph declares of an input; a dimension that depends on the request is a name. */
export interface GraphInput {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** What can be run as an ONNX graph, be it here or in a region. */
export interface Runnable {
  /** Runs once; only the outputs that are named are computed and copied, or all where none are named. */
  run(inputs: Tensors, outputs?: readonly string[]): Promise<Tensors>;
}

/** An ONNX graph in memory, whatever runs it: onnxruntime-web, onnxruntime-node or a stand-in. */
export interface Graph extends Runnable {
  inputs: readonly GraphInput[];
  outputs: readonly string[];
}

/** The values of an output of floats; undefined where the graph has no such output. */
export const floatsOf = (tensor: Tensor | undefined): Float32Array | undefined =>
  tensor?.type === "float32" ? tensor.data : undefined;

/** A graph that is not what its file name promises. */
export class GraphError extends Error {
  readonly file: string;

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = "GraphError";
    this.file = file;
  }
}

/** Token ids in the type that the graph declares for the input. */
export function integers(
  type: string | undefined,
  values: readonly number[],
  dims: readonly number[],
): Tensor {
  return type === "int32"
    ? { type: "int32", data: Int32Array.from(values), dims }
    : { type: "int64", data: BigInt64Array.from(values, BigInt), dims };
}
