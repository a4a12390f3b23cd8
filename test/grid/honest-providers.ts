import { DOMAINS } from "../../src/grid/entsoe-domains.ts";
import { wallClock } from "../../src/grid/operators/wall-clock.ts";
import { type Handler, json, text } from "./provider-server.ts";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

const WATTTIME_ZONES: Readonly<Record<string, string>> = {
  CAISO_NORTH: "US-CAL-CISO",
  ERCOT_NORTHCENTRAL: "US-TEX-ERCO",
  NYISO_NYC: "US-NY-NYIS",
  MISO_INDIANAPOLIS: "US-MIDW-MISO",
  SPP_KANSAS: "US-CENT-SWPP",
};

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
 * All providers on one server, each under its own name, telling figures for the clock's time
 * with the lag each really has, forecasting four hours ahead, and noting them in the ledger.
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
  /** Gas and 500 MW of wind every five minutes, the newest of ten minutes ago, noted in the ledger. */
  const fiveMinutes = (source: string, zone: string, count: number) =>
    steps(5 * 60_000, count + 1, -1).map((t) => {
      const gas = Math.round(figure(zone, "gas", t));
      ledger.add(entry(source, zone, "live", t, (gas * 490 + 500 * 11) / (gas + 500)));
      return { t, gas };
    });
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
      const half = 2 * QUARTER_MS;
      const times = steps(half, 2, 8);
      // Gas alone, so that the present figure is 490 g/kWh times its share of gas and wind.
      const share = (t: number) => Math.round(figure("GB", "gas", t) / 12);
      const live = (t: number) => (share(t) * 490 + (100 - share(t)) * 11) / 100;
      if (request.url?.includes("/generation/")) {
        const closed = times.slice(0, 2);
        for (const t of closed) ledger.add(entry("neso", "GB", "live", t, live(t)));
        const data = closed.map((t) => ({
          from: minute(t),
          to: minute(t + half),
          generationmix: [
            { fuel: "gas", perc: share(t) },
            { fuel: "wind", perc: 100 - share(t) },
          ],
        }));
        json({ data })(request, response);
        return;
      }
      const newest = times[1] as number;
      const data = times.map((t, i) => {
        const forecast = Math.round(figure("GB", "forecast", t) / 4);
        const actual = i < 2 ? Math.round(figure("GB", "direct", t) / 2) : null;
        return { from: minute(t), to: minute(t + half), intensity: { forecast, actual } };
      });
      const factor = live(newest) / (data[1]?.intensity.actual as number);
      for (const [i, t] of times.entries())
        ledger.add(
          entry("neso", "GB", "forecast", t, (data[i]?.intensity.forecast as number) * factor),
        );
      json({ data })(request, response);
    },
    caiso: (request, response) => {
      const time = (ms: number) => {
        const { hour, minute } = wallClock(ms, "America/Los_Angeles");
        return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
      };
      // A new file begins at midnight there, 08:00 UTC; the newest row is of ten minutes ago.
      const rows = fiveMinutes("caiso", "US-CAL-CISO", 6).filter(
        ({ t }) =>
          wallClock(t, "America/Los_Angeles").day === wallClock(nowMs(), "America/Los_Angeles").day,
      );
      const lines = rows.map(({ t, gas }) => `${time(t)},500,${gas},-40,3000`);
      const body = ["Time,Wind,Natural Gas,Batteries,Imports", ...lines].join("\r\n");
      text(body, "text/csv")(request, response);
    },
    nyiso: (request, response) => {
      const rows = fiveMinutes("nyiso", "US-NY-NYIS", 6).flatMap(({ t, gas }) => {
        const iso = new Date(t - 5 * HOUR_MS).toISOString();
        const stamp = `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
        return [`${stamp},EST,Wind,500`, `${stamp},EST,Natural Gas,${gas}`];
      });
      const header = "Time Stamp,Time Zone,Fuel Category,Gen MW";
      text([header, ...rows].join("\n"), "application/octet-stream")(request, response);
    },
    spp: (request, response) => {
      const rows = fiveMinutes("spp", "US-CENT-SWPP", 24).map(
        ({ t, gas }) => `${new Date(t).toISOString().slice(0, 19)}Z,300,200,${gas - 7},7,900`,
      );
      const header = "GMT MKT Interval, Wind Market, Wind Self, Natural Gas Market, Gas Self, Load";
      // "Gas Self" is the other half of "Natural Gas Market": both are gas.
      text([header, ...rows].join("\n"), "text/plain")(request, response);
    },
    miso: (request, response) => {
      const { t, gas } = fiveMinutes("miso", "US-MIDW-MISO", 1).at(-1) ?? { t: 0, gas: 0 };
      const iso = new Date(t - 5 * HOUR_MS).toISOString();
      const hour = Number(iso.slice(11, 13));
      const at = `${iso.slice(0, 10)} ${hour % 12 || 12}:${iso.slice(14, 19)} ${hour < 12 ? "AM" : "PM"}`;
      const row = (CATEGORY: string, ACT: number) => ({ INTERVALEST: at, CATEGORY, ACT: `${ACT}` });
      const Type = [row("Wind", 500), row("Natural Gas", gas), row("Imports", 4_000)];
      json({ Fuel: { Type } })(request, response);
    },
    ercot: (request, response) => {
      const day = fiveMinutes("ercot", "US-TEX-ERCO", 12).map(({ t, gas }) => {
        const iso = new Date(t - 6 * HOUR_MS).toISOString();
        const stamp = `${iso.slice(0, 10)} ${iso.slice(11, 19)}-0600`;
        return [stamp, { Wind: { gen: 500 }, "Natural Gas": { gen: gas } }];
      });
      json({ data: { day: Object.fromEntries(day) } })(request, response);
    },
    "hydro-quebec": (request, response) => {
      const times = steps(QUARTER_MS, 8, 8);
      const details = times.map((t, i) => {
        const date = new Date(t - 5 * HOUR_MS).toISOString().slice(0, 19);
        if (i > 5) return { date, valeurs: {} };
        const wind = Math.round(figure("CA-QC", "wind", t));
        const grams = (wind * 11 + 20_000 * 24) / (wind + 20_000);
        ledger.add(entry("hydro-quebec", "CA-QC", "live", t, grams));
        return { date, valeurs: { total: wind + 20_000, hydraulique: 20_000, eolien: wind } };
      });
      json({ details })(request, response);
    },
    entsoe: (request, response) => {
      const domain = query(request.url).get("in_Domain") ?? "";
      const zone = Object.entries(DOMAINS).find(([, code]) => code === domain)?.[0] ?? "";
      const start = Math.floor(nowMs() / HOUR_MS) * HOUR_MS - 4 * HOUR_MS;
      const hours = [0, 1, 2].map((i) => start + i * HOUR_MS);
      const wind = hours.map((t) => Math.round(figure(zone, "wind", t)));
      for (const [i, t] of hours.entries()) {
        const megawatts = wind[i] as number;
        const grams = (megawatts * 11 + 5_000 * 12) / (megawatts + 5_000);
        ledger.add(entry("entsoe", zone, "live", t, grams));
      }
      const minute = (ms: number) => `${new Date(ms).toISOString().slice(0, 16)}Z`;
      const series = (type: string, points: number[]) =>
        `<TimeSeries><inBiddingZone_Domain.mRID codingScheme="A01">${domain}</inBiddingZone_Domain.mRID>` +
        `<quantity_Measure_Unit.name>MAW</quantity_Measure_Unit.name>` +
        `<MktPSRType><psrType>${type}</psrType></MktPSRType><Period><timeInterval>` +
        `<start>${minute(start)}</start><end>${minute(start + 3 * HOUR_MS)}</end></timeInterval>` +
        `<resolution>PT60M</resolution>${points
          .map((q, i) => `<Point><position>${i + 1}</position><quantity>${q}</quantity></Point>`)
          .join("")}</Period></TimeSeries>`;
      const xml = `<GL_MarketDocument>${series("B19", wind)}${series("B14", [5_000])}</GL_MarketDocument>`;
      text(xml, "application/xml")(request, response);
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
      const region = query(request.url).get("region") ?? "";
      const zone = WATTTIME_ZONES[region] ?? "";
      const data = steps(QUARTER_MS, 0, 8).map((t) => {
        const pounds = Math.round(figure(zone, "marginal", t) * 2);
        ledger.add(entry("watttime", zone, "forecast", t, pounds * 0.45359237));
        return { point_time: new Date(t).toISOString(), value: pounds };
      });
      const units = { signal_type: "co2_moer", units: "lbs_co2_per_mwh" };
      const meta = { region, ...units, data_point_period_seconds: 900 };
      json(request.url?.endsWith("/login") ? { token: "t" } : { data, meta })(request, response);
    },
    eia: (request, response) => {
      // As late as it comes: a day and a bit.
      const ends = steps(HOUR_MS, 30, -26);
      const newest = ends.at(-1) as number;
      const hours = Array.from({ length: 24 }, (_, i) => newest - (23 - i) * HOUR_MS);
      const gas = hours.map((t) => Math.round(figure("US-SW-PNM", "gas", t)));
      const sum = gas.reduce((all, one) => all + one, 0);
      const gramsPerKwh = (sum * 490 + 24 * 500 * 11) / (sum + 24 * 500);
      ledger.add(entry("eia", "US-SW-PNM", "daily", newest - 24 * HOUR_MS, gramsPerKwh));
      const row = (endMs: number, fueltype: string, value: number) => ({
        period: new Date(endMs).toISOString().slice(0, 13),
        respondent: "PNM",
        fueltype,
        value: String(value),
        "value-units": "megawatthours",
      });
      const data = hours.flatMap((t, i) => [row(t, "NG", gas[i] as number), row(t, "WND", 500)]);
      json({ response: { data } })(request, response);
    },
  };
}
