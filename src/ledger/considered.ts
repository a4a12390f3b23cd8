/**
 * A region as the placement decision saw it, on a receipt: eligible, too far away, dirtier than staying, cleaner only if
 * the network takes little energy, or unable to take the work.
 */
export interface Considered {
  region: string;
  /** Electricity Maps zone. */
  zone: string;
  gramsPerKwh: number | null;
  /** CO2e of the request there, without the network between caller and edge. */
  expectedGrams: number | null;
  addedLatencyMs: number | null;
  verdict: ConsideredVerdict;
}

export const CONSIDERED_VERDICTS = ["eligible", "far", "dirtier", "network", "unable"] as const;
export type ConsideredVerdict = (typeof CONSIDERED_VERDICTS)[number];

/** `Considered` without names; the verdict is its index in `CONSIDERED_VERDICTS`. */
export type KeptConsidered = [
  region: string,
  zone: string,
  gramsPerKwh: number | null,
  expectedGrams: number | null,
  addedLatencyMs: number | null,
  verdict: number,
];

export const keepConsidered = (one: Considered): KeptConsidered => [
  one.region,
  one.zone,
  rounded(one.gramsPerKwh),
  rounded(one.expectedGrams),
  rounded(one.addedLatencyMs),
  CONSIDERED_VERDICTS.indexOf(one.verdict),
];

export const readConsidered = ([
  region,
  zone,
  gramsPerKwh,
  expectedGrams,
  addedLatencyMs,
  verdict,
]: KeptConsidered): Considered => ({
  region,
  zone,
  gramsPerKwh,
  expectedGrams,
  addedLatencyMs,
  verdict: CONSIDERED_VERDICTS[verdict] ?? "unable",
});

/** Four digits show why a region was chosen; the receipt's own figures have more. */
const rounded = (figure: number | null): number | null =>
  figure === null ? null : Number(figure.toPrecision(4));
