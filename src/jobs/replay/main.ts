/**
 * Replays a week of jobs that may wait, through the product's plan and placement.
 *
 *     npm run replay:jobs -- FILE.csv[.xz] [FIRST_DAY]
 *
 * FILE: as for `npm run replay`. Writes results.md beside this file.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configureSources } from "../../grid/configure.ts";
import { CLOUD_REGIONS } from "../../placement/cloud-regions.ts";
import { colos } from "../../placement/colos.ts";
import { PINNED_BY_DEFAULT } from "../../placement/pinned.ts";
import { inhabitants } from "../../placement/replay/demand.ts";
import { readTrace } from "../../placement/replay/trace.ts";
import { shippedWork } from "../../placement/replay/work.ts";
import type { Load } from "../../region/place.ts";
import { type Forecasting, Forecasts } from "./forecast.ts";
import { arrivals, deferred } from "./week.ts";

const WINDOWS_HOURS = [1, 6, 24, 48];
const JOBS_A_DAY = 1_000;
const HORIZON_HOURS = 24;
/** Sources without a key that provide forecasts. */
const FORECASTING = ["neso", "energy-charts"];

const [, , file, day = "2022-10-10"] = process.argv;
if (!file) {
  console.error("usage: npm run replay:jobs -- FILE.csv[.xz] [FIRST_DAY]");
  process.exit(1);
}

const trace = await readTrace(file);
const traced = [...colos.values()].filter(
  ({ zone, code }) => zone !== null && trace.byZone.has(zone) && inhabitants.has(code),
);
const keyless = configureSources({}).filter(({ name }) => FORECASTING.includes(name));
const [writer] = await shippedWork();
if (!writer) throw new Error("models/ has no work to replay");

const FORECASTS: [name: string, forecasting: Forecasting][] = [
  ["perfect, every grid", { isForecast: () => true, horizonHours: HORIZON_HOURS, errorScale: 0 }],
  [
    "NESO's errors, every grid",
    { isForecast: () => true, horizonHours: HORIZON_HOURS, errorScale: 1 },
  ],
  [
    "twice those, every grid",
    { isForecast: () => true, horizonHours: HORIZON_HOURS, errorScale: 2 },
  ],
  [
    "NESO's errors, keyless sources' grids",
    {
      isForecast: (zone) => keyless.some((source) => source.serves(zone)),
      horizonHours: HORIZON_HOURS,
      errorScale: 1,
    },
  ],
];

/** Movable work may run in the two pinned regions; light work stays at its edge. */
const WORKS: [name: string, load: Load][] = [
  ["written, may move", loadOf(writer, "heavy")],
  ["the same, kept at home", { ...loadOf(writer, "heavy"), wanted: "edge" }],
];
const regions = CLOUD_REGIONS.filter(({ id }) => PINNED_BY_DEFAULT.includes(id));
const jobs = arrivals(traced, Date.parse(`${day}T00:00:00Z`), JOBS_A_DAY);

const rows = WORKS.flatMap(([work, load]) =>
  FORECASTS.flatMap(([forecast, forecasting]) => {
    const known = new Forecasts(trace, forecasting);
    return WINDOWS_HOURS.map((window) => {
      const {
        home,
        atOnce,
        deferred: later,
        waitedHours,
        jobs: count,
      } = deferred(jobs, load, regions, known, window);
      const less = (from: number) => `${(100 * (1 - later / from)).toFixed(1)}%`;
      const grams = (sum: number) => ((1_000 * sum) / count).toFixed(4);
      const row = `| ${[work, forecast, `${window} h`, grams(home), grams(atOnce), grams(later), less(atOnce), less(home), `${(waitedHours / count).toFixed(1)} h`].join(" | ")} |`;
      console.error(row);
      return row;
    });
  }),
);

const markdown = `# A week of jobs that may wait, replayed

Written by \`npm run replay:jobs\`; do not edit. ${JOBS_A_DAY} jobs a day for 7 days from ${day}; the shipped
writer's work. Trace: Electricity Maps 2022, by way of umassos/decarbonization-potential, Open Database
License 1.0.

| work | forecasts | window | mg at once at home | mg at once | mg when planned | less than at once | less than at home | mean wait |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}

Milligrams of CO2e a job, inclusive of manufacturing and the backbone, without the way between caller and
edge. At once is the product's own placement among ${PINNED_BY_DEFAULT.join(" and ")}; when planned is the
same at the time that the product's plan chose, made anew every 3 hours, charged by what then was true.

- Demand: \`placement/replay/demand.ts\`, at the ${traced.length} locations whose grid the trace has.
- Forecasts reach ${HORIZON_HOURS} hours ahead. NESO's errors, and their source: \`forecast.ts\`; they are taken for
  every zone, since no other provider's past forecasts are kept. A grid that is not forecast is taken to stay.
- Keyless sources forecast Great Britain and the countries of Energy-Charts; the regions' own grids, which are
  a bidding zone and Québec, they do not forecast.
`;
await writeFile(join(import.meta.dirname, "results.md"), markdown);
console.log(markdown);

function loadOf(work: typeof writer & object, weight: "heavy" | "light"): Load {
  const { cpuSeconds, memoryGb, backboneBytes } = work;
  const common = { maxAddedLatencyMs: undefined, isBatch: true, holdoutDraw: 1 };
  return { ...common, cpuSeconds, memoryGb, backboneBytes, wanted: "auto", weight };
}
