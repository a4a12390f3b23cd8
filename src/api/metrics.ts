import { preferred } from "../contract/accept.ts";
import { PROBLEM_STATUS } from "../contract/refused.ts";
import { boundNear, cumulate, type Histogram } from "../ledger/histogram.ts";
import type { Refusals } from "../ledger/refusals.ts";
import type { Groups } from "../ledger/sums.ts";
import type { Totals } from "../ledger/totals.ts";

export const OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
export const PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

interface Counter {
  name: string;
  unit?: "grams" | "joules";
  help: string;
  value: (totals: Totals) => number;
}

const JOULES_PER_KWH = 3_600_000;
const MS_PER_SECOND = 1000;

const COUNTERS: readonly Counter[] = [
  { name: "requests", help: "Summaries answered.", value: ({ requests }) => requests },
  { name: "requests_heavy", help: "Requests with heavy work.", value: ({ heavy }) => heavy },
  { name: "requests_moved", help: "Requests that ran in a region.", value: ({ moved }) => moved },
  {
    name: "requests_held_out",
    help: "Requests kept at the edge at random although a move was due.",
    value: ({ holdouts }) => holdouts,
  },
  { name: "input_tokens", help: "Tokens read.", value: ({ inputTokens }) => inputTokens },
  { name: "output_tokens", help: "Tokens written.", value: ({ outputTokens }) => outputTokens },
  {
    name: "energy_joules",
    unit: "joules",
    help: "Energy used, central estimate.",
    value: ({ energyKwh }) => energyKwh.value * JOULES_PER_KWH,
  },
  {
    name: "emissions_grams",
    unit: "grams",
    help: "CO2e emitted, central estimate.",
    value: ({ totalGrams }) => totalGrams.value,
  },
  {
    name: "emissions_high_grams",
    unit: "grams",
    help: "CO2e emitted, upper bound.",
    value: ({ totalGrams }) => totalGrams.max,
  },
  {
    name: "emissions_counterfactual_grams",
    unit: "grams",
    help: "CO2e if all requests had stayed at the edge.",
    value: ({ counterfactualGrams }) => counterfactualGrams,
  },
];

const REFUSED = "greengist_requests_refused";
/** An error of HTTP without a type of its own is of type http. */
const PROBLEM_TYPES = [...Object.keys(PROBLEM_STATUS), "http"].sort();

interface Distribution {
  name: string;
  unit: "grams" | "seconds";
  help: string;
  histogram: (totals: Totals) => Histogram;
  /** Upper bounds of buckets in the histogram's own unit, and that unit in the exported one. */
  bounds: readonly number[];
  scale: number;
}

const DISTRIBUTIONS: readonly Distribution[] = [
  {
    name: "request_duration_seconds",
    unit: "seconds",
    help: "Time from a request to its answer; the sum is right to 4.8%.",
    histogram: ({ latency }) => latency,
    bounds: [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000].map(boundNear),
    scale: 1 / MS_PER_SECOND,
  },
  {
    name: "request_emissions_grams",
    unit: "grams",
    help: "CO2e of a request, central estimate; the sum is right to 4.8%.",
    histogram: ({ histogram }) => histogram,
    bounds: [1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1].map(
      boundNear,
    ),
    scale: 1,
  },
];

/** The form of metrics that a caller prefers: the text of Prometheus by default. */
export const metricsType = (accept: string | null): typeof PROMETHEUS | typeof OPENMETRICS =>
  preferred(accept, ["text/plain", "application/openmetrics-text"]) ===
  "application/openmetrics-text"
    ? OPENMETRICS
    : PROMETHEUS;

/**
 * Counters and histograms since the ledger began, by region, and refused requests by type: each type that there is,
 * also if it never came up, so that its first rise shows. In OpenMetrics 1.0 a family of counters is named without
 * the `_total` of its samples, in the text of Prometheus with it.
 */
export function toMetrics(
  regions: Groups,
  refusals: Refusals,
  type: typeof PROMETHEUS | typeof OPENMETRICS,
): string {
  const isOpen = type === OPENMETRICS;
  const labelled = Object.entries(regions).map(([key, totals]) => ({
    label: `region="${escapeText(key)}"`,
    totals,
  }));
  const head = (family: string, kind: string, unit: string | undefined, help: string) => [
    `# HELP ${family} ${escapeText(help)}`,
    `# TYPE ${family} ${kind}`,
    ...(unit && isOpen ? [`# UNIT ${family} ${unit}`] : []),
  ];
  const lines = [
    ...COUNTERS.flatMap(({ name, unit, help, value }) => {
      const family = `greengist_${name}`;
      return [
        ...head(isOpen ? family : `${family}_total`, "counter", unit, help),
        ...labelled.map(({ label, totals }) => `${family}_total{${label}} ${value(totals)}`),
      ];
    }),
    ...head(
      isOpen ? REFUSED : `${REFUSED}_total`,
      "counter",
      undefined,
      "Requests refused, by type of problem.",
    ),
    ...PROBLEM_TYPES.map((one) => `${REFUSED}_total{type="${one}"} ${refusals[one] ?? 0}`),
    ...DISTRIBUTIONS.flatMap((distribution) => {
      const family = `greengist_${distribution.name}`;
      return [
        ...head(family, "histogram", distribution.unit, distribution.help),
        ...labelled.flatMap(({ label, totals }) => samplesOf(family, label, totals, distribution)),
      ];
    }),
  ];
  return `${[...lines, ...(isOpen ? ["# EOF"] : [])].join("\n")}\n`;
}

function samplesOf(
  family: string,
  label: string,
  totals: Totals,
  { histogram, bounds, scale }: Distribution,
): string[] {
  const { counts, count, sum } = cumulate(histogram(totals), bounds);
  const buckets = bounds.map((bound, index) => {
    const le = Number((bound * scale).toPrecision(4));
    return `${family}_bucket{${label},le="${le}"} ${counts[index]}`;
  });
  return [
    ...buckets,
    `${family}_bucket{${label},le="+Inf"} ${count}`,
    `${family}_sum{${label}} ${sum * scale}`,
    `${family}_count{${label}} ${count}`,
  ];
}

const escapeText = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
