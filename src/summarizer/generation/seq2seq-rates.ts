import {
  type Seq2SeqMacs,
  type Seq2SeqRates,
  type Seq2SeqShape,
  seq2SeqMacs,
} from "./seq2seq-cost.ts";

/** The size of a summary to be timed, in tokens. */
export interface Trial {
  inputTokens: number;
  steps: number;
  beams: number;
}

const STEPS = 8;
const BEAMS = 4;
const FEW_TOKENS = 8;
const MANY_TOKENS = 512;

/**
 * Measures the cost of a writer's work on this machine, in CPU seconds per billion multiply-accumulates. It uses three
 * trials, each of which adds one kind of work. `secondsOf` writes a summary of the given size and returns its CPU
 * seconds.
 */
export async function measureRates(
  shape: Seq2SeqShape,
  maxInputTokens: number,
  secondsOf: (trial: Trial) => Promise<number>,
): Promise<Seq2SeqRates> {
  const rates = { reading: 0, writing: 0, attending: 0 };
  const kinds = Object.keys(rates) as (keyof Seq2SeqMacs)[];
  const many = Math.min(maxInputTokens, MANY_TOKENS);
  const settle = async (kind: keyof Seq2SeqMacs, trial: Trial) => {
    const seconds = await secondsOf(trial);
    const macs = seq2SeqMacs(shape, trial);
    const explained = kinds.reduce((sum, one) => sum + (macs[one] * rates[one]) / 1e9, 0);
    rates[kind] = Math.max(0, seconds - explained) / (macs[kind] / 1e9);
  };
  await settle("reading", { inputTokens: many, steps: 1, beams: 1 });
  await settle("writing", { inputTokens: FEW_TOKENS, steps: STEPS, beams: BEAMS });
  await settle("attending", { inputTokens: many, steps: STEPS, beams: BEAMS });
  return rates;
}
