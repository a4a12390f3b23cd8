import { DEFAULT_PUE, estimate } from "./estimate.ts";
import { originalCpuSeconds } from "./original.ts";

/**
 * kWh of one web search, as Google published it: "Powering a Google search", official blog, January
 * 2009. Old, but the only figure that an operator of a search engine has given.
 */
export const SEARCH_KWH = 0.0003;

/** A summary, as far as others can be held against it. */
export interface Compared {
  inputTokens: number;
  outputTokens: number;
  /** Bytes of text and summary. */
  bytes: number;
  /** Of the grid that fed the summary, and here feeds all that it is compared with. */
  gramsPerKwh: number;
}

/** Grams of CO2e, on the same grid: the same summary by a model of BART-large's size, and a search. */
export function compare({ inputTokens, outputTokens, bytes, gramsPerKwh }: Compared): {
  originalGrams: number;
  searchGrams: number;
} {
  const cpuSeconds = originalCpuSeconds(inputTokens, outputTokens);
  const original = estimate({
    computations: [{ cpuSeconds, pue: DEFAULT_PUE.value, gramsPerKwh }],
    accessBytes: bytes,
    backboneBytes: 0,
    edgeGramsPerKwh: gramsPerKwh,
    regionGramsPerKwh: gramsPerKwh,
  });
  return { originalGrams: original.totalGrams.value, searchGrams: SEARCH_KWH * gramsPerKwh };
}
