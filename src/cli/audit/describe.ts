import type { Term } from "./audit.ts";

/** Each term as stated and as recomputed, one per line, and whether all agree. */
export function describeAudit(terms: readonly Term[]): string {
  const width = Math.max(...terms.map(({ name }) => name.length));
  const lines = terms.map(({ name, unit, stated, redone, how, agrees }) => {
    const [said, found] = [stated, redone].map((figure) => figure.toPrecision(9).padStart(16));
    return `${agrees ? "  " : "! "}${name.padEnd(width)} ${said} ${found} ${unit.padEnd(3)}  ${how}`;
  });
  const off = terms.filter(({ agrees }) => !agrees).map(({ name }) => name);
  return [
    `  ${"".padEnd(width)} ${"stated".padStart(16)} ${"redone".padStart(16)}`,
    ...lines,
    "",
    off.length === 0
      ? "All terms agree."
      : `These terms do not follow from the inputs: ${off.join(", ")}.`,
  ].join("\n");
}
