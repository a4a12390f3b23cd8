import { DEFAULT_PUE, estimate } from "./estimate.ts";
import { originalCpuSeconds } from "./original.ts";

/**
 * kWh per web search, as published by Google: "Powering a Google search", official blog, January 2009. Old, but the
 * only figure that an operator of a search engine has published.
 */
export const SEARCH_KWH = 0.0003;

/** The properties of a summary that a comparison needs. */
export interface Compared {
  inputTokens: number;
  outputTokens: number;
  /** Bytes of text and summary. */
  bytes: number;
  /** Intensity of the grid where the summary ran; the comparison assumes the same grid for the alternatives. */
  gramsPerKwh: number;
  /** Intensity of the edge's grid, which feeds the network to the caller wherever the work runs. */
  edgeGramsPerKwh: number;
}

/** Grams of CO2e on the same grid for the same summary by a model of BART-large's size, and for a web search. */
export function compare(compared: Compared): { originalGrams: number; searchGrams: number } {
  const { inputTokens, outputTokens, bytes, gramsPerKwh, edgeGramsPerKwh } = compared;
  const cpuSeconds = originalCpuSeconds(inputTokens, outputTokens);
  const original = estimate({
    computations: [{ cpuSeconds, pue: DEFAULT_PUE.value, gramsPerKwh }],
    accessBytes: bytes,
    backboneBytes: 0,
    edgeGramsPerKwh,
    regionGramsPerKwh: gramsPerKwh,
  });
  return { originalGrams: original.totalGrams.value, searchGrams: SEARCH_KWH * gramsPerKwh };
}
