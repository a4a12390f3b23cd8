/**
 * What a summary costs that is written by a model of the usual size: BART-large, 12+12 layers, d
 * 1024, feed-forward 4096, 4 beams. Multiply-accumulates are counted from its layer shapes; seconds
 * per GMAC are means of what `python test/bench/original.py` printed for one core of an AMD EPYC,
 * PyTorch 2.13 in float32. The decoder is slower: it reads all its weights for every token.
 */
const SECONDS_PER_GMAC = { encoder: 0.0127, decoder: 0.088 };

const LAYERS = 12;
const WIDTH = 1024;
const FFN = 4096;
const VOCABULARY = 50_265;
const BEAMS = 4;
/** The most that it reads at once; a longer text is read in pieces. */
const WINDOW_TOKENS = 1024;

const PROJECTION = WIDTH ** 2;
const FEED_FORWARD = 2 * WIDTH * FFN;

/** Busy seconds of one vCPU to read `inputTokens` and write `outputTokens`. */
export function originalCpuSeconds(inputTokens: number, outputTokens: number): number {
  const read = Math.min(inputTokens, WINDOW_TOKENS);
  const encoder = LAYERS * inputTokens * (4 * PROJECTION + FEED_FORWARD + 2 * read * WIDTH);
  const token =
    LAYERS * (6 * PROJECTION + FEED_FORWARD + 2 * read * WIDTH + outputTokens * WIDTH) +
    WIDTH * VOCABULARY;
  const decoder = BEAMS * (LAYERS * 2 * read * PROJECTION + outputTokens * token);
  return (encoder * SECONDS_PER_GMAC.encoder + decoder * SECONDS_PER_GMAC.decoder) / 1e9;
}
