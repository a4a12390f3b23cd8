// Energy-Charts, Fraunhofer ISE, no key. Data CC BY 4.0: name Energy-Charts.info as the source.
// GET /co2eq?country=de -> today's quarter hours: unix_seconds[] (start of each), co2eq[] measured,
// co2eq_forecast[]; at each time at most one of the two is set. g CO2eq/kWh, life-cycle factors.
// Countries only: a bidding zone is answered 400. Two requests a minute, four at once
// (api.energy-charts.info/openapi.json, 2026-07): hence four zones a refresh, the rest in turn.
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import { grams, gramsUnit, type Intensity, intensity, parseAnswer } from "./intensity.ts";
import { readAnswer } from "./provider-answer.ts";
import { eachZone, type Source } from "./source.ts";

const NAME = "energy-charts";
const DEFAULT_STEP_SECONDS = 900;

// Countries whose lower-case code corresponds to the Electricity Maps zone. Great Britain is left to NESO, because "uk"
// includes Northern Ireland.
const COUNTRIES = new Set(
  "AL AT BA BE BG CH CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV ME MK NL NO PL PT RO RS SE SI SK XK".split(
    " ",
  ),
);

const answer = z.object({
  unix_seconds: z.array(z.int()).min(1).max(2_000),
  co2eq: z.array(grams.nullable()),
  co2eq_forecast: z.array(grams.nullable()),
  unit: gramsUnit,
});

export function energyCharts({ baseUrl = "https://api.energy-charts.info" } = {}): Source {
  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "average",
    maxZones: 4,
    graceMs: 30 * 60_000,
    serves: (zone) => COUNTRIES.has(zone),
    fetchIntensities: (zones, { fetch, nowMs, signal }) =>
      eachZone(zones, async (zone) => {
        const url = `${baseUrl}/co2eq?country=${zone.toLowerCase()}`;
        return read(zone, await readAnswer(await fetch(url, { signal }), signal), nowMs);
      }),
  };
}

function read(zone: string, json: unknown, nowMs: number): Intensity[] {
  const about = { source: NAME, zone };
  const series = parseAnswer(
    answer.refine(
      (a) =>
        a.co2eq.length === a.unix_seconds.length &&
        a.co2eq_forecast.length === a.unix_seconds.length &&
        a.unix_seconds.every((s, i, all) => i === 0 || s > (all[i - 1] as number)),
      "arrays of one length and times in order expected",
    ),
    json,
    about,
  );
  const times = series.unix_seconds;
  const point = (index: number, gramsPerKwh: number, kind: "live" | "forecast") => {
    const from = times[index] as number;
    const step = index === 0 ? DEFAULT_STEP_SECONDS : from - (times[index - 1] as number);
    return intensity(
      {
        ...about,
        gramsPerKwh,
        kind,
        signal: "average",
        fromMs: from * 1_000,
        toMs: ((times[index + 1] ?? from + step) as number) * 1_000,
        isEstimated: kind === "forecast",
      },
      nowMs,
    );
  };
  const live = series.co2eq.findLastIndex((value) => value !== null);
  const forecast = series.co2eq_forecast.flatMap((value, index) =>
    value === null ? [] : [point(index, value, "forecast")],
  );
  return [
    ...(live < 0 ? [] : [point(live, series.co2eq[live] as number, "live")]),
    ...forecast.filter((one) => Date.parse(one.validTo) > nowMs),
  ];
}
