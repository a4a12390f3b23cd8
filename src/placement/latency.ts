export interface Coordinates {
  /** Degrees, north positive. */
  latitude: number;
  /** Degrees, east positive. */
  longitude: number;
}

const EARTH_RADIUS_KM = 6371.0088; // mean radius, IUGG
const FIBRE_KM_PER_MS = 199.86; // two thirds of the speed of light
/**
 * Ratio of measured latency to the latency of a straight fiber: the rule of thumb of Bozkurt et al., arXiv:1811.10737.
 * Azure's published medians (July 2023) give 2.25 between 13 regions of Europe and 1.84 between 11 of North America.
 */
export const PATH_STRETCH = 2.1;
/** Assumed time to hand a request over and back inside one building. */
export const HOP_MS = 1;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in km, by the haversine formula. */
export function distanceKm(from: Coordinates, to: Coordinates): number {
  const latitudes = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const longitudes = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord =
    latitudes + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * longitudes;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * Estimated milliseconds that a detour from `from` to `to` and back adds, for pairs without a measurement: the round
 * trip at the speed of light in fiber, times the path stretch, plus one hop.
 */
export const addedLatencyMs = (from: Coordinates, to: Coordinates): number =>
  (2 * distanceKm(from, to) * PATH_STRETCH) / FIBRE_KM_PER_MS + HOP_MS;

/** The distance in km for which {@link addedLatencyMs} estimates `addedMs` milliseconds. */
export const reachKm = (addedMs: number): number =>
  (Math.max(0, addedMs - HOP_MS) * FIBRE_KM_PER_MS) / (2 * PATH_STRETCH);
