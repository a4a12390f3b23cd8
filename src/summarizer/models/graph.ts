/** A tensor on the CPU, in the form that all ONNX runtimes for JavaScript use. */
export type Tensor =
  | { type: "float32"; data: Float32Array; dims: readonly number[] }
  | { type: "int64"; data: BigInt64Array; dims: readonly number[] }
  | { type: "int32"; data: Int32Array; dims: readonly number[] }
  | { type: "bool"; data: Uint8Array; dims: readonly number[] };

/** A graph's declaration of an input; a dimension that depends on the request is a name. */
export interface GraphInput {
  name: string;
  type: string;
  shape: readonly (number | string)[];
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** Anything that can run as an ONNX graph, here or in a region. */
export interface Runnable {
  /** Runs once. Only the named outputs are computed and copied; all of them if none are named. */
  run(inputs: Tensors, outputs?: readonly string[]): Promise<Tensors>;
}

/** An ONNX graph in memory, whichever runtime executes it: onnxruntime-web, onnxruntime-node or a test double. */
export interface Graph extends Runnable {
  inputs: readonly GraphInput[];
  outputs: readonly string[];
}

/** The values of an output of floats; undefined if the graph has no such output. */
export const floatsOf = (tensor: Tensor | undefined): Float32Array | undefined =>
  tensor?.type === "float32" ? tensor.data : undefined;

/** A graph that does not match its file name. */
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
