import type { Intensity } from "../../grid/intensity.ts";
import type { Colo } from "../../placement/colos.ts";
import type { Region } from "../../placement/regions.ts";
import { diurnal, inhabitants } from "../../placement/replay/demand.ts";
import type { Edge, Load, World } from "../../region/place.ts";
import { Pool } from "../../region/pool.ts";
import { gramsOf, planOf } from "../plan.ts";
import { type Forecasts, uniformOf } from "./forecast.ts";

const HOUR_MS = 3_600_000;
/** The interval at which a job renews its plan (`job.ts`). */
const REPLAN_HOURS = 3;

/** A job of the simulated week. */
export interface JobArrival {
  atMs: number;
  edge: Edge;
}

/** Grams of CO2e, summed over jobs. */
export interface Sums {
  /** Run at once at the location that received it. */
  home: number;
  /** Run at once at the location that placement chooses. */
  atOnce: number;
  /** Run at the planned time and place. */
  deferred: number;
  waitedHours: number;
  jobs: number;
}

/** The jobs that arrive over a week: locations by number of inhabitants, hours by the demand model's day. */
export function arrivals(sites: readonly Colo[], fromMs: number, perDay: number): JobArrival[] {
  const draw = uniformOf("a week of jobs");
  const pick = (weights: readonly number[]) => {
    let left = draw() * weights.reduce((sum, weight) => sum + weight, 0);
    return Math.max(
      0,
      weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      }),
    );
  };
  const byPlace = sites.map(({ code }) => inhabitants.get(code) ?? 0);
  return Array.from({ length: 7 * perDay }, (_, index): JobArrival => {
    const site = sites[pick(byPlace)] as Colo;
    const hour = pick(Array.from({ length: 24 }, (__, utc) => diurnal(utc, site.longitude)));
    const dayMs = fromMs + Math.floor(index / perDay) * 24 * HOUR_MS;
    const edge = { colo: site.code, country: site.country, caller: undefined };
    return { atMs: dayMs + hour * HOUR_MS, edge };
  });
}

/** Plans and runs every job as the product does, based on the forecasts, and charges the actual intensities. */
export function deferred(
  jobs: readonly JobArrival[],
  load: Load,
  regions: readonly Region[],
  forecasts: Forecasts,
  windowHours: number,
): Sums {
  const pool = new Pool(1);
  const worlds = new Map<string, World>();
  const worldOf = (nowHour: number, atHour: number): World => {
    const key = `${nowHour} ${atHour}`;
    const known = worlds.get(key);
    if (known) return known;
    const intensities = new Map<string, Intensity | undefined>();
    const world: World = {
      regions,
      pool,
      holdoutShare: 0,
      knownColos: {},
      backendOf: () => {
        throw new Error("nothing is sent in a replay");
      },
      intensityOf: (zone) => {
        if (!intensities.has(zone))
          intensities.set(zone, forecasts.intensityAt(zone, nowHour, atHour));
        return intensities.get(zone);
      },
    };
    worlds.set(key, world);
    return world;
  };
  const sums: Sums = { home: 0, atOnce: 0, deferred: 0, waitedHours: 0, jobs: 0 };
  for (const { atMs, edge } of jobs) {
    const untilMs = atMs + windowHours * HOUR_MS - 2 * 60_000;
    let nowMs = atMs;
    for (;;) {
      const nowHour = forecasts.hourAt(nowMs);
      const worldAt = (ms: number) => worldOf(nowHour, forecasts.hourAt(ms));
      const plan = planOf(load, edge, worldAt, nowMs, untilMs);
      if (plan.atMs <= nowMs) break;
      nowMs = Math.min(plan.atMs, nowMs + REPLAN_HOURS * HOUR_MS);
    }
    const trueAt = (ms: number) => worldOf(forecasts.hourAt(ms), forecasts.hourAt(ms));
    const home = gramsOf({ ...load, wanted: "edge" }, edge, trueAt(atMs));
    const atOnce = gramsOf(load, edge, trueAt(atMs));
    const then = gramsOf(load, edge, trueAt(nowMs));
    if (home === null || atOnce === null || then === null) continue;
    sums.home += home;
    sums.atOnce += atOnce;
    sums.deferred += then;
    sums.waitedHours += (nowMs - atMs) / HOUR_MS;
    sums.jobs += 1;
  }
  return sums;
}
