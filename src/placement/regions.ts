import * as z from "zod";
import { DEFAULT_PUE } from "../emissions/estimate.ts";

/** An Electricity Maps zone. */
export const zone = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)*$/, "is not an Electricity Maps zone");

const isSecure = (url: URL) =>
  url.protocol === "https:" || (url.protocol === "http:" && url.hostname === "127.0.0.1");

const hints = [
  "wnam",
  "enam",
  "sam",
  "weur",
  "eeur",
  "apac",
  "apac-ne",
  "apac-se",
  "oc",
  "afr",
  "me",
] as const;

const backend = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("durable-object"), locationHint: z.enum(hints) }),
  z.strictObject({
    kind: z.literal("service"),
    binding: z.string().regex(/^[A-Za-z_]\w*$/, "is not the name of a binding"),
    cloudRegion: z.string().regex(/^(aws|gcp|azure):[a-z0-9-]+$/, 'is not like "aws:eu-north-1"'),
  }),
  z.strictObject({
    kind: z.literal("url"),
    url: z
      .string()
      .refine((text) => URL.canParse(text) && isSecure(new URL(text)), "is not an https URL"),
  }),
]);

const region = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.:-]{0,62}$/, "may hold only a-z, 0-9, '.', ':' and '-', 63 at most")
    .refine((id) => id !== "auto" && id !== "edge", "is reserved"),
  backend,
  /** Expected Electricity Maps zones, most likely first; the location that the backend reports takes precedence. */
  zones: z.array(zone).min(1),
  pue: z.number().min(1).max(3).default(DEFAULT_PUE.value),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** A place that heavy work can move to, and the way to reach it. */
export type Region = z.output<typeof region>;
export type LocationHint = (typeof hints)[number];

/** Thrown for an unusable list of regions; the message names each offending field. */
export class RegionsError extends Error {
  override name = "RegionsError";
  constructor(problems: readonly string[]) {
    super(`REGIONS is not usable: ${problems.join("; ")}`);
  }
}

const hinted = (
  locationHint: LocationHint,
  zones: string[],
  latitude: number,
  longitude: number,
): Region => ({
  id: locationHint,
  backend: { kind: "durable-object", locationHint },
  zones,
  pue: DEFAULT_PUE.value,
  latitude,
  longitude,
});

/**
 * One region per Durable Object location hint, at the main location of that hint. A hint is best effort: objects hinted
 * to South America are created in eastern North America (Cloudflare, "Data location"), and objects hinted to Africa and
 * the Middle East somewhere in Europe, so their expected zones are there.
 */
export const DEFAULT_REGIONS: readonly Region[] = [
  hinted("wnam", ["US-CAL-CISO", "US-CAL-LDWP", "US-NW-SCL"], 37.37, -121.93),
  hinted("enam", ["US-MIDA-PJM", "US-SE-SOCO"], 38.95, -77.45),
  hinted("sam", ["US-MIDA-PJM", "US-FLA-FPL"], 25.8, -80.29),
  hinted("weur", ["NL", "GB", "FR", "DE"], 52.31, 4.76),
  hinted("eeur", ["AT", "CZ", "PL"], 48.11, 16.57),
  hinted("apac", ["SG", "HK", "JP-TK"], 1.36, 103.99),
  hinted("apac-ne", ["JP-TK", "JP-KN", "KR"], 35.77, 140.39),
  hinted("apac-se", ["SG", "MY-WM"], 1.36, 103.99),
  hinted("oc", ["AU-NSW", "AU-VIC"], -33.95, 151.18),
  hinted("afr", ["DE", "FR", "GB", "NL", "AT", "CZ", "PL"], 43.44, 5.21),
  hinted("me", ["DE", "AT", "CZ", "PL"], 48.11, 16.57),
];

/**
 * Merges a configured JSON list into the table of regions: an entry with a known id replaces that region, and any other
 * entry is added.
 *
 *     mergeRegions('[{"id":"stockholm","backend":{"kind":"service","binding":"STOCKHOLM",
 *       "cloudRegion":"aws:eu-north-1"},"zones":["SE-SE3"],"latitude":59.33,"longitude":18.07}]')
 *
 * @throws RegionsError naming each offending field
 */
export function mergeRegions(
  json: string | undefined,
  base: readonly Region[] = DEFAULT_REGIONS,
): readonly Region[] {
  if (!json?.trim()) return base;
  const configured = parse(json);
  const byId = new Map([...base, ...configured].map((entry) => [entry.id, entry]));
  return [...byId.values()];
}

function parse(json: string): Region[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch {
    throw new RegionsError(["it is not JSON"]);
  }
  const result = z.array(region).safeParse(list);
  if (!result.success) {
    throw new RegionsError(
      result.error.issues.map((issue) => `${pathOf(issue.path)} ${issue.message}`),
    );
  }
  const ids = result.data.map((entry) => entry.id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw new RegionsError([`two regions have the id "${twice}"`]);
  return result.data;
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`),
    "REGIONS",
  );
