import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { drawn, MAP_HEIGHT, MAP_WIDTH } from "./projection.ts";
import { subdivisionShapes } from "./subdivision-shapes.ts";
import { SUBDIVISIONS } from "./subdivisions.ts";

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const ANTARCTICA = "Antarctica";

/** Names that world-atlas abbreviates, by ISO 3166-1 alpha-2. */
const ABBREVIATED: Readonly<Record<string, string>> = {
  "United States of America": "US",
  "Dem. Rep. Congo": "CD",
  "Dominican Rep.": "DO",
  "Falkland Is.": "FK",
  "Côte d'Ivoire": "CI",
  "Central African Rep.": "CF",
  Congo: "CG",
  "Eq. Guinea": "GQ",
  eSwatini: "SZ",
  Palestine: "PS",
  Myanmar: "MM",
  Turkey: "TR",
  "Solomon Is.": "SB",
  "Bosnia and Herz.": "BA",
  Macedonia: "MK",
  "Trinidad and Tobago": "TT",
  "S. Sudan": "SS",
};

/**
 * The countries of the map as an SVG file for use by reference, each with its ISO 3166-1 alpha-2 code, large
 * ones in parts with their zones' names; from Natural Earth, public domain. Countries without a code are one shape,
 * "other".
 */
export function worldSvg(): string {
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-110m.json");
  const atlas = JSON.parse(readFileSync(file, "utf8")) as Countries;
  const codes = codesByName();
  const shapes = new Map<string, string>();
  for (const country of feature(atlas, atlas.objects.countries).features) {
    const { name } = country.properties;
    if (name === ANTARCTICA) continue;
    const id = ABBREVIATED[name] ?? codes.get(name) ?? "other";
    shapes.set(id, (shapes.get(id) ?? "") + drawn(country));
  }
  for (const country of Object.keys(SUBDIVISIONS)) shapes.delete(country);
  const paths = [...shapes, ...subdivisionShapes()].map(([id, d]) => `<path id="${id}" d="${d}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MAP_WIDTH} ${MAP_HEIGHT}"><g id="land">${paths.join("")}</g></svg>\n`;
}

function codesByName(): Map<string, string> {
  const names = new Intl.DisplayNames("en", { type: "region" });
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  // Former codes such as DD have the name of the country that succeeded.
  const current = codes.filter(
    (code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
  );
  return new Map(current.map((code) => [names.of(code) ?? code, code]));
}
