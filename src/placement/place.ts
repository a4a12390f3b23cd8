import type { Intensity } from "../grid/intensity.ts";
import type { Region } from "./regions.ts";

/** A request for a region that is not in the table. */
export class UnknownRegionError extends Error {
  constructor(region: string, known: string[]) {
    super(`region "${region.slice(0, 64)}" is unknown; use "auto", "edge" or ${known.join(", ")}.`);
    this.name = "UnknownRegionError";
  }
}

/** Work that keeps a vCPU busy for longer is heavy: about 5,000 words for nano. */
export const HEAVY_CPU_SECONDS = 0.05;

export interface Candidate {
  region: Region;
  intensity: Intensity;
}

export interface Placement {
  weight: "light" | "heavy";
  /** Where to run; null is the edge. */
  chosen: Candidate | null;
  reason: string;
  /** Cleanest first. */
  candidates: Candidate[];
}

/** Light work stays at the edge; heavy work goes to the region with the lowest intensity. */
export function place({
  cpuSeconds,
  candidates,
  wanted,
}: {
  cpuSeconds: number;
  candidates: Candidate[];
  /** "auto", "edge" or the id of a region. */
  wanted: string;
}): Placement {
  const weight = cpuSeconds > HEAVY_CPU_SECONDS ? "heavy" : "light";
  const ranked = candidates.toSorted(
    (one, other) => one.intensity.gramsPerKwh - other.intensity.gramsPerKwh,
  );
  const decided = (chosen: Candidate | null, reason: string): Placement => ({
    weight,
    chosen,
    reason,
    candidates: ranked,
  });
  if (wanted === "edge") return decided(null, "The request asked for the edge.");
  if (wanted !== "auto") {
    const asked = ranked.find(({ region }) => region.id === wanted);
    if (!asked)
      throw new UnknownRegionError(
        wanted,
        ranked.map(({ region }) => region.id),
      );
    return decided(asked, `The request asked for ${wanted}.`);
  }
  if (weight === "light") return decided(null, "Light work runs where it came in.");
  const cleanest = ranked[0];
  if (!cleanest) return decided(null, "No region is configured.");
  return decided(
    cleanest,
    `${cleanest.region.id} has the lowest intensity, ${Math.round(cleanest.intensity.gramsPerKwh)} g/kWh.`,
  );
}
