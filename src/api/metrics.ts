import { percentile } from "../ledger/histogram.ts";
import type { GroupedEmissions } from "../ledger/query.ts";
import { savedGramsOf, type Totals } from "../ledger/totals.ts";

export const OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

interface Family {
  name: string;
  unit?: "grams" | "joules";
  help: string;
  value: (totals: Totals) => number;
}

const JOULES_PER_KWH = 3_600_000;

/**
 * Gauges instead of counters: they restart each day, and KV's lists may lag, so that a figure can be lower than a
 * moment ago. Prometheus would take that for a restart of the process and count everything again.
 */
const FAMILIES: readonly Family[] = [
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
    name: "energy",
    unit: "joules",
    help: "Energy used, central estimate.",
    value: ({ energyKwh }) => energyKwh.value * JOULES_PER_KWH,
  },
  {
    name: "emissions",
    unit: "grams",
    help: "CO2e emitted, central estimate.",
    value: ({ totalGrams }) => totalGrams.value,
  },
  {
    name: "emissions_high",
    unit: "grams",
    help: "CO2e emitted, upper bound.",
    value: ({ totalGrams }) => totalGrams.max,
  },
  {
    name: "emissions_saved",
    unit: "grams",
    help: "CO2e avoided compared with staying at the edge; negative if more was emitted.",
    value: savedGramsOf,
  },
];

const QUANTILES = [0.5, 0.9, 0.99];

/** The totals of the current day as OpenMetrics 1.0 text, by region. */
export function toOpenMetrics({
  totals,
  groups,
}: Pick<GroupedEmissions, "totals" | "groups">): string {
  const lines = FAMILIES.flatMap(({ name, unit, help, value }) => {
    const family = `greengist_today_${name}${unit ? `_${unit}` : ""}`;
    return [
      ...head(family, unit, `${help} Since midnight UTC, by region.`),
      ...groups.map(
        (group) => `${family}{region="${escapeText(group.key)}"} ${value(group.totals)}`,
      ),
    ];
  });
  const quantile = "greengist_today_emissions_per_request_grams";
  lines.push(...head(quantile, "grams", "CO2e of one request, by quantile. Since midnight UTC."));
  for (const q of QUANTILES) {
    const grams = percentile(totals.histogram, q);
    if (grams !== null) lines.push(`${quantile}{quantile="${q}"} ${grams}`);
  }
  return `${[...lines, "# EOF"].join("\n")}\n`;
}

const head = (family: string, unit: string | undefined, help: string): string[] => [
  `# TYPE ${family} gauge`,
  ...(unit ? [`# UNIT ${family} ${unit}`] : []),
  `# HELP ${family} ${escapeText(help)}`,
];

const escapeText = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
