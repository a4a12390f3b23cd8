import type { RegionsJson } from "../../contract/placement.ts";

const HEADER = ["region", "kind", "state", "runs in", "zone", "g/kWh", "of"];

/** A table of regions in plain text, in the order given. */
export function describeRegions({ regions }: RegionsJson): string {
  if (regions.length === 0) return "This deployment has no regions.";
  const rows = regions.map((one) => [
    one.instance ?? one.region,
    one.kind,
    one.state,
    one.colo ?? "unknown",
    one.basis === "hint" ? `${one.zone} (expected)` : one.zone,
    one.grams_per_kwh === null ? "unknown" : one.grams_per_kwh.toFixed(0),
    one.intensity ? `${one.intensity.kind}, ${one.intensity.source}` : "",
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
