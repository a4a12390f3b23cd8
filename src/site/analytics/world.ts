import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { merge } from "topojson-client";
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from "topojson-specification";
import { drawn, MAP_HEIGHT, MAP_WIDTH } from "./projection.ts";

type Countries = Topology<{ countries: GeometryCollection }>;
type Country = Polygon | MultiPolygon;

const ANTARCTICA = "010";

/** The land of the map as an SVG file to be used by reference; from Natural Earth, public domain. */
export function worldSvg(): string {
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-110m.json");
  const atlas = JSON.parse(readFileSync(file, "utf8")) as Countries;
  const countries = atlas.objects.countries.geometries.filter(({ id }) => id !== ANTARCTICA);
  const land = drawn(merge(atlas, countries as Country[]));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT}"><path id="land" d="${land}"/></svg>\n`;
}
