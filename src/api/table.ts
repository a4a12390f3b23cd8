import Papa from "papaparse";

type Value = string | number | boolean | null;
type TableRow = Record<string, Value>;

/** The first characters of a cell that a spreadsheet would interpret as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Comma-separated values (RFC 4180) with a header; the first row names the columns. */
export const toCsv = (rows: readonly object[]): string =>
  `${Papa.unparse(rows.map(flatten), { escapeFormulae: FORMULA, newline: "\r\n" })}\r\n`;

/** One JSON text per line. */
export const toNdjson = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/**
 * Turns `{ total_g: { min: 1 } }` into `{ total_g_min: 1 }`; a nested `value` keeps the outer name. Lists are left out,
 * because every row has the same columns.
 */
export function flatten(row: object): TableRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, Value][] =>
      Array.isArray(value)
        ? []
        : value !== null && typeof value === "object"
          ? Object.entries(flatten(value)).map(([inner, one]) => [
              inner === "value" ? name : `${name}_${inner}`,
              one,
            ])
          : [[name, value]],
    ),
  );
}
