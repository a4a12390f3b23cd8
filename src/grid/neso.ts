// NESO Carbon Intensity API, Great Britain, no key. Data CC BY 4.0, National Energy System Operator.
// GET /intensity/{from}/fw24h -> data[]: half hours {from, to, intensity: {forecast, actual, index}}
// from the one that holds `from`; actual is null until its half hour has closed. g CO2/kWh, direct
// emissions only, so somewhat below a life-cycle figure (carbonintensity.org.uk, methodology).
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import {
  grams,
  gramsUnit,
  type Intensity,
  instantMs,
  intensity,
  parseAnswer,
} from "./intensity.ts";
import { readAnswer } from "./provider-answer.ts";
import { eachZone, type Source } from "./source.ts";

const NAME = "neso";
const LOOK_BACK_MS = 3_600_000;

const answer = z.object({
  unit: gramsUnit,
  data: z
    .array(
      z.object({
        from: instantMs,
        to: instantMs,
        intensity: z.object({ forecast: grams.nullable(), actual: grams.nullable() }),
      }),
    )
    .min(1)
    .max(200),
});

export function neso({ baseUrl = "https://api.carbonintensity.org.uk" } = {}): Source {
  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "average",
    maxZones: 1,
    graceMs: 30 * 60_000,
    serves: (zone) => zone === "GB",
    fetchIntensities: (zones, { fetch, nowMs, signal }) =>
      eachZone(zones, async (zone) => {
        const from = `${new Date(nowMs - LOOK_BACK_MS).toISOString().slice(0, 16)}Z`;
        const response = await fetch(`${baseUrl}/intensity/${from}/fw24h`, { signal });
        return read(zone, await readAnswer(response, signal), nowMs);
      }),
  };
}

function read(zone: string, json: unknown, nowMs: number): Intensity[] {
  const about = { source: NAME, zone };
  const { data } = parseAnswer(answer, json, about);
  const point = (half: (typeof data)[number], kind: "live" | "forecast") =>
    intensity(
      {
        ...about,
        gramsPerKwh: (kind === "live" ? half.intensity.actual : half.intensity.forecast) as number,
        kind,
        signal: "average",
        fromMs: half.from,
        toMs: half.to,
        isEstimated: kind === "forecast",
      },
      nowMs,
    );
  const live = data.findLast((half) => half.intensity.actual !== null);
  const coming = data.filter((half) => half.intensity.forecast !== null && half.to > nowMs);
  return [
    ...(live === undefined ? [] : [point(live, "live")]),
    ...coming.map((half) => point(half, "forecast")),
  ];
}
