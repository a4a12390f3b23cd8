// WattTime v3, with a subscription (the free plan has CAISO_NORTH only). Marginal, not average.
// GET /login (Basic) -> {token}, good for 30 minutes.
// GET /v3/forecast?region=..&signal_type=co2_moer&horizon_hours=24 (Bearer) -> {data: [{point_time,
// value}], meta: {region, signal_type, units: "lbs_co2_per_mwh", data_point_period_seconds: 300}}.
// The first point is the present one. The percentile index of /v3/signal-index is not an intensity.
import * as z from "zod";
import { ATTRIBUTIONS } from "./attributions.ts";
import { type Intensity, instantMs, intensity, parseAnswer } from "./intensity.ts";
import { AnswerRefusedError, readAnswer } from "./provider-answer.ts";
import { eachZone, type Source, type SourceContext } from "./source.ts";

const NAME = "watttime";
/** International avoirdupois pound in kg, exact; lb/MWh times this is g/kWh. */
const KG_PER_LB = 0.453_592_37;
const TOKEN_LIFE_MS = 25 * 60_000;

// WattTime's own region names. Where it splits a zone, one part represents the zone.
const REGIONS: Readonly<Record<string, string>> = {
  "US-CAL-CISO": "CAISO_NORTH",
  "US-TEX-ERCO": "ERCOT_NORTHCENTRAL",
  "US-NY-NYIS": "NYISO_NYC",
  "US-MIDW-MISO": "MISO_INDIANAPOLIS",
  "US-NE-ISNE": "ISONE_CT",
  "US-CENT-SWPP": "SPP_KANSAS",
  "US-NW-BPAT": "BPA",
  "US-NW-NEVP": "NEVP",
  "US-NW-PACW": "PACW",
  "US-SW-AZPS": "AZPS",
  "US-SE-SOCO": "SOCO",
  "US-TEN-TVA": "TVA",
  "US-CAR-DUK": "DUK",
  "US-FLA-FPL": "FPL",
};

const login = z.object({ token: z.string().min(1) });
const forecast = z.object({
  data: z
    .array(z.object({ point_time: instantMs, value: z.number().min(0).nullable() }))
    .min(1)
    .max(1_000),
  meta: z.object({
    region: z.string(),
    signal_type: z.literal("co2_moer"),
    units: z.literal("lbs_co2_per_mwh"),
    data_point_period_seconds: z.int().min(60).max(3_600),
  }),
});

export interface WattTimeOptions {
  user: string;
  password: string;
  baseUrl?: string;
}

export function wattTime(options: WattTimeOptions): Source {
  const { user, password, baseUrl = "https://api.watttime.org" } = options;
  let held: { token: string; untilMs: number } | undefined;

  async function token({ fetch, nowMs, signal }: SourceContext): Promise<string> {
    if (held !== undefined && nowMs < held.untilMs) return held.token;
    const bytes = new TextEncoder().encode(`${user}:${password}`);
    const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
    const response = await fetch(`${baseUrl}/login`, { signal, headers: { authorization } });
    const about = { source: NAME, zone: "login" };
    const { token } = parseAnswer(login, await readAnswer(response, signal), about);
    held = { token, untilMs: nowMs + TOKEN_LIFE_MS };
    return token;
  }

  async function get(zone: string, bearer: string, context: SourceContext): Promise<unknown> {
    const region = REGIONS[zone] as string;
    const query = new URLSearchParams({ region, signal_type: "co2_moer", horizon_hours: "24" });
    const headers = { authorization: `Bearer ${bearer}` };
    const { fetch, signal } = context;
    return readAnswer(await fetch(`${baseUrl}/v3/forecast?${query}`, { signal, headers }), signal);
  }

  return {
    name: NAME,
    attribution: ATTRIBUTIONS[NAME],
    signal: "marginal",
    maxZones: 4,
    graceMs: 0,
    serves: (zone) => Object.hasOwn(REGIONS, zone),
    fetchIntensities: async (zones, context) => {
      const wasHeld = held !== undefined && context.nowMs < held.untilMs;
      const bearer = await token(context);
      // A token can be revoked early; one login serves every zone that runs into this.
      let renewal: Promise<string> | undefined;
      return eachZone(zones, async (zone) => {
        try {
          return read(zone, await get(zone, bearer, context), context.nowMs);
        } catch (error) {
          if (!wasHeld || !(error instanceof AnswerRefusedError) || error.status !== 401)
            throw error;
          if (renewal === undefined) {
            held = undefined;
            renewal = token(context);
          }
          return read(zone, await get(zone, await renewal, context), context.nowMs);
        }
      });
    },
  };
}

function read(zone: string, json: unknown, nowMs: number): Intensity[] {
  const about = { source: NAME, zone };
  const { data, meta } = parseAnswer(
    forecast.refine((f) => f.meta.region === REGIONS[zone], "another region's figure"),
    json,
    about,
  );
  const stepMs = meta.data_point_period_seconds * 1_000;
  return data
    .filter((point) => point.point_time + stepMs > nowMs)
    .flatMap(({ point_time: fromMs, value }) =>
      value === null
        ? []
        : intensity(
            {
              ...about,
              gramsPerKwh: value * KG_PER_LB,
              kind: "forecast",
              signal: "marginal",
              fromMs,
              toMs: fromMs + stepMs,
              isEstimated: true,
            },
            nowMs,
          ),
    );
}
