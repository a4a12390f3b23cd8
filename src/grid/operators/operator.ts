// Common code of the sources that are a grid operator's own generation mix for one zone: one call, no key, measured
// every few minutes. Imports are not counted. No forecast.
import type { AttributedName } from "../attributions.ts";
import { ATTRIBUTIONS } from "../attributions.ts";
import { type Fuels, gramsFromMix } from "../fuel-mix.ts";
import { intensity, ReadingRefusedError } from "../intensity.ts";
import { CSV, JSON_TYPE, readBody } from "../provider-answer.ts";
import { eachZone, type Source } from "../source.ts";

/** The generation from `fromMs` (ms since the epoch) on, by the operator's names for fuels. */
export interface Mix {
  fromMs: number;
  /** MW; null or NaN if the operator has no figure yet. */
  megawatts: ReadonlyMap<string, number | null>;
}

export interface Operator {
  name: AttributedName;
  /** Electricity Maps zone. */
  zone: string;
  baseUrl: string;
  /** Path and query of the call. */
  path(nowMs: number): string;
  format: "csv" | "json";
  fuels: Fuels;
  /** Length of an interval. */
  stepMs: number;
  graceMs: number;
  /**
   * Every interval in an answer, in any order.
   * @throws Error that names the part that does not fit
   */
  read(text: string, nowMs: number): Mix[];
}

/** A source that returns the newest interval for which an operator has a figure for every fuel. */
export function operatorSource(operator: Operator, { baseUrl = operator.baseUrl } = {}): Source {
  const { name, zone: own, format } = operator;
  return {
    name,
    attribution: ATTRIBUTIONS[name],
    signal: "average",
    maxZones: 1,
    graceMs: operator.graceMs,
    serves: (zone) => zone === own,
    fetchIntensities: (zones, { fetch, nowMs, signal }) =>
      eachZone(zones, async (zone) => {
        const response = await fetch(`${baseUrl}${operator.path(nowMs)}`, { signal });
        const text = await readBody(response, signal, format === "csv" ? CSV : JSON_TYPE);
        return [newestWhole(operator, zone, operator.read(text, nowMs), nowMs)];
      }),
  };
}

function newestWhole({ name, fuels, stepMs }: Operator, zone: string, all: Mix[], nowMs: number) {
  const whole = all.flatMap(({ fromMs, megawatts }) => {
    const known = [...megawatts].filter(
      (one): one is [string, number] => one[1] !== null && Number.isFinite(one[1]),
    );
    return known.length === megawatts.size && known.length > 1
      ? [{ fromMs, mix: new Map(known) }]
      : [];
  });
  const newest = whole.sort((one, other) => other.fromMs - one.fromMs)[0];
  if (newest === undefined) throw new ReadingRefusedError(name, zone, "no whole interval");
  const gramsPerKwh = gramsFromMix(newest.mix, fuels);
  if (gramsPerKwh === undefined)
    throw new ReadingRefusedError(
      name,
      zone,
      `a mix with no factor: ${[...newest.mix.keys()].join(" ").slice(0, 120)}`,
    );
  return intensity(
    {
      source: name,
      zone,
      gramsPerKwh,
      kind: "live",
      signal: "average",
      fromMs: newest.fromMs,
      toMs: newest.fromMs + stepMs,
      isEstimated: true,
    },
    nowMs,
  );
}
