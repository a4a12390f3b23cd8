import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eia } from "../../src/grid/eia.ts";
import { electricityMaps } from "../../src/grid/electricity-maps.ts";
import { energyCharts } from "../../src/grid/energy-charts.ts";
import { neso } from "../../src/grid/neso.ts";
import type { Source } from "../../src/grid/source.ts";
import { wattTime } from "../../src/grid/watttime.ts";
import { type Handler, json } from "./provider-server.ts";

/** The time that every fixture is written for. */
export const NOW_MS = Date.parse("2026-11-23T12:07:00Z");

/** A fixture is bent in ways no type would allow. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
export type Bendable = any;

export function fixture(name: string): Bendable {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, "../fixtures/grid", `${name}.json`), "utf8"),
  );
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
  /** Moves every time by some ms. */
  shift(main: Bendable, ms: number): void;
  /** Gives it a unit, or a kind of factor, that was not requested. */
  wrongUnit(main: Bendable): void;
  /** The path of the zone in the provider's answer. */
  wrongZone?(main: Bendable): void;
}

const moved = (text: string, ms: number) => new Date(Date.parse(text) + ms).toISOString();

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
    fixture: "neso",
    play: json,
    set: (main, value) => {
      main.data[1].intensity.actual = value;
      main.data[5].intensity.forecast = value;
      if (value !== null) return;
      for (const half of main.data) half.intensity = { forecast: null, actual: null };
    },
    shift: (main, ms) => {
      for (const half of main.data) {
        half.from = moved(half.from, ms);
        half.to = moved(half.to, ms);
      }
    },
    wrongUnit: (main) => {
      main.unit = "lb/MWh";
    },
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
