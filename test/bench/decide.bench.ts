/**
 * Times `decide()` for 30 regions: `node test/bench/decide.bench.ts`. Prints microseconds; asserts nothing, because a
 * timing must not fail a test.
 */
import { yearly } from "../../src/grid/yearly.ts";
import { candidatesOf } from "../../src/placement/candidates.ts";
import { CLOUD_REGIONS } from "../../src/placement/cloud-regions.ts";
import { colos } from "../../src/placement/colos.ts";
import { decide, PLACEMENT_DEFAULTS } from "../../src/placement/decide.ts";

const REGIONS = 30;
const RUNS = 50_000;

const sites = [...colos.values()];
const inputs = sites.map((site) => ({
  weight: "heavy" as const,
  cpuSeconds: { stayed: 10, edge: 0.002, region: 10 },
  backboneBytes: 12_000,
  maxAddedLatencyMs: 100,
  edge: { zone: site.zone ?? "", intensity: yearly(site.zone ?? "") ?? null, pue: 1.2 },
  candidates: candidatesOf(CLOUD_REGIONS.slice(0, REGIONS), site, yearly),
  wanted: "auto",
  previous: null,
  holdoutDraw: 0.5,
  ...PLACEMENT_DEFAULTS,
}));

const micros: number[] = [];
let moved = 0;
for (let run = 0; run < RUNS; run++) {
  const input = inputs[run % inputs.length];
  if (!input) continue;
  const start = performance.now();
  moved += decide(input).ran === "region" ? 1 : 0;
  micros.push((performance.now() - start) * 1000);
}
const sorted = Float64Array.from(micros.slice(RUNS / 10)).sort();
const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1);
console.log(
  `decide(), ${REGIONS} regions, ${RUNS} runs, ${moved} moves: p50 ${at(0.5)} us, p99 ${at(0.99)} us`,
);
