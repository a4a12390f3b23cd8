import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Intensity } from "../../grid/intensity.ts";

/** Hourly average intensity by zone, gCO2eq per kWh; NaN if the trace has no value. */
export interface IntensityTrace {
  /** Start of each hour, ISO 8601, UTC. */
  hours: string[];
  byZone: ReadonlyMap<string, Float64Array>;
}

/**
 * Reads a CSV whose first column is the hour and whose other columns are zones. The file may be plain or compressed
 * with `xz`.
 * @throws Error if the file cannot be read or a row is short
 */
export async function readTrace(file: string): Promise<IntensityTrace> {
  const lines = createInterface({ input: open(file) });
  const hours: string[] = [];
  const rows: number[][] = [];
  let zones: string[] | undefined;
  for await (const line of lines) {
    const [hour = "", ...cells] = line.split(",");
    if (!zones) {
      zones = cells;
      continue;
    }
    if (cells.length !== zones.length) throw new Error(`${file}: ${cells.length} cells at ${hour}`);
    hours.push(hour);
    rows.push(cells.map((cell) => (cell === "" ? Number.NaN : Number(cell))));
  }
  if (!zones || hours.length === 0) throw new Error(`${file} holds no hour`);
  return {
    hours,
    byZone: new Map(
      zones.map((zone, at) => [zone, Float64Array.from(rows, (row) => row[at] ?? Number.NaN)]),
    ),
  };
}

/** The snapshot that the product would have had in one hour. */
export function intensityAt(
  trace: IntensityTrace,
  hour: number,
  zone: string,
): Intensity | undefined {
  const gramsPerKwh = trace.byZone.get(zone)?.[hour];
  const at = trace.hours[hour];
  if (gramsPerKwh === undefined || Number.isNaN(gramsPerKwh) || !at) return undefined;
  return {
    zone,
    gramsPerKwh,
    kind: "live",
    signal: "average",
    validFrom: at,
    validTo: at,
    source: "electricity-maps-2022",
    isEstimated: false,
  };
}

function open(file: string): Readable {
  if (!file.endsWith(".xz")) return createReadStream(file);
  const xz = spawn("xz", ["-dc", file], { stdio: ["ignore", "pipe", "inherit"] });
  xz.on("exit", (code) => {
    if (code) xz.stdout.destroy(new Error(`xz -dc ${file} ended with ${code}`));
  });
  return xz.stdout;
}
