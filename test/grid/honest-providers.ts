import { type Handler, json } from "./provider-server.ts";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

/** Every figure the honest providers have sent: "source zone kind from grams". */
export type Ledger = Set<string>;

export const entry = (
  source: string,
  zone: string,
  kind: string,
  fromMs: number,
  gramsPerKwh: number,
): string => [source, zone, kind, new Date(fromMs).toISOString(), gramsPerKwh].join(" ");

/** A figure that is unique to its zone, time and kind: 20 to 1,020 g/kWh with an identifying fraction. */
function figure(zone: string, kind: string, fromMs: number): number {
  let hash = 7;
  for (const char of `${zone}${kind}${fromMs}`) hash = (hash * 31 + char.charCodeAt(0)) % 999_983;
  return 20 + hash / 1_000;
}

/**
 * All five providers on one server, each under its own name. They send figures for the clock's time with the lag that
 * each really has, forecast four hours ahead, and record the figures in the ledger.
 */
export function honestProviders(nowMs: () => number, ledger: Ledger): Record<string, Handler> {
  const tell = (source: string, zone: string, kind: string, fromMs: number): number => {
    const value = figure(zone, kind, fromMs);
    ledger.add(entry(source, zone, kind, fromMs, value));
    return value;
  };
  const steps = (stepMs: number, before: number, after: number) => {
    const start = Math.floor(nowMs() / stepMs) * stepMs;
    return Array.from({ length: before + after }, (_, i) => start + (i - before) * stepMs);
  };
  const query = (url = "") => new URL(url, "http://a").searchParams;
  return {
    "energy-charts": (request, response) => {
      const zone = query(request.url).get("country")?.toUpperCase() ?? "";
      const times = steps(QUARTER_MS, 8, 16);
      const measured = (i: number) => i < 7;
      json({
        unix_seconds: times.map((t) => t / 1_000),
        co2eq: times.map((t, i) => (measured(i) ? tell("energy-charts", zone, "live", t) : null)),
        co2eq_forecast: times.map((t, i) =>
          measured(i) ? null : tell("energy-charts", zone, "forecast", t),
        ),
      })(request, response);
    },
    neso: (request, response) => {
      const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
      const data = steps(2 * QUARTER_MS, 2, 8).map((t, i) => ({
        from: minute(t),
        to: minute(t + 2 * QUARTER_MS),
        intensity: {
          forecast: tell("neso", "GB", "forecast", t),
          actual: i < 2 ? tell("neso", "GB", "live", t) : null,
        },
      }));
      json({ data })(request, response);
    },
    "electricity-maps": (request, response) => {
      const zone = query(request.url).get("zone") ?? "";
      const hours = steps(HOUR_MS, 0, 4);
      const point = (kind: string, t: number) => ({
        carbonIntensity: tell("electricity-maps", zone, kind, t),
        datetime: new Date(t).toISOString(),
      });
      const body = request.url?.includes("/forecast")
        ? { zone, forecast: hours.map((t) => point("forecast", t)) }
        : { zone, ...point("live", hours[0] as number), isEstimated: false };
      json(body)(request, response);
    },
    watttime: (request, response) => {
      const region = query(request.url).get("region");
      const data = steps(QUARTER_MS, 0, 8).map((t) => {
        const pounds = Math.round(figure("US-CAL-CISO", "marginal", t) * 2);
        ledger.add(entry("watttime", "US-CAL-CISO", "forecast", t, pounds * 0.45359237));
        return { point_time: new Date(t).toISOString(), value: pounds };
      });
      const units = { signal_type: "co2_moer", units: "lbs_co2_per_mwh" };
      const meta = { region, ...units, data_point_period_seconds: 900 };
      json(request.url?.endsWith("/login") ? { token: "t" } : { data, meta })(request, response);
    },
    eia: (request, response) => {
      const [endMs] = steps(HOUR_MS, 1, 0) as [number];
      const gas = Math.round(figure("US-CAL-CISO", "gas", endMs));
      const gramsPerKwh = (gas * 490 + 500 * 11) / (gas + 500);
      ledger.add(entry("eia", "US-CAL-CISO", "live", endMs - HOUR_MS, gramsPerKwh));
      const row = (fueltype: string, value: number) => ({
        period: new Date(endMs).toISOString().slice(0, 13),
        respondent: "CISO",
        fueltype,
        value: String(value),
        "value-units": "megawatthours",
      });
      json({ response: { data: [row("NG", gas), row("WND", 500)] } })(request, response);
    },
  };
}
