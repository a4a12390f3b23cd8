// Electricity Maps v4, with a key. Consumption-based, life-cycle factors, g CO2eq/kWh.
// GET /v4/carbon-intensity/latest?zone=DE (header auth-token) -> {zone, carbonIntensity, datetime,
// emissionFactorType, isEstimated}; datetime is the start of its hour.
// GET /v4/carbon-intensity/forecast?zone=DE -> {zone, forecast or data: [{carbonIntensity or value,
// datetime}]}, null if there is no figure.
// Traps: without disableCallerLookup=true an unknown zone is answered for the caller's
// own place; the free tier has one zone and no forecast (401 or 403), which is not a fault.
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import {
  grams,
  gramsUnit,
  type Intensity,
  instantMs,
  intensity,
  parseAnswer,
  ReadingRefusedError,
} from "./intensity.ts";
import { AnswerRefusedError, readAnswer } from "./provider-answer.ts";
import { eachZone, type Source } from "./source.ts";
import { isElectricityMapsZone } from "./yearly.ts";

const NAME = "electricity-maps";
const STEP_MS = { hourly: 3_600_000, "15_minutes": 900_000, "5_minutes": 300_000 } as const;
const NOT_IN_PLAN = [401, 402, 403, 404];

const common = {
  zone: z.string(),
  emissionFactorType: z.literal("lifecycle").optional(),
  temporalGranularity: z.enum(["hourly", "15_minutes", "5_minutes"]).default("hourly"),
  unit: gramsUnit,
  units: gramsUnit,
};
const latest = z.object({
  ...common,
  carbonIntensity: grams,
  datetime: instantMs,
  isEstimated: z.boolean().nullish(),
});
const point = z
  .object({
    carbonIntensity: grams.nullish(),
    value: grams.nullish(),
    datetime: instantMs,
  })
  .transform(({ carbonIntensity, value, datetime }) => ({
    gramsPerKwh: carbonIntensity ?? value ?? null,
    fromMs: datetime,
  }));
const points = z.array(point).max(2_000);
const forecast = z.union([
  z.object({ ...common, forecast: points }),
  z
    .object({ ...common, data: points })
    .transform(({ data, ...rest }) => ({ ...rest, forecast: data })),
]);

export interface ElectricityMapsOptions {
  key: string;
  /** Zones that the plan covers; all if omitted. */
  zones?: readonly string[] | undefined;
  baseUrl?: string;
}

export function electricityMaps(options: ElectricityMapsOptions): Source {
  const { key, zones: covered, baseUrl = "https://api.electricitymaps.com" } = options;
  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "average",
    maxZones: 8,
    graceMs: 60 * 60_000,
    serves: (zone) => covered?.includes(zone) ?? isElectricityMapsZone(zone),
    fetchIntensities: (zones, { fetch, nowMs, signal }) => {
      const get = async (what: string, zone: string) => {
        const query = new URLSearchParams({
          zone,
          emissionFactorType: "lifecycle",
          disableCallerLookup: "true",
        });
        const url = `${baseUrl}/v4/carbon-intensity/${what}?${query}`;
        return readAnswer(await fetch(url, { signal, headers: { "auth-token": key } }), signal);
      };
      return eachZone(zones, async (zone, refuse) => {
        const coming = get("forecast", zone).then(
          (json) => readForecast(zone, json, nowMs),
          (error) => {
            if (!notInPlan(error)) throw error;
            return [];
          },
        );
        const now = get("latest", zone).then((json) => readLatest(zone, json, nowMs));
        const [live, forecast] = await Promise.allSettled([now, coming]);
        if (live.status === "rejected") throw live.reason;
        if (forecast.status === "fulfilled") return [...live.value, ...forecast.value];
        refuse(forecast.reason);
        return live.value;
      });
    },
  };
}

function readLatest(zone: string, json: unknown, nowMs: number): Intensity[] {
  const about = { source: NAME, zone };
  const reading = parseAnswer(latest, json, about);
  if (reading.zone !== zone) throw new ReadingRefusedError(NAME, zone, "another zone's figure");
  const { carbonIntensity: gramsPerKwh, datetime: fromMs } = reading;
  const toMs = fromMs + STEP_MS[reading.temporalGranularity];
  const isEstimated = reading.isEstimated ?? false;
  const live = { kind: "live", signal: "average" } as const;
  return [intensity({ ...about, ...live, gramsPerKwh, fromMs, toMs, isEstimated }, nowMs)];
}

function readForecast(zone: string, json: unknown, nowMs: number): Intensity[] {
  const about = { source: NAME, zone };
  const series = parseAnswer(forecast, json, about);
  if (series.zone !== zone) throw new ReadingRefusedError(NAME, zone, "another zone's forecast");
  const stepMs = STEP_MS[series.temporalGranularity];
  return series.forecast
    .filter(({ fromMs }) => fromMs + stepMs > nowMs)
    .flatMap(({ gramsPerKwh, fromMs }) =>
      gramsPerKwh === null
        ? []
        : intensity(
            {
              ...about,
              gramsPerKwh,
              kind: "forecast",
              signal: "average",
              fromMs,
              toMs: fromMs + stepMs,
              isEstimated: true,
            },
            nowMs,
          ),
    );
}

function notInPlan(error: unknown): boolean {
  return error instanceof AnswerRefusedError && NOT_IN_PLAN.includes(error.status);
}
