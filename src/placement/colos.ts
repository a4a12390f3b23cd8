import { YEARLY_ZONES } from "../grid/yearly.ts";
import { COLOS_BY_ZONE } from "./colos.table.ts";
import type { Coordinates } from "./latency.ts";

/** A Cloudflare location. */
export interface Colo extends Coordinates {
  /** IATA code, as reported by `request.cf.colo` and `/cdn-cgi/trace`. */
  code: string;
  /** Electricity Maps zone; null if the yearly table has none for the country. */
  zone: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** The source of a zone, best first: the location itself, its country, or only a hint. */
export type ZoneBasis = "colo" | "country" | "hint";

export interface KnownZone {
  /** One zone. For a hint, a blend: zones joined by "+", all equally likely. */
  zone: string;
  basis: ZoneBasis;
}

const zones: ReadonlySet<string> = new Set(YEARLY_ZONES);

/** Every Cloudflare location by code. */
export const colos: ReadonlyMap<string, Colo> = new Map(
  [...rows(COLOS_BY_ZONE)].map((colo) => [colo.code, colo]),
);

/** Countries that consist of several zones, with the zone of most of the population. */
const MAIN_ZONES: Readonly<Record<string, string>> = { CL: "CL-SEN", RU: "RU-1" };

/**
 * The grid zone to charge: that of the location, otherwise that of the country, otherwise the hint's blend. Null if
 * none of them is known.
 *
 *     zoneOf({ colo: "CDG" })                                          // { zone: "FR", basis: "colo" }
 *     zoneOf({ colo: "XXX", country: "DE" })                           // { zone: "DE", basis: "country" }
 *     zoneOf({ hintZones: ["US-SW-PNM", "US-NW-PGE"] })                // "US-SW-PNM+US-NW-PGE", "hint"
 */
export function zoneOf(where: {
  colo?: string | undefined;
  country?: string | undefined;
  hintZones?: readonly string[] | undefined;
}): KnownZone | null {
  const colo = where.colo === undefined ? undefined : colos.get(where.colo.toUpperCase());
  if (colo?.zone) return { zone: colo.zone, basis: "colo" };
  const country = (colo?.country ?? where.country ?? "").toUpperCase();
  const main = MAIN_ZONES[country] ?? country;
  if (zones.has(main)) return { zone: main, basis: "country" };
  return where.hintZones?.length ? { zone: where.hintZones.join("+"), basis: "hint" } : null;
}

function* rows(table: string): Generator<Colo> {
  for (const line of table.trim().split("\n")) {
    const [zone = "", ...fields] = line.split(" ");
    for (let at = 0; at + 2 < fields.length; at += 3) {
      const [code = "", latitude, longitude] = fields.slice(at, at + 3);
      yield {
        code,
        zone: zones.has(zone) ? zone : null,
        country: zone.slice(0, 2),
        latitude: Number(latitude),
        longitude: Number(longitude),
      };
    }
  }
}
