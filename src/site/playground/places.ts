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
  /** Null if it cannot do the work. */
  grams: number | null;
  why: string;
  loads: Loads | null;
}

/**
 * The places of a preview: the chosen one first, then the edge, the regions from clean to dirty (one line each, even if
 * a region has several Durable Objects), and this device. Without a preview, this device alone, if it is chosen.
 */
export function placeOptions(
  preview: PlacementPreview | null,
  device: DevicePreview,
  isDeviceChosen: boolean,
): PlaceOption[] {
  const here = { id: "device", addedLatencyMs: 0, isChosen: isDeviceChosen, ...device };
  if (!preview) return isDeviceChosen ? [here] : [];
  const { candidates, ran, region, reason, zone, staying_grams } = preview;
  const isEdgeChosen = ran === "edge" && !isDeviceChosen;
  const edge: PlaceOption = {
    id: "edge",
    zone: ran === "edge" ? zone : "",
    grams: staying_grams ?? null,
    addedLatencyMs: 0,
    isChosen: isEdgeChosen,
    why: isEdgeChosen ? reason : "",
  };
  const regions = new Map<string, PlaceOption>();
  for (const candidate of candidates) {
    const known = regions.get(candidate.region);
    const isChosen = ran === "region" && candidate.region === region && !isDeviceChosen;
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
  return [edge, ...regions.values(), here].sort(
    (one, other) =>
      rankOf(one) - rankOf(other) || (one.grams ?? Infinity) - (other.grams ?? Infinity),
  );
}

const rankOf = ({ id, isChosen }: PlaceOption): number =>
  isChosen ? 0 : id === "edge" ? 1 : id === "device" ? 3 : 2;
