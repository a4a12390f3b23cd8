import uPlot from "uplot";
import { gramsScale, kwhScale, type ScaleOf, significant } from "../../pages/quantity.ts";
import { COLUMNS, clock, endOf, moment, readTable, startOf, type Table } from "./table.ts";

/** The page's charts. */
export interface Charts {
  /** Draws the current contents of the table. */
  update(): void;
  destroy(): void;
}

/** One series of a chart, painted over the previous one. */
interface Layer {
  /** The custom property of its color; none for the edge of a band. */
  token?: string;
  value(table: Table): number[];
}

/** A chart of stacked bars, with the total first; or of lines, with bands between pairs of them. */
interface Plot {
  scale: ScaleOf;
  layers: Layer[];
  bands?: { between: [upper: number, lower: number]; token: string }[];
}

const sum = (...columns: number[][]): number[] =>
  (columns[0] ?? []).map((_, row) => columns.reduce((all, column) => all + (column[row] ?? 0), 0));

const PLOTS: Record<string, Plot> = {
  saving: {
    scale: gramsScale,
    layers: [
      { value: (t) => t.column(COLUMNS.high) },
      { value: (t) => t.column(COLUMNS.low) },
      { token: "--stayed", value: (t) => t.column(COLUMNS.staying) },
      { token: "--accent", value: (t) => t.column(COLUMNS.total) },
    ],
    bands: [
      { between: [1, 2], token: "--uncertainty" },
      { between: [3, 4], token: "--saving" },
    ],
  },
  carbon: {
    scale: gramsScale,
    layers: [
      { token: "--embodied", value: (t) => t.column(COLUMNS.total) },
      {
        token: "--network",
        value: (t) => sum(t.column(COLUMNS.operational), t.column(COLUMNS.network)),
      },
      {
        token: "--operational",
        value: (t) => t.column(COLUMNS.operational),
      },
    ],
  },
  energy: {
    scale: kwhScale,
    layers: [{ token: "--energy", value: (t) => t.column(COLUMNS.energy) }],
  },
};

export function drawCharts(): Charts {
  const plots = [...document.querySelectorAll<HTMLElement>("[data-plot]")].flatMap(
    (element) => drawPlot(element) ?? [],
  );
  return {
    update: () => {
      for (const plot of plots) plot.update();
    },
    destroy: () => {
      for (const plot of plots) plot.destroy();
    },
  };
}

function drawPlot(element: HTMLElement): Charts | null {
  const plot = PLOTS[element.dataset.plot ?? ""];
  const first = readTable();
  if (!plot || !first) return null;
  element.setAttribute("aria-hidden", "true");
  let table = first;
  let scale = plot.scale(0);
  const color = (token: string) => getComputedStyle(element).getPropertyValue(token).trim();
  const unit = element.parentElement?.querySelector(".chart-unit");
  const data = (): uPlot.AlignedData => {
    const values = plot.layers.map((layer) => layer.value(table));
    if (!plot.bands) return [table.seconds, ...values];
    // A step reaches to the next point, so the last one needs a point at its end.
    const held = values.map((all) => [...all, ...all.slice(-1)]);
    return [[...table.seconds, endOf(table)], ...held];
  };
  /** The lines determine the height, and the band around them is cut, because it would flatten them otherwise. */
  const highest = () =>
    Math.max(0, ...(data().slice(plot.bands ? 3 : 1) as number[][]).flat()) *
    (plot.bands ? 1.25 : 1);
  const rescale = () => {
    scale = plot.scale(highest());
    if (unit) unit.textContent = scale.unit;
  };
  rescale();

  const readout = document.createElement("output");
  readout.className = "readout";
  readout.hidden = true;

  const axis: uPlot.Axis = {
    stroke: () => color("--ink-soft"),
    font: `12px ${color("--sans")}`,
    grid: { stroke: () => color("--line"), width: 1 },
    ticks: { show: false },
  };
  const chart = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      legend: { show: false },
      padding: [8, 20, 0, 0],
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { show: false },
        sync: { key: "series" },
      },
      scales: {
        x: { range: () => [startOf(table), endOf(table)] },
        y: { range: () => [0, highest() * 1.06 || 1] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 28,
          values: (_, ticks) => ticks.map((at) => clock(at, table)),
        },
        {
          ...axis,
          size: 52,
          space: 28,
          values: (_, ticks) =>
            ticks.map((tick) => (tick === 0 ? "0" : significantTick(tick / scale.factor))),
        },
      ],
      series: [
        {},
        ...plot.layers.map((layer) => (plot.bands ? line(layer, color) : bars(layer, color))),
      ],
      bands: plot.bands?.map(({ between, token }) => ({
        series: between,
        fill: () => color(token),
      })) as uPlot.Band[],
      hooks: {
        setCursor: [
          (self) => {
            const pointer = self.cursor.left ?? -1;
            // Selects the bar under the pointer, which begins at its time; uPlot's own index is that of the nearest
            // point.
            const at = Math.floor(
              (self.posToVal(pointer, "x") - startOf(table)) / table.stepSeconds,
            );
            const seconds = table.seconds[at];
            readout.hidden = pointer < 0 || seconds === undefined;
            if (readout.hidden || seconds === undefined) return;
            const value = (self.data[plot.bands ? plot.layers.length : 1]?.[at] ?? 0) as number;
            const shown = scaleText(plot.scale, value);
            readout.textContent = `${moment(seconds, table)}  ${shown}`;
            const x = self.bbox.left / devicePixelRatio + pointer;
            const left = Math.min(x + 10, element.clientWidth - readout.offsetWidth);
            readout.style.transform = `translate(${Math.round(left)}px, 0)`;
          },
        ],
      },
    },
    data(),
    element,
  );
  element.append(readout);

  const observer = new ResizeObserver(() =>
    chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
  );
  observer.observe(element);
  return {
    update: () => {
      table = readTable() ?? table;
      rescale();
      chart.setData(data());
    },
    destroy: () => {
      observer.disconnect();
      chart.destroy();
      readout.remove();
    },
  };
}

type Color = (token: string) => string;

const bars = ({ token = "" }: Layer, color: Color): uPlot.Series => ({
  fill: () => color(token),
  width: 0,
  points: { show: false },
  paths: uPlot.paths.bars?.({ size: [0.72, 48], align: 1 }) as uPlot.Series.PathBuilder,
});

/** Stepped, because each figure is the sum of an hour or a day. */
const line = ({ token }: Layer, color: Color): uPlot.Series => ({
  ...(token ? { stroke: () => color(token), width: 2 } : { width: 0 }),
  points: { show: false },
  paths: uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder,
});

const scaleText = (scaleOf: ScaleOf, value: number): string => {
  const { factor, unit } = scaleOf(value);
  return `${significant(value / factor)} ${unit}`;
};

const significantTick = (tick: number): string => String(Number(tick.toPrecision(4)));
