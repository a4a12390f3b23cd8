import Papa from "papaparse";

type Value = string | number | boolean | null;
type TableRow = Record<string, Value>;

/** What a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Comma-separated values (RFC 4180) with a header; the first row names the columns. */
export const toCsv = (rows: readonly object[]): string =>
  `${Papa.unparse(rows.map(flatten), { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;

/** One JSON text a line. */
export const toNdjson = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** `{ total_g: { min: 1 } }` becomes `{ total_g_min: 1 }`, and a `value` goes without its name. */
export function flatten(row: object): TableRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, Value][] =>
      value !== null && typeof value === "object"
        ? Object.entries(flatten(value)).map(([inner, one]) => [
            inner === "value" ? name : `${name}_${inner}`,
            one,
          ])
        : [[name, value]],
    ),
  );
}
