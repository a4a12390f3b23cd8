/** The rows of a small CSV, keyed by its header, with trimmed cells. Cells must not contain a comma or a quote. */
export function readCsv(text: string): Record<string, string>[] {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(",").map(plain);
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const cells = line.split(",").map(plain);
      return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
    });
}

/** A cell as a number; null if it is empty, NaN if it is not a number. */
export const numberIn = (cell: string | undefined): number | null =>
  cell === undefined || cell === "" ? null : Number(cell);

const plain = (cell: string): string => cell.trim().replaceAll('"', "");
