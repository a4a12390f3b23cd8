import type { Footprint, ReplayResult } from "./simulate.ts";

/** One demand replayed for one kind of work against one table of regions. */
export interface Experiment {
  demand: string;
  work: string;
  regions: string;
  outcomes: ReplayResult[];
}

/** Share of carbon saved against a baseline, in percent. */
export const savedPercent = (
  outcome: ReplayResult,
  against: "nearest" | "staying",
  part: keyof Footprint,
): number => 100 * (1 - outcome.decided[part] / outcome[against][part]);

const HEADER = `| work | regions | demand | budget ms | operational, of staying | inclusive, of staying | operational, of nearest | inclusive, of nearest | stressed, of staying | with access, of staying | moved | mean added ms | g per request |
|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|`;

/** A Markdown table: savings in percent, one row per budget. */
export function table(experiments: readonly Experiment[]): string {
  const rows = experiments.flatMap(({ demand, work, regions, outcomes }) =>
    outcomes.map((outcome) => {
      const saved = (against: "nearest" | "staying", part: keyof Footprint) =>
        `${savedPercent(outcome, against, part).toFixed(1)}%`;
      const cells = [
        work,
        regions,
        demand,
        outcome.budgetMs,
        saved("staying", "operational"),
        saved("staying", "inclusive"),
        saved("nearest", "operational"),
        saved("nearest", "inclusive"),
        saved("staying", "stressed"),
        saved("staying", "withAccess"),
        `${((100 * outcome.moved) / outcome.requests).toFixed(0)}%`,
        (outcome.addedMs / (outcome.moved || 1)).toFixed(1),
        (outcome.decided.inclusive / outcome.requests).toExponential(2),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  return [HEADER, ...rows].join("\n");
}

const PANEL = { width: 250, height: 240, gap: 46, left: 44, top: 48 };
const LOWEST_PERCENT = -25;
const LINES = [
  { regions: "two pinned", color: "#0a7d4f", dash: "" },
  { regions: "sixty pinned", color: "#3557a5", dash: "2 3" },
  { regions: "location hints", color: "#b4530a", dash: "6 4" },
];

/** Operational carbon saved against staying by latency budget: one panel per demand. */
export function chart(experiments: readonly Experiment[], demands: readonly string[]): string {
  const width = PANEL.left + demands.length * (PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + 62;
  const panels = demands.map((demand, at) => {
    const shown = experiments.filter((experiment) => experiment.demand === demand);
    return `<g transform="translate(${PANEL.left + at * (PANEL.width + PANEL.gap)} ${PANEL.top})">${panel(demand, shown)}</g>`;
  });
  const legend = LINES.map(
    ({ regions, color, dash }, at) =>
      `<line x1="${PANEL.left + at * 150}" x2="${PANEL.left + 28 + at * 150}" y1="${height - 12}" y2="${height - 12}" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/>` +
      `<text x="${PANEL.left + 34 + at * 150}" y="${height - 8}">${regions}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<title>Operational carbon saved by placement, by latency budget</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${PANEL.left}" y="18" font-size="14" font-weight="600">Operational carbon saved against staying, 2022, hour by hour</text>
${[...panels, ...legend].join("\n")}
</svg>
`;
}

function panel(demand: string, experiments: readonly Experiment[]): string {
  const budgets = experiments[0]?.outcomes.map(({ budgetMs }) => budgetMs) ?? [];
  const x = (at: number) => (PANEL.width * (at + 0.5)) / budgets.length;
  const y = (percent: number) =>
    (PANEL.height * (100 - Math.max(LOWEST_PERCENT, percent))) / (100 - LOWEST_PERCENT);
  const grid = [-25, 0, 25, 50, 75, 100].map(
    (percent) =>
      `<line x2="${PANEL.width}" y1="${y(percent)}" y2="${y(percent)}" stroke="${percent === 0 ? "#888" : "#ddd"}"/>` +
      `<text x="-6" y="${y(percent) + 4}" text-anchor="end" fill="#666">${percent}%</text>`,
  );
  const ticks = budgets.map(
    (budget, at) =>
      `<text x="${x(at)}" y="${PANEL.height + 16}" text-anchor="middle" fill="#666">${budget}</text>`,
  );
  const series = LINES.flatMap(({ regions, ...style }) => {
    const found = experiments.find((experiment) => experiment.regions === regions);
    const saved = found?.outcomes.map((one) => savedPercent(one, "staying", "operational"));
    return saved ? [{ ...style, saved }] : [];
  });
  const lines = series.flatMap(({ color, dash, saved }) => [
    `<polyline points="${saved.map((percent, at) => `${x(at)},${y(percent)}`).join(" ")}" fill="none" stroke="${color}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
    ...saved.map((percent, at) => {
      const isAbove = series.every((other) => (other.saved[at] ?? 0) <= percent);
      return (
        `<circle cx="${x(at)}" cy="${y(percent)}" r="3.5" fill="${color}"/>` +
        `<text x="${x(at)}" y="${y(percent) + (isAbove ? -8 : 17)}" text-anchor="middle" fill="${color}" font-size="11">${Math.round(percent)}</text>`
      );
    }),
  ]);
  return [
    `<text y="-8" font-weight="600">${demand}</text>`,
    ...grid,
    ...ticks,
    `<text x="${PANEL.width / 2}" y="${PANEL.height + 34}" text-anchor="middle" fill="#666">added round trip allowed, ms</text>`,
    ...lines,
  ].join("\n");
}
