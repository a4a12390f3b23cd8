/**
 * Replays a year of hourly grid intensities through the product's placement.
 *
 *     npm run replay -- FILE.csv[.xz]
 *
 * FILE: first column the hour (ISO 8601, UTC), one column an Electricity Maps zone, gCO2eq per kWh.
 * Writes results.md and results.svg beside this file.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DEFAULT_PUE } from "../../emissions/estimate.ts";
import { type Colo, colos } from "../colos.ts";
import { HOP_MS, PATH_STRETCH } from "../latency.ts";
import { DEFAULT_REGIONS, type Region } from "../regions.ts";
import { CLOUD_REGIONS } from "./cloud-regions.ts";
import { EUROPEAN_UNION, inhabitants } from "./demand.ts";
import { chart, type Experiment, table } from "./report.ts";
import { REQUEST, simulate } from "./simulate.ts";
import { readTrace } from "./trace.ts";

const BUDGETS_MS = [5, 11, 25, 50, 100];
/** Medians measured between Azure regions, North America and Europe, about the model's own. */
const STRETCHES = [1.84, 2.25];

const isEuropean = (country: string) => EUROPEAN_UNION.has(country);
const isAmerican = (country: string) => country === "US";
const within = (isIn: (country: string) => boolean) =>
  CLOUD_REGIONS.filter(({ zones: [zone = ""] }) => isIn(zone.slice(0, 2)));

const file = process.argv[2];
if (!file) {
  console.error("usage: npm run replay -- FILE.csv[.xz]");
  process.exit(1);
}

const trace = await readTrace(file);
const all = [...colos.values()];
const traced = all.filter(({ zone }) => zone !== null && trace.byZone.has(zone));
const experiments: Experiment[] = [];

function run(demand: string, sites: readonly Colo[], name: string, regions: readonly Region[]) {
  const outcomes = simulate(trace, sites, regions, BUDGETS_MS);
  experiments.push({ demand, regions: name, outcomes });
}

/** What 50 ms would save if paths were longer or shorter: the budget that reaches as far here. */
function stretched(demand: string, sites: readonly Colo[]): Experiment[] {
  const budgets = STRETCHES.map((stretch) => ((50 - HOP_MS) * PATH_STRETCH) / stretch + HOP_MS);
  return simulate(trace, sites, CLOUD_REGIONS, budgets).map((outcome, at) => ({
    demand,
    regions: `cloud regions, path stretch ${STRETCHES[at]}`,
    outcomes: [{ ...outcome, budgetMs: 50 }],
  }));
}

/** Every traced location as a region: what no list of cloud regions can beat. */
const everywhere = traced.map(({ code, zone, latitude, longitude }): Region => {
  const backend = { kind: "url" as const, url: `https://${code.toLowerCase()}.invalid` };
  return { id: code, backend, zones: [zone ?? ""], pue: DEFAULT_PUE, latitude, longitude };
});

const scopes: [string, (country: string) => boolean][] = [
  ["EU", isEuropean],
  ["US", isAmerican],
  ["world", () => true],
];
for (const [demand, isIn] of scopes) {
  const sites = traced.filter(({ country }) => isIn(country));
  run(demand, sites, "cloud regions", CLOUD_REGIONS);
  run(demand, sites, "location hints", DEFAULT_REGIONS);
  if (demand === "world") continue;
  run(demand, sites, `cloud regions in the ${demand}`, within(isIn));
  run(demand, sites, "every Cloudflare location", everywhere);
  experiments.push(...stretched(demand, sites));
}

const people = (sites: readonly Colo[]) =>
  sites.reduce((sum, { code }) => sum + (inhabitants.get(code) ?? 0), 0);
const coverage = scopes.map(([demand, isIn]) => {
  const share = (sites: readonly Colo[]) => sites.filter(({ country }) => isIn(country));
  const percent = (100 * people(share(traced))) / people(share(all));
  return `${demand}: ${share(traced).length} of ${share(all).length} locations, ${percent.toFixed(0)}% of the inhabitants`;
});

const markdown = `# A year of placement, replayed

Written by \`npm run replay\`; do not edit. ${trace.hours.length} hours from ${trace.hours[0]} to ${trace.hours.at(-1)}, ${trace.byZone.size} zones.
Trace: Electricity Maps 2022, by way of umassos/decarbonization-potential, Open Database License 1.0.

${table(experiments)}

Savings of carbon by \`decide()\`, against every request in the nearest region and against every request
at the location that took it. Operational: compute and memory, PUE included. Inclusive: with network
(central coefficient) and embodied carbon. Moves pay under the high network coefficient too.

- Request: ${REQUEST.cpuSeconds} vCPU-seconds, ${REQUEST.clientBytes} bytes to and from the caller, ${REQUEST.forwardedBytes} forwarded.
- Demand: cities above 15,000 inhabitants at the nearest Cloudflare location of their country, the peak
  at 16:00 solar time three times the trough (\`demand.ts\`). Covered by the trace: ${coverage.join("; ")}.
- Latency: great circle, light in fibre, path stretch 2.1, 1 ms for the hop (\`latency.ts\`).
- Regions: one cloud region a metropolitan area (\`cloud-regions.ts\`), anywhere unless the row says
  otherwise; location hints at the mean of the zones they are expected to land in.
- Known at each hour is that hour's own mean: no forecast error, no outage, no limit of capacity.
`;
const beside = (name: string) => join(import.meta.dirname, name);
await writeFile(beside("results.md"), markdown);
await writeFile(
  beside("results.svg"),
  chart(
    experiments,
    scopes.map(([demand]) => demand),
  ),
);
console.log(markdown);
