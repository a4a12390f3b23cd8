/** The rows of a small CSV by its header, cells trimmed. No cell here has a comma or a quote in it. */
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

/** A cell as a number; null where it is empty, NaN where it is no number. */
export const numberIn = (cell: string | undefined): number | null =>
  cell === undefined || cell === "" ? null : Number(cell);

const plain = (cell: string): string => cell.trim().replaceAll('"', "");
