// NESO Carbon Intensity API, Great Britain, no key. Data CC BY 4.0, National Energy System Operator.
// GET /generation/{from}/{to} -> data[]: half hours {from, to, generationmix: [{fuel, perc}]}.
// GET /intensity/{from}/fw24h -> data[]: half hours {from, to, intensity: {forecast, actual, index}}, starting with the
// one that contains `from`; actual is null until its half hour has ended.
// Trap: that intensity covers direct emissions only. So the present figure is computed from the mix with life-cycle
// factors, as for other sources, and the forecast is scaled up by the same ratio.
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import { type Fuels, gramsFromMix } from "./fuel-mix.ts";
import {
  grams,
  gramsUnit,
  type Intensity,
  instantMs,
  intensity,
  parseAnswer,
  ReadingRefusedError,
} from "./intensity.ts";
import { readAnswer } from "./provider-answer.ts";
import { eachZone, type Source } from "./source.ts";

const NAME = "neso";
const LOOK_BACK_MS = 2 * 3_600_000;

const FUELS: Fuels = {
  biomass: "biomass",
  coal: "coal",
  gas: "gas",
  hydro: "hydro",
  imports: "imports",
  nuclear: "nuclear",
  other: "unknown",
  solar: "solar",
  wind: "wind",
};

const halfHour = { from: instantMs, to: instantMs };
const generation = z.object({
  data: z
    .array(
      z.object({
        ...halfHour,
        generationmix: z
          .array(z.object({ fuel: z.string(), perc: z.number().min(0).max(100).nullable() }))
          .max(30),
      }),
    )
    .max(200),
});
const forecast = z.object({
  unit: gramsUnit,
  data: z
    .array(
      z.object({
        ...halfHour,
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
    fetchIntensities: (zones, { fetch, nowMs, signal }) => {
      const get = async (path: string) =>
        readAnswer(await fetch(`${baseUrl}${path}`, { signal }), signal);
      const from = toMinute(nowMs - LOOK_BACK_MS);
      return eachZone(zones, async (zone, refuse) => {
        const about = { source: NAME, zone };
        const [mixes, coming] = await Promise.allSettled([
          get(`/generation/${from}/${toMinute(nowMs)}`).then((json) =>
            parseAnswer(generation, json, about),
          ),
          get(`/intensity/${from}/fw24h`).then((json) => parseAnswer(forecast, json, about)),
        ]);
        if (mixes.status === "rejected") throw mixes.reason;
        const live = newest(zone, mixes.value, nowMs);
        try {
          if (coming.status === "rejected") throw coming.reason;
          return [live, ...raised(live, coming.value, nowMs)];
        } catch (error) {
          refuse(error);
          return [live];
        }
      });
    },
  };
}

/** The newest half hour with a complete mix. */
function newest(zone: string, { data }: z.infer<typeof generation>, nowMs: number): Intensity {
  const whole = data
    .filter(({ from, generationmix }) => from <= nowMs && generationmix.length > 0)
    .filter(({ generationmix }) => generationmix.every(({ perc }) => perc !== null))
    .sort((one, other) => one.from - other.from)
    .at(-1);
  if (whole === undefined) throw new ReadingRefusedError(NAME, zone, "no half hour with a mix");
  const mix = new Map(whole.generationmix.map(({ fuel, perc }) => [fuel, perc ?? 0]));
  const gramsPerKwh = gramsFromMix(mix, FUELS);
  if (gramsPerKwh === undefined)
    throw new ReadingRefusedError(NAME, zone, `a mix with no factor: ${[...mix.keys()].join(" ")}`);
  const { from: fromMs, to: toMs } = whole;
  const live = { source: NAME, zone, kind: "live", signal: "average", isEstimated: true } as const;
  return intensity({ ...live, gramsPerKwh, fromMs, toMs }, nowMs);
}

/**
 * The forecast of direct emissions, multiplied by the ratio of the two figures for the present half hour: the
 * life-cycle figure from the mix over NESO's own.
 */
function raised(live: Intensity, { data }: z.infer<typeof forecast>, nowMs: number): Intensity[] {
  const same = data.find(({ from }) => from === Date.parse(live.validFrom))?.intensity;
  const direct = same?.actual ?? same?.forecast;
  if (!direct)
    throw new ReadingRefusedError(NAME, live.zone, "no forecast of the present half hour");
  const factor = live.gramsPerKwh / direct;
  return data
    .filter(({ to }) => to > nowMs)
    .flatMap(({ from: fromMs, to: toMs, intensity: { forecast } }) =>
      forecast === null
        ? []
        : intensity(
            {
              source: NAME,
              zone: live.zone,
              gramsPerKwh: forecast * factor,
              kind: "forecast",
              signal: "average",
              fromMs,
              toMs,
              isEstimated: true,
            },
            nowMs,
          ),
    );
}

const toMinute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
