import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eia } from "../../src/grid/eia.ts";
import { electricityMaps } from "../../src/grid/electricity-maps.ts";
import { energyCharts } from "../../src/grid/energy-charts.ts";
import { entsoe } from "../../src/grid/entsoe.ts";
import { neso } from "../../src/grid/neso.ts";
import { caiso } from "../../src/grid/operators/caiso.ts";
import { ercot } from "../../src/grid/operators/ercot.ts";
import { hydroQuebec } from "../../src/grid/operators/hydro-quebec.ts";
import { miso } from "../../src/grid/operators/miso.ts";
import { nyiso } from "../../src/grid/operators/nyiso.ts";
import { spp } from "../../src/grid/operators/spp.ts";
import type { Source } from "../../src/grid/source.ts";
import { wattTime } from "../../src/grid/watttime.ts";
import { type Handler, json, text } from "./provider-server.ts";

/** The time that every fixture is written for. */
export const NOW_MS = Date.parse("2026-11-23T12:07:00Z");

/** A fixture is bent in ways no type would allow. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
export type Bendable = any;

/** A recorded answer as an object; one that is not JSON as `{ text }`. */
export function fixture(name: string): Bendable {
  const folder = join(import.meta.dirname, "../fixtures/grid");
  if (name.includes(".")) return { text: readFileSync(join(folder, name), "utf8") };
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** The simulation of one provider, and the ways to turn its good answer into a bad one. */
export interface Story {
  zone: string;
  source(baseUrl: string): Source;
  fixture: string;
  /** Serves the (modified) main answer for the source's main request, good answers otherwise. */
  play(main: Bendable): Handler;
  /** Replaces the figure in use by a value. */
  set(main: Bendable, value: unknown): void;
  /** Moves every time by some ms; left out where an answer has no dates. */
  shift?(main: Bendable, ms: number): void;
  /** Gives it a unit, or a kind of factor, that was not asked for. */
  wrongUnit(main: Bendable): void;
  /** The path of the zone in the provider's answer. */
  wrongZone?(main: Bendable): void;
}

const moved = (text: string, ms: number) => new Date(Date.parse(text) + ms).toISOString();

const csv =
  (main: Bendable): Handler =>
  (request, response) =>
    text(main.text, "text/csv")(request, response);

/** Puts a value into every cell of a CSV but those of the columns named; null empties them. */
function fill(main: Bendable, value: unknown, but: readonly string[]): void {
  const [header, ...rows] = main.text.trim().split(/\r?\n/);
  const names = header.split(",").map((name: string) => name.trim());
  const filled = rows.map((row: string) =>
    row
      .split(",")
      .map((cell, at) => (but.includes(names[at]) ? cell : (value ?? "")))
      .join(","),
  );
  main.text = [header, ...filled].join("\n");
}

const rename = (main: Bendable, from: string, to: string) => {
  main.text = main.text.replaceAll(from, to);
};
/** Moves what a pattern finds, which must be readable as a date in UTC. */
const shiftAll = (
  main: Bendable,
  pattern: RegExp,
  ms: number,
  read: (found: string) => string,
  write: (iso: string) => string,
) => {
  main.text = main.text.replaceAll(pattern, (found: string) => write(moved(read(found), ms)));
};

export const STORIES: Record<string, Story> = {
  "energy-charts": {
    zone: "DE",
    source: (baseUrl) => energyCharts({ baseUrl }),
    fixture: "energy-charts",
    play: json,
    set: (main, value) => {
      main.co2eq[45] = value;
      main.co2eq_forecast[60] = value;
      if (value === null) main.co2eq.fill(null);
      if (value === null) main.co2eq_forecast.fill(null);
    },
    shift: (main, ms) => {
      main.unix_seconds = main.unix_seconds.map((s: number) => s + ms / 1_000);
    },
    wrongUnit: (main) => {
      main.unit = "kg/kWh";
    },
  },
  neso: {
    zone: "GB",
    source: (baseUrl) => neso({ baseUrl }),
    fixture: "neso-generation",
    play: (main) => (request, response) =>
      json(request.url?.startsWith("/generation") ? main : fixture("neso"))(request, response),
    set: (main, value) => {
      for (const half of main.data) for (const part of half.generationmix) part.perc = value;
    },
    shift: (main, ms) => {
      for (const half of main.data) {
        half.from = moved(half.from, ms);
        half.to = moved(half.to, ms);
      }
    },
    wrongUnit: (main) => {
      for (const half of main.data) for (const part of half.generationmix) part.perc *= 1_000;
    },
  },
  caiso: {
    zone: "US-CAL-CISO",
    source: (baseUrl) => caiso({ baseUrl }),
    fixture: "caiso.csv",
    play: csv,
    set: (main, value) => fill(main, value, ["Time"]),
    wrongUnit: (main) => rename(main, "Natural Gas", "Natural Gas (%)"),
  },
  nyiso: {
    zone: "US-NY-NYIS",
    source: (baseUrl) => nyiso({ baseUrl }),
    fixture: "nyiso.csv",
    play: csv,
    set: (main, value) => fill(main, value, ["Time Stamp", "Time Zone", "Fuel Category"]),
    shift: (main, ms) =>
      shiftAll(
        main,
        /\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d/g,
        ms,
        (found) =>
          `${found.slice(6, 10)}-${found.slice(0, 2)}-${found.slice(3, 5)}T${found.slice(11)}Z`,
        (iso) => `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`,
      ),
    wrongUnit: (main) => rename(main, "Gen MW", "Gen Share"),
  },
  spp: {
    zone: "US-CENT-SWPP",
    source: (baseUrl) => spp({ baseUrl }),
    fixture: "spp.csv",
    play: csv,
    set: (main, value) => fill(main, value, ["GMT MKT Interval", "Load"]),
    shift: (main, ms) =>
      shiftAll(
        main,
        /\d{4}-\d\d-\d\dT[\d:]+Z/g,
        ms,
        (found) => found,
        (iso) => `${iso.slice(0, 19)}Z`,
      ),
    wrongUnit: (main) => rename(main, "Coal Market", "Coal Percent"),
  },
  miso: {
    zone: "US-MIDW-MISO",
    source: (baseUrl) => miso({ baseUrl }),
    fixture: "miso",
    play: json,
    set: (main, value) => {
      for (const row of main.Fuel.Type) row.ACT = value === null ? null : String(value);
    },
    shift: (main, ms) => {
      for (const row of main.Fuel.Type)
        row.INTERVALEST = `${moved(`${row.INTERVALEST.slice(0, 10)}T12:00Z`, ms).slice(0, 10)}${row.INTERVALEST.slice(10)}`;
    },
    wrongUnit: (main) => {
      main.Fuel.Type[0].CATEGORY = "Coal (%)";
    },
  },
  ercot: {
    zone: "US-TEX-ERCO",
    source: (baseUrl) => ercot({ baseUrl }),
    fixture: "ercot",
    play: json,
    set: (main, value) => {
      for (const day of Object.values<Bendable>(main.data))
        for (const interval of Object.values<Bendable>(day))
          for (const fuel of Object.keys(interval)) interval[fuel] = { gen: value };
    },
    shift: (main, ms) => {
      const all = Object.values<Bendable>(main.data).flatMap((day) => Object.entries(day));
      main.data = {
        day: Object.fromEntries(
          all.map(([stamp, mix]) => [
            `${moved(`${stamp.slice(0, 10)}T12:00Z`, ms).slice(0, 10)}${stamp.slice(10)}`,
            mix,
          ]),
        ),
      };
    },
    wrongUnit: (main) => {
      for (const day of Object.values<Bendable>(main.data))
        for (const interval of Object.values<Bendable>(day)) interval["Share of wind"] = { gen: 3 };
    },
  },
  "hydro-quebec": {
    zone: "CA-QC",
    source: (baseUrl) => hydroQuebec({ baseUrl }),
    fixture: "hydro-quebec",
    play: json,
    set: (main, value) => {
      for (const { valeurs } of main.details)
        for (const name of Object.keys(valeurs)) valeurs[name] = value;
    },
    shift: (main, ms) => {
      for (const row of main.details) row.date = moved(`${row.date}Z`, ms).slice(0, 19);
    },
    wrongUnit: (main) => {
      for (const row of main.details) row.valeurs["hydraulique (%)"] = 90;
    },
  },
  entsoe: {
    zone: "SE-SE3",
    source: (baseUrl) => entsoe({ token: "a-token-of-mine", baseUrl }),
    fixture: "entsoe.xml",
    play: (main) => (request, response) =>
      text(main.text, "text/xml; charset=UTF-8")(request, response),
    set: (main, value) => {
      main.text = main.text.replaceAll(
        /<quantity>[^<]*<\/quantity>/g,
        `<quantity>${value ?? ""}</quantity>`,
      );
    },
    shift: (main, ms) =>
      shiftAll(
        main,
        /\d{4}-\d\d-\d\dT\d\d:\d\dZ/g,
        ms,
        (found) => found,
        (iso) => `${iso.slice(0, 16)}Z`,
      ),
    wrongUnit: (main) => rename(main, "MAW", "P1"),
    wrongZone: (main) => rename(main, "10Y1001A1001A46L", "10Y1001A1001A47J"),
  },
  "electricity-maps": {
    zone: "SE-SE1",
    source: (baseUrl) => electricityMaps({ key: "a-key", baseUrl }),
    fixture: "electricity-maps-latest",
    play: (main) => (request, response) =>
      request.url?.includes("/forecast")
        ? json({ error: "not in your plan" }, 403)(request, response)
        : json(main)(request, response),
    set: (main, value) => {
      main.carbonIntensity = value;
    },
    shift: (main, ms) => {
      main.datetime = moved(main.datetime, ms);
    },
    wrongUnit: (main) => {
      main.emissionFactorType = "direct";
    },
    wrongZone: (main) => {
      main.zone = "PL";
    },
  },
  watttime: {
    zone: "US-CAL-CISO",
    source: (baseUrl) => wattTime({ user: "someone", password: "a secret", baseUrl }),
    fixture: "watttime-forecast",
    play: (main) => (request, response) =>
      json(request.url === "/login" ? fixture("watttime-login") : main)(request, response),
    set: (main, value) => {
      main.data[3].value = value;
      if (value === null) for (const point of main.data) point.value = null;
    },
    shift: (main, ms) => {
      for (const point of main.data) point.point_time = moved(point.point_time, ms);
    },
    wrongUnit: (main) => {
      main.meta.units = "percentile";
    },
    wrongZone: (main) => {
      main.meta.region = "PJM_DC";
    },
  },
  eia: {
    zone: "US-CAL-CISO",
    source: (baseUrl) => eia({ key: "a-key", baseUrl }),
    fixture: "eia",
    play: json,
    set: (main, value) => {
      for (const row of main.response.data) row.value = value;
    },
    shift: (main, ms) => {
      for (const row of main.response.data)
        row.period = moved(`${row.period}:00:00Z`, ms).slice(0, 13);
    },
    wrongUnit: (main) => {
      for (const row of main.response.data) row["value-units"] = "megawatts";
    },
    wrongZone: (main) => {
      for (const row of main.response.data) row.respondent = "PJM";
    },
  },
};
