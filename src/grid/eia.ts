// US Energy Information Administration, API v2, free key. Public domain; name EIA as the source.
// GET /v2/electricity/rto/fuel-type-data/data/?frequency=hourly&data[0]=value
// &facets[respondent][]=CISO.. -> response.data[]: {period: "2026-11-23T14" (UTC, the END of its
// hour), respondent, fueltype, value: "341" or null, "value-units": "megawatthours"}.
// Several zones in one call. Traps: generation data is about a day late, so it is not live: the source
// returns the mean of the newest day; the newest hour often lacks fuels; values come as text.
// Generation-based: a zone's imports are not counted. No forecast.
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import { type Fuels, gramsFromMix } from "./fuel-mix.ts";
import { type Intensity, intensity, parseAnswer, ReadingRefusedError } from "./intensity.ts";
import { readAnswer } from "./provider-answer.ts";
import type { Fetched, Source } from "./source.ts";
import { whyOf } from "./source.ts";

const NAME = "eia";
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const LOOK_BACK_MS = 60 * HOUR_MS;
const MAX_ROWS = 5_000;

const FUELS: Fuels = {
  COL: "coal",
  NG: "gas",
  OIL: "oil",
  NUC: "nuclear",
  WAT: "hydro",
  SUN: "solar",
  SNB: "solar", // with its own battery
  WND: "wind",
  WNB: "wind", // with its own battery
  GEO: "geothermal",
  BIO: "biomass",
  OTH: "unknown",
  UNK: "unknown",
  BAT: "storage",
  PS: "storage",
  OES: "storage",
  UES: "storage",
};

const answer = z.object({
  response: z.object({
    data: z
      .array(
        z.object({
          period: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d$/, "is not an hour in UTC"),
          respondent: z.string(),
          fueltype: z.string(),
          value: z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).nullable(),
          "value-units": z.literal("megawatthours"),
        }),
      )
      .max(MAX_ROWS),
  }),
});
type EiaRow = z.infer<typeof answer>["response"]["data"][number];

export function eia({
  key,
  baseUrl = "https://api.eia.gov",
}: {
  key: string;
  baseUrl?: string;
}): Source {
  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "average",
    // The number of zones whose 60 hours of a dozen fuels fit the row limit of one answer.
    maxZones: 6,
    // The mean of a day is used for the following days until a newer one arrives.
    graceMs: 72 * HOUR_MS,
    serves: (zone) => /^US-[A-Z]+-[A-Z]+$/.test(zone) && !zone.startsWith("US-AK-"),
    fetchIntensities: async (zones, { fetch, nowMs, signal }) => {
      const query = new URLSearchParams([
        ["api_key", key],
        ["frequency", "hourly"],
        ["data[0]", "value"],
        ...zones.map((zone) => ["facets[respondent][]", respondentOf(zone)]),
        ["start", new Date(nowMs - LOOK_BACK_MS).toISOString().slice(0, 13)],
        ["length", String(MAX_ROWS)],
      ]);
      const url = `${baseUrl}/v2/electricity/rto/fuel-type-data/data/?${query}`;
      const json = await readAnswer(await fetch(url, { signal }), signal);
      const rows = parseAnswer(answer, json, { source: NAME, zone: zones.join(" ") }).response.data;
      return perZone(zones, rows, nowMs);
    },
  };
}

/** The last part of a US zone is its balancing authority's code. */
function respondentOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("-") + 1);
}

function perZone(zones: readonly string[], rows: readonly EiaRow[], nowMs: number): Fetched {
  const asked = new Set(zones.map(respondentOf));
  const stranger = rows.find((row) => !asked.has(row.respondent));
  if (stranger !== undefined)
    throw new ReadingRefusedError(NAME, stranger.respondent, "a zone that was not asked for");
  const fetched: Fetched = { intensities: [], refused: [] };
  for (const zone of zones) {
    try {
      const own = rows.filter((row) => row.respondent === respondentOf(zone));
      fetched.intensities.push(newestDay(zone, own, nowMs));
    } catch (error) {
      fetched.refused.push({ zone, why: whyOf(error) });
    }
  }
  return fetched;
}

/** The mean of the 24 hours up to the newest one in which every fuel of the window has reported. */
function newestDay(zone: string, rows: readonly EiaRow[], nowMs: number): Intensity {
  const hours = new Map<number, Map<string, number>>();
  for (const { period, fueltype, value } of rows) {
    if (value === null) continue;
    const endMs = Date.parse(`${period}:00:00Z`);
    const mix = hours.get(endMs) ?? new Map<string, number>();
    hours.set(endMs, mix.set(fueltype, Number(value)));
  }
  const fuels = Math.max(...[...hours.values()].map((mix) => mix.size));
  const whole = [...hours].filter(([, mix]) => mix.size === fuels).map(([endMs]) => endMs);
  const toMs = Math.max(...whole);
  const fromMs = toMs - DAY_HOURS * HOUR_MS;
  const day = whole.filter((endMs) => endMs > fromMs);
  if (day.length < DAY_HOURS) throw new ReadingRefusedError(NAME, zone, "no day with figures");
  const mix = new Map<string, number>();
  for (const endMs of day)
    for (const [fuel, mwh] of hours.get(endMs) ?? [])
      mix.set(fuel, (mix.get(fuel) ?? 0) + Math.max(0, mwh));
  const gramsPerKwh = gramsFromMix(mix, FUELS);
  if (gramsPerKwh === undefined)
    throw new ReadingRefusedError(NAME, zone, `a mix with no factor: ${[...mix.keys()].join(" ")}`);
  return intensity(
    {
      source: NAME,
      zone,
      gramsPerKwh,
      kind: "daily",
      signal: "average",
      fromMs,
      toMs,
      isEstimated: true,
    },
    nowMs,
  );
}
