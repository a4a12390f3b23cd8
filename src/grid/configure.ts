import * as z from "zod";
import { eia } from "./eia.ts";
import { electricityMaps } from "./electricity-maps.ts";
import { energyCharts } from "./energy-charts.ts";
import { neso } from "./neso.ts";
import type { Source } from "./source.ts";
import { wattTime } from "./watttime.ts";

/** The variables and secrets of a deployment that choose its sources; all optional. */
export interface GridConfig {
  ELECTRICITY_MAPS_KEY?: string | undefined;
  /** Comma-separated zones the Electricity Maps plan covers (its free tier: one). All if unset. */
  ELECTRICITY_MAPS_ZONES?: string | undefined;
  EIA_KEY?: string | undefined;
  WATTTIME_USER?: string | undefined;
  WATTTIME_PASSWORD?: string | undefined;
  /** JSON: source name -> base URL, so that a stand-in server can play a provider. */
  GRID_BASE_URLS?: string | undefined;
}

/** A variable of {@link GridConfig} that cannot be read. */
export class GridConfigError extends Error {
  override readonly name = "GridConfigError";
  constructor(variable: string, why: string) {
    super(`${variable}: ${why}`);
  }
}

const baseUrls = z
  .object({
    "energy-charts": z.url(),
    neso: z.url(),
    eia: z.url(),
    "electricity-maps": z.url(),
    watttime: z.url(),
  })
  .partial()
  .strict();

/**
 * The sources to ask, best first: a zone goes to the first that serves it, and to the next when
 * that one fails. Electricity Maps leads because it measures every zone in one way.
 * @throws GridConfigError
 */
export function configureSources(config: GridConfig = {}): Source[] {
  const urls = readBaseUrls(config.GRID_BASE_URLS);
  const at = (name: keyof typeof urls) => {
    const url = urls[name];
    return url === undefined ? {} : { baseUrl: url.replace(/\/+$/, "") };
  };
  const sources: Source[] = [];
  if (config.ELECTRICITY_MAPS_KEY) {
    const zones = config.ELECTRICITY_MAPS_ZONES?.split(",").map((zone) => zone.trim());
    const key = config.ELECTRICITY_MAPS_KEY;
    sources.push(electricityMaps({ key, zones, ...at("electricity-maps") }));
  }
  if (config.EIA_KEY) sources.push(eia({ key: config.EIA_KEY, ...at("eia") }));
  sources.push(neso(at("neso")), energyCharts(at("energy-charts")));
  if (config.WATTTIME_USER && config.WATTTIME_PASSWORD) {
    const login = { user: config.WATTTIME_USER, password: config.WATTTIME_PASSWORD };
    sources.push(wattTime({ ...login, ...at("watttime") }));
  }
  return sources;
}

function readBaseUrls(text: string | undefined): z.infer<typeof baseUrls> {
  if (!text) return {};
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new GridConfigError("GRID_BASE_URLS", "not JSON");
  }
  const parsed = baseUrls.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new GridConfigError("GRID_BASE_URLS", z.prettifyError(parsed.error));
}
