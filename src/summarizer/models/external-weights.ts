/** A model whose weights stand outside of its graph, as onnxruntime-web's `externalData` takes them. */
export interface SplitModel {
  graph: Uint8Array;
  weights: { path: string; data: Uint8Array };
}

/** Tensors of fewer bytes stay in the graph, where the optimizer of the runtime may read them. */
const LEAST_BYTES = 4096;
const PATH = "weights";

/** Numbers of fields in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. */
const MODEL = { graph: 7 };
const GRAPH = { initializer: 5 };
const TENSOR = { rawData: 9, externalData: 13, dataLocation: 14 };
const ENTRY = { key: 1, value: 2 };
const EXTERNAL = 1;

/** Wire types of protobuf: https://protobuf.dev/programming-guides/encoding/#structure. */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/**
 * Takes the large weights out of an ONNX model. The new graph refers to them by their places in the bytes of the model,
 * which are not copied. The runtime holds the weights of such a model once, but those of a model in one piece three
 * times while it opens it, so more models fit into the memory of an isolate.
 *
 * @throws RangeError if the bytes are no protobuf message
 */
export function splitModel(model: Uint8Array): SplitModel {
  const graph = rewrite(model, MODEL.graph, (whole) =>
    rewrite(whole, GRAPH.initializer, (tensor) => withoutData(tensor, model)),
  );
  return { graph: joined(graph), weights: { path: PATH, data: model } };
}

/** A message in pieces, which are views of the model or new. */
type Pieces = Uint8Array[];

/** The message with each field of a number replaced. */
function rewrite(
  message: Uint8Array,
  number: number,
  replace: (value: Uint8Array) => Pieces,
): Pieces {
  const pieces: Pieces = [];
  for (const field of fieldsOf(message)) {
    if (field.number !== number || !field.value) pieces.push(field.whole);
    else pieces.push(...lengthDelimited(number, replace(field.value)));
  }
  return pieces;
}

/** A TensorProto that names the place of its raw data in the model. */
function withoutData(tensor: Uint8Array, model: Uint8Array): Pieces {
  const fields = [...fieldsOf(tensor)];
  const data = fields.find(({ number }) => number === TENSOR.rawData)?.value;
  if (!data || data.length < LEAST_BYTES) return [tensor];
  const place = {
    location: PATH,
    offset: String(data.byteOffset - model.byteOffset),
    length: String(data.length),
  };
  return [
    ...fields.filter(({ number }) => number !== TENSOR.rawData).map(({ whole }) => whole),
    ...Object.entries(place).flatMap(([key, value]) =>
      lengthDelimited(TENSOR.externalData, [
        ...lengthDelimited(ENTRY.key, [utf8.encode(key)]),
        ...lengthDelimited(ENTRY.value, [utf8.encode(value)]),
      ]),
    ),
    Uint8Array.from([...varint(TENSOR.dataLocation * 8 + VARINT), EXTERNAL]),
  ];
}

interface Field {
  number: number;
  whole: Uint8Array;
  /** The content of a field of bytes, of a string or of a message. */
  value?: Uint8Array;
}

function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const read = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("A protobuf message ends within a field.");
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const tag = read();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    let size = FIXED_BYTES[wireType] ?? 0;
    if (wireType === VARINT) read();
    else if (wireType === LENGTH_DELIMITED) size = read();
    else if (size === 0) throw new RangeError(`Wire type ${wireType} is not one of ONNX.`);
    const from = at;
    at += size;
    if (at > message.length) throw new RangeError("A protobuf message ends within a field.");
    yield {
      number,
      whole: message.subarray(start, at),
      ...(wireType === LENGTH_DELIMITED && { value: message.subarray(from, at) }),
    };
  }
}

function lengthDelimited(number: number, pieces: Pieces): Pieces {
  const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [Uint8Array.from([...varint(number * 8 + LENGTH_DELIMITED), ...varint(size)]), ...pieces];
}

function varint(value: number): number[] {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

function joined(pieces: Pieces): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const utf8 = new TextEncoder();
