import type { Footprint, Outcome } from "./simulate.ts";

/** One demand replayed against one table of regions. */
export interface Experiment {
  demand: string;
  regions: string;
  outcomes: Outcome[];
}

/** Share of carbon saved against a baseline, in percent. */
export const savedPercent = (
  outcome: Outcome,
  against: "nearest" | "staying",
  part: keyof Footprint,
): number => 100 * (1 - outcome.decided[part] / outcome[against][part]);

const HEADER = `| demand | regions | budget ms | operational, of nearest | operational, of staying | inclusive, of nearest | inclusive, of staying | moved | mean added ms | g per request |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|`;

/** A Markdown table: savings in percent, one row a budget. */
export function table(experiments: readonly Experiment[]): string {
  const rows = experiments.flatMap(({ demand, regions, outcomes }) =>
    outcomes.map((outcome) => {
      const saved = (against: "nearest" | "staying", part: keyof Footprint) =>
        `${savedPercent(outcome, against, part).toFixed(1)}%`;
      const cells = [
        demand,
        regions,
        outcome.budgetMs,
        saved("nearest", "operational"),
        saved("staying", "operational"),
        saved("nearest", "total"),
        saved("staying", "total"),
        `${((100 * outcome.moved) / outcome.requests).toFixed(0)}%`,
        (outcome.addedMs / (outcome.moved || 1)).toFixed(1),
        (outcome.decided.total / outcome.requests).toExponential(2),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  );
  return [HEADER, ...rows].join("\n");
}

/** Published savings at 5.5 ms one way. CarbonEdge, arXiv:2502.14076. */
const CARBON_EDGE: Readonly<Record<string, number>> = { EU: 67.8, US: 49.5 };
const CARBON_EDGE_MS = 11;

const PANEL = { width: 250, height: 240, gap: 46, left: 44, top: 48 };
const LOWEST_PERCENT = -25;
const LINES = [
  { regions: "cloud regions", colour: "#0a7d4f", dash: "" },
  { regions: "location hints", colour: "#b4530a", dash: "6 4" },
];

/** Operational carbon saved against the nearest region by latency budget: one panel a demand. */
export function chart(experiments: readonly Experiment[], demands: readonly string[]): string {
  const width = PANEL.left + demands.length * (PANEL.width + PANEL.gap);
  const height = PANEL.top + PANEL.height + 62;
  const panels = demands.map((demand, at) => {
    const shown = experiments.filter((experiment) => experiment.demand === demand);
    return `<g transform="translate(${PANEL.left + at * (PANEL.width + PANEL.gap)} ${PANEL.top})">${panel(demand, shown)}</g>`;
  });
  const legend = LINES.map(
    ({ regions, colour, dash }, at) =>
      `<line x1="${PANEL.left + at * 150}" x2="${PANEL.left + 28 + at * 150}" y1="${height - 12}" y2="${height - 12}" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>` +
      `<text x="${PANEL.left + 34 + at * 150}" y="${height - 8}">${regions}</text>`,
  );
  const mark = `<g transform="translate(${PANEL.left + 310} ${height - 12})">${diamond(0, 0)}</g><text x="${PANEL.left + 322}" y="${height - 8}">CarbonEdge, as published</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#222">
<title>Operational carbon saved by placement, by latency budget</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${PANEL.left}" y="18" font-size="14" font-weight="600">Operational carbon saved against the nearest region, 2022, hour by hour</text>
${[...panels, ...legend, mark].join("\n")}
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
    const saved = found?.outcomes.map((one) => savedPercent(one, "nearest", "operational"));
    return saved ? [{ ...style, saved }] : [];
  });
  const lines = series.flatMap(({ colour, dash, saved }) => [
    `<polyline points="${saved.map((percent, at) => `${x(at)},${y(percent)}`).join(" ")}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
    ...saved.map((percent, at) => {
      const isAbove = series.every((other) => (other.saved[at] ?? 0) <= percent);
      return (
        `<circle cx="${x(at)}" cy="${y(percent)}" r="3.5" fill="${colour}"/>` +
        `<text x="${x(at)}" y="${y(percent) + (isAbove ? -8 : 17)}" text-anchor="middle" fill="${colour}" font-size="11">${Math.round(percent)}</text>`
      );
    }),
  ]);
  const published = CARBON_EDGE[demand];
  const mark =
    published === undefined ? "" : diamond(x(budgets.indexOf(CARBON_EDGE_MS)), y(published));
  return [
    `<text y="-8" font-weight="600">${demand}</text>`,
    ...grid,
    ...ticks,
    `<text x="${PANEL.width / 2}" y="${PANEL.height + 34}" text-anchor="middle" fill="#666">added round trip allowed, ms</text>`,
    ...lines,
    mark,
  ].join("\n");
}

const diamond = (x: number, y: number) =>
  `<path d="M${x} ${y - 6}l6 6l-6 6l-6 -6z" fill="#fff" stroke="#333" stroke-width="1.5"/>`;
