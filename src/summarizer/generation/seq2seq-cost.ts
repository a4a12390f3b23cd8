/** The properties of an encoder-decoder Transformer that determine its work, besides the length of the text. */
export interface Seq2SeqShape {
  encoderLayers: number;
  decoderLayers: number;
  /** Width of the hidden states, and of all attention heads together. */
  width: number;
  attentionWidth: number;
  encoderFeedForward: number;
  decoderFeedForward: number;
  /** Number of matrices in a feed-forward block: 2, or 3 if one is a gate. */
  feedForwardMatrices: number;
  vocabulary: number;
}

export interface Writing {
  /** Number of tokens that the encoder reads. */
  inputTokens: number;
  /** Number of decoder runs, one per token. */
  steps: number;
  beams: number;
  /** Number of rows for which the decoder computes keys and values of the encoder's states: 1, or one per beam. */
  crossRows?: number;
}

/** Multiply-accumulates by their cost class: large products, small products, and attention. */
export interface Seq2SeqMacs {
  /** The encoder, and the decoder's keys and values of the encoder's states. */
  reading: number;
  /** The decoder's other matrices, with one row per beam at each step. */
  writing: number;
  /** The decoder's attention to the text and to the tokens written so far. */
  attending: number;
}

/**
 * Multiply-accumulates of one summary with a key-value cache; only matrix products count. For n tokens
 * in, t steps, b beams, width d, attention width a, feed-forward f in m matrices, vocabulary v:
 *
 *     reading   = layers x (n (4da + m d f) + 2 n^2 a) + rows x layers x 2 n d a
 *     writing   = b t (layers x (6da + m d f) + d v)
 *     attending = b layers x a (2 n t + t (t + 1))
 */
export function seq2SeqMacs(shape: Seq2SeqShape, writing: Writing): Seq2SeqMacs {
  const { width, attentionWidth, decoderLayers, feedForwardMatrices } = shape;
  const { inputTokens, steps, beams, crossRows = 1 } = writing;
  const projection = width * attentionWidth;
  const feedForward = (wide: number) => feedForwardMatrices * width * wide;
  const encoderLayer =
    inputTokens * (4 * projection + feedForward(shape.encoderFeedForward)) +
    2 * inputTokens ** 2 * attentionWidth;
  const decoderLayer = 6 * projection + feedForward(shape.decoderFeedForward);
  return {
    reading:
      shape.encoderLayers * encoderLayer + crossRows * decoderLayers * 2 * inputTokens * projection,
    writing: beams * steps * (decoderLayers * decoderLayer + width * shape.vocabulary),
    attending:
      beams * decoderLayers * attentionWidth * (2 * inputTokens * steps + steps * (steps + 1)),
  };
}

/** CPU seconds per billion multiply-accumulates. Small products and attention spend time waiting for memory. */
export type Seq2SeqRates = Readonly<Record<keyof Seq2SeqMacs, number>>;

/** Predicted busy time of one vCPU, in seconds. Equal sizes always give equal costs. */
export function predictWritingSeconds(
  shape: Seq2SeqShape,
  rates: Seq2SeqRates,
  writing: Writing,
): number {
  const macs = seq2SeqMacs(shape, writing);
  return (
    (macs.reading * rates.reading +
      macs.writing * rates.writing +
      macs.attending * rates.attending) /
    1e9
  );
}
