import { type Graph, GraphError, integers, type Tensor } from "../models/graph.ts";
import type { Decode } from "./generate.ts";
import { gatherRows } from "./rows.ts";

/** The encoder's output for one text (one row), and the token ids that it read. */
export interface Encoded {
  ids: readonly number[];
  states: Tensor;
}

/** A decoder in one of the two layouts of Hugging Face Optimum, or without a cache. */
export interface DecoderGraphs {
  /** Reads the first token; with `use_cache_branch`, any token; without a cache, the whole sequence. */
  first: Graph;
  /** Reads each further token using the cache. Absent in the merged layout and without a cache. */
  next?: Graph;
}

const PAST = "past_key_values.";
const PRESENT = "present.";
const FED = [
  "input_ids",
  "attention_mask",
  "encoder_attention_mask",
  "encoder_hidden_states",
  "encoder_input_ids",
  "decoder_attention_mask",
  "use_cache_branch",
];

/** Runs the encoder over one text. */
export async function encode(graph: Graph, ids: readonly number[]): Promise<Encoded> {
  requireInputs(graph, "encoder_model.onnx");
  const { last_hidden_state: states } = await graph.run(
    only(graph, (name) => integersOf(graph, name, name === "input_ids" ? [ids] : [onesOf(ids)])),
    ["last_hidden_state"],
  );
  if (!states) throw new GraphError("encoder_model.onnx", "gives no last_hidden_state.");
  return { ids, states };
}

/**
 * A decoder for one text. Its cache holds the keys and values of all tokens read so far, one row per sequence. The keys
 * and values of the encoder's states are computed once, by the first run, and then only repeated.
 */
export function createDecode(
  graphs: DecoderGraphs,
  encoded: Encoded,
  useCache: boolean = true,
): Decode {
  const { first, next } = graphs;
  const isMerged = first.inputs.some(({ name }) => name === "use_cache_branch");
  const hasCache = useCache && (isMerged || next !== undefined);
  requireInputs(first, "the decoder");
  if (next) requireInputs(next, "decoder_with_past_model.onnx");
  let cache: Record<string, Tensor> = {};
  let states = encoded.states;

  return async (sequences, origins) => {
    const isFirst = origins.length === 0;
    const rows = sequences.length;
    if (!isFirst) cache = mapValues(cache, (tensor, name) => follow(name, tensor, origins));
    if (states.dims[0] !== rows) states = gatherRows(states, new Array(rows).fill(0));
    const graph = isFirst || !next || !hasCache ? first : next;
    const ids = hasCache ? sequences.map((sequence) => sequence.slice(-1)) : sequences;
    const inputs = only(graph, (name, shape): Tensor => {
      if (name.startsWith(PAST)) return cache[name] ?? emptyPast(shape, rows);
      switch (name) {
        case "input_ids":
          return integersOf(graph, name, ids);
        case "encoder_hidden_states":
          return states;
        case "encoder_input_ids":
          return integersOf(graph, name, new Array(rows).fill(encoded.ids));
        case "decoder_attention_mask":
          return integersOf(graph, name, sequences.map(onesOf));
        case "use_cache_branch":
          return { type: "bool", data: Uint8Array.of(isFirst || !hasCache ? 0 : 1), dims: [1] };
        default:
          return integersOf(graph, name, new Array(rows).fill(onesOf(encoded.ids)));
      }
    });
    // The encoder's part of the cache does not change, and later runs return it empty.
    const presents = hasCache
      ? graph.outputs.filter(
          (name) => name.startsWith(PRESENT) && (isFirst || !name.includes(".encoder.")),
        )
      : [];
    const { logits, ...present } = await graph.run(inputs, ["logits", ...presents]);
    if (!logits) throw new GraphError("the decoder", "gives no logits.");
    for (const [name, tensor] of Object.entries(present)) {
      cache[name.replace(PRESENT, PAST)] = tensor;
    }
    return lastLogits(logits, rows);
  };
}

/** All rows of the encoder's part are equal, so their order never matters. */
function follow(name: string, tensor: Tensor, origins: readonly number[]): Tensor {
  const isOfEncoder = name.includes(".encoder.");
  return isOfEncoder && tensor.dims[0] === origins.length ? tensor : gatherRows(tensor, origins);
}

/** The merged layout requires a cache at the first run as well, although it does not read it. */
function emptyPast(shape: readonly (number | string)[], rows: number): Tensor {
  const [, heads, , size] = shape;
  if (typeof heads !== "number" || typeof size !== "number") {
    throw new GraphError("the decoder", "does not say how large its cache is.");
  }
  return { type: "float32", data: new Float32Array(0), dims: [rows, heads, 0, size] };
}

/** Views of the logits after the last token of each row. */
function lastLogits(logits: Tensor, rows: number): Float32Array[] {
  const [given, length, vocabulary] = logits.dims as [number, number, number];
  if (logits.type !== "float32" || given !== rows) {
    throw new GraphError(
      "the decoder",
      `gives logits of ${logits.type} ${logits.dims.join(" x ")}.`,
    );
  }
  const { data } = logits;
  return Array.from({ length: rows }, (_, row) => {
    const end = (row + 1) * length * vocabulary;
    return data.subarray(end - vocabulary, end);
  });
}

/** Selects exactly the inputs that the graph declares. */
const only = (
  graph: Graph,
  feed: (name: string, shape: readonly (number | string)[]) => Tensor,
): Record<string, Tensor> =>
  Object.fromEntries(graph.inputs.map(({ name, shape }) => [name, feed(name, shape)]));

function requireInputs(graph: Graph, file: string): void {
  const unknown = graph.inputs.find(({ name }) => !name.startsWith(PAST) && !FED.includes(name));
  if (unknown)
    throw new GraphError(file, `wants an input ${unknown.name}, which nothing here gives.`);
}

const onesOf = (ids: readonly unknown[]): number[] => new Array<number>(ids.length).fill(1);

const integersOf = (graph: Graph, name: string, rows: readonly (readonly number[])[]): Tensor =>
  integers(graph.inputs.find((input) => input.name === name)?.type, rows.flat(), [
    rows.length,
    rows[0]?.length ?? 0,
  ]);

const mapValues = (
  tensors: Record<string, Tensor>,
  map: (tensor: Tensor, name: string) => Tensor,
): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor, name)]));
