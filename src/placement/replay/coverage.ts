/**
 * Whose edge can have a live figure, and how often providers are asked.
 *
 *     npm run coverage
 */
import { configureSources, type GridConfig } from "../../grid/configure.ts";
import type { Source } from "../../grid/source.ts";
import { CLOUD_REGIONS } from "../cloud-regions.ts";
import { colos } from "../colos.ts";
import { PINNED_BY_DEFAULT } from "../pinned.ts";
import { DEFAULT_REGIONS } from "../regions.ts";
import { inhabitants } from "./demand.ts";

const REFRESHES_A_DAY = 96;
const MINUTES_BETWEEN = 15;
/** Means of a day or a rate at the margin are no live average. */
const NOT_LIVE = ["eia", "watttime"];

const all = [...colos.values()];
const everybody = sum(all.map(({ code }) => code));
const ofRegions = new Set(
  [...DEFAULT_REGIONS, ...CLOUD_REGIONS.filter(({ id }) => PINNED_BY_DEFAULT.includes(id))].flatMap(
    ({ zones }) => zones,
  ),
);
const edges = new Set(all.flatMap(({ zone }) => (zone === null ? [] : [zone])));

const CASES: [name: string, sources: Source[], zones: ReadonlySet<string>][] = [
  [
    "regions' zones alone, the two sources of before",
    keyless(["neso", "energy-charts"]),
    ofRegions,
  ],
  ["every edge's zone, the two sources of before", keyless(["neso", "energy-charts"]), edges],
  ["every edge's zone, without keys", live({}), edges],
  ["every edge's zone, with a free token of ENTSO-E", live({ ENTSOE_TOKEN: "token" }), edges],
];

console.log("Share of the demand model's inhabitants whose edge can have a live figure:\n");
for (const [name, sources, zones] of CASES) {
  const served = (zone: string | null) =>
    zone !== null && zones.has(zone) && sources.some((source) => source.serves(zone));
  const sites = all.filter(({ zone }) => served(zone));
  const share = (100 * sum(sites.map(({ code }) => code))) / everybody;
  console.log(`- ${name}: ${share.toFixed(1)}%, ${sites.length} of ${all.length} locations`);
}

const daily = configureSources({ EIA_KEY: "key" }).filter(({ name }) => name === "eia");
const byDay = all.filter(({ zone }) => zone !== null && daily.some((eia) => eia.serves(zone)));
const byDayShare = (100 * sum(byDay.map(({ code }) => code))) / everybody;
console.log(`- the newest day's mean, with a free key of EIA: ${byDayShare.toFixed(1)}%\n`);

console.log("Calls a day where requests come in everywhere, by provider:\n");
let calls = 0;
for (const source of configureSources({ ENTSOE_TOKEN: "token", EIA_KEY: "key" })) {
  const zones = [...edges].filter((zone) => source.serves(zone));
  const turn = zones.slice(0, source.maxZones);
  const perRefresh = await callsOf(source, turn);
  calls += perRefresh * REFRESHES_A_DAY;
  const everyMinutes = MINUTES_BETWEEN * Math.ceil(zones.length / source.maxZones);
  console.log(
    `- ${source.name}: ${perRefresh * REFRESHES_A_DAY}; ${zones.length} zones, each every ${everyMinutes} minutes`,
  );
}
console.log(`- all: ${calls}`);

function live(config: GridConfig): Source[] {
  return configureSources(config).filter(({ name }) => !NOT_LIVE.includes(name));
}

function keyless(names: readonly string[]): Source[] {
  return configureSources({}).filter(({ name }) => names.includes(name));
}

/** Calls that a source makes for some zones, without answering any. */
async function callsOf(source: Source, zones: readonly string[]): Promise<number> {
  let made = 0;
  const fetch = () => {
    made += 1;
    return Promise.reject(new Error("nobody is asked"));
  };
  const context = { fetch, nowMs: Date.now(), signal: AbortSignal.timeout(1_000) };
  await source.fetchIntensities(zones, context).catch(() => undefined);
  return made;
}

function sum(codes: readonly string[]): number {
  return codes.reduce((total, code) => total + (inhabitants.get(code) ?? 0), 0);
}
