import type { ForeseenPlacementJson } from "../../contract/placement.ts";

/** A preview of the placement, in the format of `GET /v1/placement`. */
export type PlacementPreview = Pick<
  ForeseenPlacementJson,
  "candidates" | "ran" | "region" | "reason" | "zone" | "weight" | "staying_grams"
>;

/** A place where the text could be summarized. */
export interface PlaceOption {
  /** "edge", "device" or the id of a region. */
  id: string;
  /** Electricity Maps zone. */
  zone: string;
  /** Expected grams of CO2e; null if unknown. */
  grams: number | null;
  /** Milliseconds that a move there adds; null if unknown. */
  addedLatencyMs: number | null;
  isChosen: boolean;
  why: string;
  /** On this device: the bytes that a run still has to load, and grams of CO2e of loading them. */
  loads?: Loads | null;
}

interface Loads {
  bytes: number;
  grams: number;
}

/** The estimate of a run on this device. */
export interface DevicePreview {
  zone: string;
  grams: number;
  why: string;
  loads: Loads | null;
}

/**
 * The places of a preview: the chosen one first, then the edge, the regions from clean to dirty (one line each, even if
 * a region has several Durable Objects), and this device.
 */
export function placeOptions(
  { candidates, ran, region, reason, zone, staying_grams }: PlacementPreview,
  device: DevicePreview | null,
): PlaceOption[] {
  const edge: PlaceOption = {
    id: "edge",
    zone: ran === "edge" ? zone : "",
    grams: staying_grams ?? null,
    addedLatencyMs: 0,
    isChosen: ran === "edge",
    why: ran === "edge" ? reason : "",
  };
  const regions = new Map<string, PlaceOption>();
  for (const candidate of candidates) {
    const known = regions.get(candidate.region);
    const isChosen = ran === "region" && candidate.region === region;
    if (known && (known.grams ?? Infinity) <= (candidate.expected_grams ?? Infinity)) continue;
    regions.set(candidate.region, {
      id: candidate.region,
      zone: candidate.zone,
      grams: candidate.expected_grams,
      addedLatencyMs: candidate.added_latency_ms,
      isChosen,
      why: isChosen ? reason : candidate.why,
    });
  }
  const all = [edge, ...regions.values()].sort(
    (one, other) =>
      Number(other.isChosen) - Number(one.isChosen) ||
      Number(other.id === "edge") - Number(one.id === "edge") ||
      (one.grams ?? Infinity) - (other.grams ?? Infinity),
  );
  if (!device) return all;
  return [...all, deviceOption(device, false)];
}

export const deviceOption = (device: DevicePreview, isChosen: boolean): PlaceOption => ({
  id: "device",
  addedLatencyMs: 0,
  isChosen,
  ...device,
});
