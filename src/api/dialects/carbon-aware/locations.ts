import type * as z from "zod";
import type { locations } from "../../../contract/carbon-aware.ts";
import { YEARLY_ZONES } from "../../../grid/yearly.ts";
import { colos } from "../../../placement/colos.ts";
import type { ZonesOf } from "./answers.ts";
import { CLOUD_LOCATIONS } from "./locations.table.ts";

interface Place {
  zone: string;
  latitude: number | null;
  longitude: number | null;
}

/**
 * Cloud regions by their own names and with the prefixes `aws:`, `gcp:` or `azure:`, Cloudflare locations by IATA code,
 * and zones of Electricity Maps. Every name refers to a single place.
 */
const PLACES: ReadonlyMap<string, Place> = new Map<string, Place>([
  ...cloudRegions(),
  ...[...colos.values()].flatMap(({ code, zone, latitude, longitude }): [string, Place][] =>
    zone === null ? [] : [[code, { zone, latitude, longitude }]],
  ),
  ...YEARLY_ZONES.map((zone): [string, Place] => [zone, { zone, latitude: null, longitude: null }]),
]);

/** The answer to `GET /locations`, as in the SDK. */
export const LOCATIONS: z.infer<typeof locations> = Object.fromEntries(
  [...PLACES].map(([name, { latitude, longitude }]) => [name, { latitude, longitude, name }]),
);

const byLowerCase: ReadonlyMap<string, Place> = new Map(
  [...PLACES].map(([name, place]) => [name.toLowerCase(), place]),
);

/** Finds locations by their names in any case, as the SDK does; a region's own id takes precedence. */
export const locator =
  (regions: readonly { id: string; zones: readonly string[] }[]): ZonesOf =>
  (name) => {
    const region = regions.find(({ id }) => id === name);
    if (region) return region.zones;
    const place = byLowerCase.get(name.toLowerCase());
    return place && [place.zone];
  };

function* cloudRegions(): Generator<[string, Place]> {
  for (const line of CLOUD_LOCATIONS.trim().split("\n")) {
    const [provider, name = "", zone = "", latitude, longitude] = line.split(" ");
    const place = { zone, latitude: Number(latitude), longitude: Number(longitude) };
    yield [name, place];
    yield [`${provider}:${name}`, place];
  }
}
