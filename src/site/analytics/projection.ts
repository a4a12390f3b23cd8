import { type GeoPermissibleObjects, geoCircle, geoEqualEarth, geoPath } from "d3-geo";
import { type Coordinates, reachKm } from "../../placement/latency.ts";

/** The map's view box: the world without Antarctica, in an equal-area projection. */
export const MAP_WIDTH = 960;
export const MAP_HEIGHT = 422;

const projection = geoEqualEarth().scale(180.724).translate([480, 235.923]);
const path = geoPath(projection).digits(1);

/** SVG path data of a GeoJSON object. */
export const drawn = (shape: GeoPermissibleObjects): string => path(shape) ?? "";

/** Position of a place in the view box. */
export function project({ latitude, longitude }: Coordinates): { x: number; y: number } {
  const [x = 0, y = 0] = projection([longitude, latitude]) ?? [];
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}

const KM_PER_DEGREE = 111.195; // of a great circle

/**
 * The line around the places that a detour from `center` reaches within `addedMs` milliseconds, there and back, as SVG
 * path data. A line, not an area, whose border would run along the edge of the map where it includes a pole.
 */
export function ring({ latitude, longitude }: Coordinates, addedMs: number): string {
  const { coordinates } = geoCircle()
    .center([longitude, latitude])
    .radius(reachKm(addedMs) / KM_PER_DEGREE)();
  return drawn({ type: "LineString", coordinates: coordinates[0] ?? [] });
}

/** Height of an arc, as a share of its length. */
const BEND = 0.22;

/**
 * A curve from one place to another on the map. It is not the great circle, which may leave the map on one side and
 * return on the other.
 */
export function arc(from: Coordinates, to: Coordinates): string {
  const [start, end] = [project(from), project(to)];
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const x = (start.x + end.x) / 2;
  const y = Math.max(-40, (start.y + end.y) / 2 - length * BEND);
  return `M${start.x} ${start.y}Q${x.toFixed(1)} ${y.toFixed(1)} ${end.x} ${end.y}`;
}
