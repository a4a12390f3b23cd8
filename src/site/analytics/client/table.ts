/** Columns of the table that the charts are drawn from, following the time column. */
export const COLUMNS = {
  operational: 1,
  network: 2,
  embodied: 3,
  total: 4,
  staying: 5,
  energy: 6,
  low: 7,
  high: 8,
};

/** The page's table of the series, which the charts are drawn from. */
export interface Table {
  seconds: number[];
  column(index: number): number[];
  stepSeconds: number;
}

/** Null on a page without requests, which has no table. */
export function readTable(): Table | null {
  const table = document.querySelector<HTMLTableElement>("#series");
  if (!table) return null;
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const value = (cell: Element | undefined) =>
    Number(cell?.querySelector("data")?.value ?? cell?.textContent ?? 0);
  return {
    seconds: rows.map((row) => Date.parse(row.querySelector("time")?.dateTime ?? "") / 1000),
    column: (index) => rows.map((row) => value(row.cells[index + 1])),
    stepSeconds: table.dataset.groupBy === "hour" ? 3600 : 86_400,
  };
}

export const startOf = ({ seconds }: Table): number => seconds[0] ?? 0;
export const endOf = ({ seconds, stepSeconds }: Table): number =>
  (seconds.at(-1) ?? 0) + stepSeconds;

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** An axis label: the hour, or the day at midnight and between days. */
export const clock = (seconds: number, { stepSeconds }: Table): string => {
  const text = iso(seconds);
  return stepSeconds < 86_400 && seconds % 86_400 !== 0 ? text.slice(11, 16) : text.slice(5, 10);
};

export const moment = (seconds: number, { stepSeconds }: Table): string =>
  stepSeconds < 86_400 ? iso(seconds).slice(5, 16).replace("T", " ") : iso(seconds).slice(0, 10);
