import uPlot from "uplot";
import { gramsScale, kwhScale, type ScaleOf, significant } from "../../pages/quantity.ts";
import { COLUMNS, clock, endOf, moment, readTable, startOf, type Table } from "./table.ts";

/** The page's charts. */
export interface Charts {
  /** Draws what the table holds now. */
  update(): void;
  destroy(): void;
}

/** The layers of a stacked chart, the whole first: each is painted over the one before. */
interface Layer {
  token: string;
  value(table: Table): number[];
}

const sum = (...columns: number[][]): number[] =>
  (columns[0] ?? []).map((_, row) => columns.reduce((all, column) => all + (column[row] ?? 0), 0));

const PLOTS: Record<string, { scale: ScaleOf; layers: Layer[] }> = {
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
  const data = (): uPlot.AlignedData => [
    table.seconds,
    ...plot.layers.map((layer) => layer.value(table)),
  ];
  const rescale = () => {
    scale = plot.scale(Math.max(0, ...(data()[1] as number[])));
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
        y: { range: (_, _min, max) => [0, max > 0 ? max * 1.06 : 1] },
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
        ...plot.layers.map(
          ({ token }): uPlot.Series => ({
            fill: () => color(token),
            width: 0,
            points: { show: false },
            paths: uPlot.paths.bars?.({ size: [0.72, 48], align: 1 }) as uPlot.Series.PathBuilder,
          }),
        ),
      ],
      hooks: {
        setCursor: [
          (self) => {
            const pointer = self.cursor.left ?? -1;
            // The bar under the pointer, which begins at its time; uPlot's own index is the nearest.
            const at = Math.floor(
              (self.posToVal(pointer, "x") - startOf(table)) / table.stepSeconds,
            );
            const seconds = table.seconds[at];
            readout.hidden = pointer < 0 || seconds === undefined;
            if (readout.hidden || seconds === undefined) return;
            const value = (self.data[1]?.[at] ?? 0) as number;
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

const scaleText = (scaleOf: ScaleOf, value: number): string => {
  const { factor, unit } = scaleOf(value);
  return `${significant(value / factor)} ${unit}`;
};

const significantTick = (tick: number): string => String(Number(tick.toPrecision(4)));
