import type { AccessConfig } from "../api/guard/access.ts";
import { configurePages, type UrlConfig } from "../api/input/url/configure.ts";
import type { PageReader } from "../api/input/url/page.ts";
import { configureSources, type GridConfig } from "../grid/configure.ts";
import type { Source } from "../grid/source.ts";
import { GridStore } from "../grid/store.ts";
import { yearly } from "../grid/yearly.ts";
import { configureLedger, type LedgerConfig, type LedgerSettings } from "../ledger/configure.ts";
import { PLACEMENT_DEFAULTS } from "../placement/decide.ts";
import { DEFAULT_REGIONS, mergeRegions, type Region } from "../placement/regions.ts";
import { Offers } from "../region/offers.ts";
import { Pool } from "../region/pool.ts";
import { createLocator } from "../region/trace.ts";
import { numberOf, SettingError, switchOf, textOf } from "../settings.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import { type CorsConfig, configureCors } from "./cors.ts";
import { configureLimits, type LimitsConfig } from "./limits.ts";
import type { SimulationConfig } from "./simulation.ts";

/** Variables and secrets of a deployment; all optional. */
export interface Settings
  extends GridConfig,
    LedgerConfig,
    AccessConfig,
    SimulationConfig,
    UrlConfig,
    CorsConfig,
    LimitsConfig {
  /** JSON list of regions laid over the default table. */
  REGIONS?: string | undefined;
  /** Durable Objects a region, 1 to 100. */
  REGION_POOL_SIZE?: string | undefined;
  /** Shared by the edge and regions of kind service and URL. */
  REGION_SECRET?: string | undefined;
  /** Share of due moves kept at the edge to measure against, 0 to 1. */
  HOLDOUT_SHARE?: string | undefined;
  /** A grid dirtier than this, in g/kWh, means the smallest model; 0 to 10000. */
  SMALL_MAX_GRAMS_PER_KWH?: string | undefined;
  /** "off" leaves the writer out of the Worker: its work takes seconds of CPU, more than some plans allow. */
  EDGE_WRITER?: string | undefined;
  /** Where an object asks which data centre it runs in. */
  TRACE_URL?: string | undefined;
  /** The grid that feeds this deployment, where no platform tells its location. */
  ZONE?: string | undefined;
}

declare global {
  /** Wrangler's generated `Env` knows the bindings; settings come as variables or secrets. */
  interface Env extends Settings {
    /** A host on Node hands its writers over as the platform does its bindings. */
    WRITERS?: Writers;
  }
}

/** What one isolate makes of its settings, once. */
export interface Deployment {
  regions: readonly Region[];
  sources: Source[];
  store: GridStore;
  pool: Pool;
  /** What writes in regions. */
  offers: Offers;
  ledger: LedgerSettings;
  holdoutShare: number;
  /** Undefined where the grid does not matter to the choice of a model. */
  smallMaxGramsPerKwh: number | undefined;
  /** Undefined where callers may not name pages to read. */
  pages: PageReader | undefined;
  cors: ReturnType<typeof configureCors>;
  isKeyRequired: boolean;
  isRateLimited: boolean;
  maxCpuSeconds: number;
  bodyDeadlineMs: number;
  maxConcurrent: number;
  /** Where this isolate runs. */
  locate: () => Promise<string | null>;
}

const DEFAULT_POOL_SIZE = 2;

/** Throws `SettingError`, `RegionsError` or `GridConfigError`, each naming the variable at fault. */
export function configure(settings: Settings, grid: KVNamespace): Deployment {
  // Read by itself, since /healthz answers whatever is wrong with the others.
  switchOf("EDGE_WRITER", settings.EDGE_WRITER, true);
  const size = numberOf("REGION_POOL_SIZE", settings.REGION_POOL_SIZE, DEFAULT_POOL_SIZE, [1, 100]);
  return {
    // Only where there are Durable Objects does a hint lead anywhere.
    regions: mergeRegions(textOf(settings.REGIONS), "REGION" in settings ? DEFAULT_REGIONS : []),
    sources: configureSources(settings),
    store: new GridStore(grid),
    pool: new Pool(Math.round(size)),
    offers: new Offers(),
    ledger: configureLedger(settings),
    holdoutShare: numberOf(
      "HOLDOUT_SHARE",
      settings.HOLDOUT_SHARE,
      PLACEMENT_DEFAULTS.holdoutShare,
      [0, 1],
    ),
    smallMaxGramsPerKwh: textOf(settings.SMALL_MAX_GRAMS_PER_KWH)?.trim()
      ? numberOf("SMALL_MAX_GRAMS_PER_KWH", settings.SMALL_MAX_GRAMS_PER_KWH, 0, [0, 10_000])
      : undefined,
    pages: configurePages(settings, fetch),
    cors: configureCors(settings),
    ...configureLimits(settings),
    locate: zoneOf(settings.ZONE) ? async () => null : createLocator(fetch, settings.TRACE_URL),
  };
}

function zoneOf(zone: string | undefined): string | undefined {
  if (!zone || yearly(zone)) return zone;
  throw new SettingError("ZONE", zone, "a zone of Electricity Maps, such as DE");
}
