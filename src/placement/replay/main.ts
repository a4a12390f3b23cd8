/**
 * Replays a year of hourly grid intensities through the product's placement.
 *
 *     npm run replay -- FILE.csv[.xz]
 *
 * FILE: first column the hour (ISO 8601, UTC), then one column per Electricity Maps zone, gCO2eq per kWh. Writes
 * results.md and results.svg beside this file.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CLOUD_REGIONS } from "../cloud-regions.ts";
import { type Colo, colos } from "../colos.ts";
import { PINNED_BY_DEFAULT } from "../pinned.ts";
import { DEFAULT_REGIONS, type Region } from "../regions.ts";
import { EUROPEAN_UNION, inhabitants } from "./demand.ts";
import { chart, type Experiment, table } from "./report.ts";
import { type Scope, simulate } from "./simulate.ts";
import { readTrace } from "./trace.ts";
import { shippedWork } from "./work.ts";

const BUDGETS_MS = [50, 100, 300];

const pinned = (...ids: readonly string[]): Region[] =>
  CLOUD_REGIONS.filter(({ id }) => ids.includes(id));

/** The default two, and the cleanest region of each other continent that has a clean one. */
const SIX = [
  ...PINNED_BY_DEFAULT,
  "aws:eu-west-3",
  "aws:us-west-2",
  "aws:sa-east-1",
  "azure:newzealandnorth",
];

/** The default table of a deployment is first. */
const TABLES: readonly [name: string, regions: readonly Region[]][] = [
  ["two pinned", pinned(...PINNED_BY_DEFAULT)],
  ["six pinned", pinned(...SIX)],
  ["sixty pinned", CLOUD_REGIONS],
  ["location hints", DEFAULT_REGIONS],
];

const SCOPES: readonly Scope[] = [
  { name: "EU", has: ({ country }) => EUROPEAN_UNION.has(country) },
  { name: "US", has: ({ country }) => country === "US" },
  { name: "world", has: () => true },
];

const file = process.argv[2];
if (!file) {
  console.error("usage: npm run replay -- FILE.csv[.xz]");
  process.exit(1);
}

const trace = await readTrace(file);
const all = [...colos.values()];
const traced = all.filter(({ zone }) => zone !== null && trace.byZone.has(zone));
const works = await shippedWork();

const experiments: Experiment[] = works.flatMap((work) =>
  TABLES.flatMap(([regions, list]) =>
    [...simulate(trace, traced, list, BUDGETS_MS, work, SCOPES)].map(([demand, outcomes]) => ({
      work: work.name,
      regions,
      demand,
      outcomes,
    })),
  ),
);

const people = (sites: readonly Colo[]) =>
  sites.reduce((sum, { code }) => sum + (inhabitants.get(code) ?? 0), 0);
const coverage = SCOPES.map(({ name, has }) => {
  const percent = (100 * people(traced.filter(has))) / people(all.filter(has));
  return `${name}: ${traced.filter(has).length} of ${all.filter(has).length} locations, ${percent.toFixed(0)}% of the inhabitants`;
});

const requests = works.map(
  ({ name, cpuSeconds, backboneBytes }) =>
    `${name}, ${cpuSeconds.stayed.toFixed(3)} vCPU-seconds and ${backboneBytes} bytes to and from a region`,
);

const markdown = `# A year of placement, replayed

Written by \`npm run replay\`; do not edit. ${trace.hours.length} hours from ${trace.hours[0]} to ${trace.hours.at(-1)}, ${trace.byZone.size} zones.
Trace: Electricity Maps 2022, by way of umassos/decarbonization-potential, Open Database License 1.0.

${table(experiments)}

Savings of carbon by \`decide()\`, against every request at the location that took it (staying) and
against every request in the nearest of the regions (nearest). Operational: compute and memory, PUE
included. Inclusive: with the backbone between edge and region (central coefficient) and manufacturing.
Stressed: inclusive, with the backbone at 0.02 kWh per GB. With access: inclusive, with the network
between caller and edge, which is the same wherever the work runs.

- Requests (\`work.ts\`): ${requests.join("; ")}. The edge reads the document and chooses its sentences.
- Regions: two pinned are what \`npm run deploy\` makes, ${PINNED_BY_DEFAULT.join(" and ")}; six are
  ${SIX.join(", ")}; sixty are one cloud region a metropolitan area (\`cloud-regions.ts\`); location hints,
  those of Durable Objects, are taken at the mean of the zones that they are expected to land in.
- Demand: cities above 15,000 inhabitants at the nearest Cloudflare location of their country, the peak
  at 16:00 solar time three times the trough (\`demand.ts\`). Covered by the trace: ${coverage.join("; ")}.
- Latency: great circle, light in fiber, path stretch 2.1, 1 ms for the hop (\`latency.ts\`).
- Known at each hour is that hour's own mean: no forecast error, no outage, no limit of capacity.
`;
const beside = (name: string) => join(import.meta.dirname, name);
const ofWriter = experiments.filter(({ work }) => work === works[0]?.name);
await writeFile(beside("results.md"), markdown);
await writeFile(
  beside("results.svg"),
  chart(
    ofWriter,
    SCOPES.map(({ name }) => name),
  ),
);
console.log(markdown);
