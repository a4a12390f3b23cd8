import { predictWritingSeconds, type Seq2SeqShape } from "../summarizer/generation/seq2seq-cost.ts";

/** `facebook/bart-large-cnn`, from its `config.json`. */
export const ORIGINAL_SHAPE: Seq2SeqShape = {
  encoderLayers: 12,
  decoderLayers: 12,
  width: 1024,
  attentionWidth: 1024,
  encoderFeedForward: 4096,
  decoderFeedForward: 4096,
  feedForwardMatrices: 2,
  vocabulary: 50_264,
};

/** It reads at most this number of tokens; a longer text is cut off. */
const MAX_INPUT_TOKENS = 1024;
const BEAMS = 4;

/**
 * CPU seconds per billion multiply-accumulates, as measured by `python -m models.recipe.evaluate.measure_original --grid`: a model of
 * that shape with random weights in PyTorch 2.13.0 (float32, one thread) on an Intel Xeon. From 1,000 tokens
 * in and 60 out, 16.71 s (2.05 of them the encoder), and 250 in, 10.28 s; they predict other lengths (500 in
 * and 60 out, 12.40 s; 1,000 in and 120 out, 30.99 s) to 2%.
 */
export const ORIGINAL_SECONDS_PER_GMAC = {
  reading: 0.0117,
  writing: 0.147,
  attending: 0.894,
};

/**
 * CPU seconds that the original, BART-large fine-tuned to summarize, would take for a summary of `outputTokens` with 4
 * beams: multiply-accumulates (`seq2seq-cost.ts` has the formula) times the measured time per operation of each kind.
 * In Hugging Face's implementation, the text's keys and values are computed once per beam.
 */
export const originalCpuSeconds = (inputTokens: number, outputTokens: number): number =>
  predictWritingSeconds(ORIGINAL_SHAPE, ORIGINAL_SECONDS_PER_GMAC, {
    inputTokens: Math.min(inputTokens, MAX_INPUT_TOKENS),
    steps: outputTokens,
    beams: BEAMS,
    crossRows: BEAMS,
  });
