import * as z from "zod";
import { ATTRIBUTIONS, type AttributedName } from "./attributions.ts";
import { eia } from "./eia.ts";
import { electricityMaps } from "./electricity-maps.ts";
import { energyCharts } from "./energy-charts.ts";
import { entsoe } from "./entsoe.ts";
import { neso } from "./neso.ts";
import { caiso } from "./operators/caiso.ts";
import { ercot } from "./operators/ercot.ts";
import { hydroQuebec } from "./operators/hydro-quebec.ts";
import { miso } from "./operators/miso.ts";
import { nyiso } from "./operators/nyiso.ts";
import { spp } from "./operators/spp.ts";
import type { Source } from "./source.ts";
import { wattTime } from "./watttime.ts";

/** The variables and secrets of a deployment that choose its sources; all optional. */
export interface GridConfig {
  ELECTRICITY_MAPS_KEY?: string | undefined;
  /** Comma-separated zones that the Electricity Maps plan covers (its free tier: one). All if unset. */
  ELECTRICITY_MAPS_ZONES?: string | undefined;
  /** A token of the ENTSO-E Transparency Platform; free. */
  ENTSOE_TOKEN?: string | undefined;
  EIA_KEY?: string | undefined;
  WATTTIME_USER?: string | undefined;
  WATTTIME_PASSWORD?: string | undefined;
  /** JSON: source name -> base URL, so that a stand-in server can replace a provider. */
  GRID_BASE_URLS?: string | undefined;
}

/** A variable of {@link GridConfig} that cannot be read. */
export class GridConfigError extends Error {
  override readonly name = "GridConfigError";
  constructor(variable: string, why: string) {
    super(`${variable}: ${why}`);
  }
}

const baseUrls = z.partialRecord(
  z.enum(Object.keys(ATTRIBUTIONS) as [AttributedName, ...AttributedName[]]),
  z.url(),
);

/**
 * The sources to ask, best first: a zone is requested from the first source that serves it, and from the next if that
 * one fails. Electricity Maps comes first because it measures every zone with one method; then come the sources that
 * measure every few minutes, and last the mean of the newest day.
 * @throws GridConfigError
 */
export function configureSources(config: GridConfig = {}): Source[] {
  const urls = readBaseUrls(config.GRID_BASE_URLS);
  const at = (name: AttributedName) => {
    const url = urls[name];
    return url === undefined ? {} : { baseUrl: url.replace(/\/+$/, "") };
  };
  const sources: Source[] = [];
  if (config.ELECTRICITY_MAPS_KEY) {
    const zones = config.ELECTRICITY_MAPS_ZONES?.split(",").map((zone) => zone.trim());
    const key = config.ELECTRICITY_MAPS_KEY;
    sources.push(electricityMaps({ key, zones, ...at("electricity-maps") }));
  }
  sources.push(
    neso(at("neso")),
    caiso(at("caiso")),
    ercot(at("ercot")),
    nyiso(at("nyiso")),
    miso(at("miso")),
    spp(at("spp")),
    hydroQuebec(at("hydro-quebec")),
    energyCharts(at("energy-charts")),
  );
  if (config.ENTSOE_TOKEN) sources.push(entsoe({ token: config.ENTSOE_TOKEN, ...at("entsoe") }));
  if (config.EIA_KEY) sources.push(eia({ key: config.EIA_KEY, ...at("eia") }));
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
