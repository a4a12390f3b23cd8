import type { AccessConfig } from "../api/guard/access.ts";
import { configureLookup, configurePages, type UrlConfig } from "../api/input/url/configure.ts";
import type { Lookup } from "../api/input/url/lookup.ts";
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
import {
  configureTracing,
  type TracingConfig,
  type TracingSettings,
} from "../tracing/configure.ts";
import { type CorsConfig, configureCors } from "./cors.ts";
import { configureLimits, type LimitsConfig } from "./limits.ts";
import { Clock, type SimulationConfig } from "./simulation.ts";

/** Variables and secrets of a deployment; all optional. */
export interface Settings
  extends GridConfig,
    LedgerConfig,
    AccessConfig,
    SimulationConfig,
    UrlConfig,
    CorsConfig,
    LimitsConfig,
    TracingConfig {
  /** JSON list of regions that is merged into the default table. */
  REGIONS?: string | undefined;
  /** Durable Objects per region, 1 to 100. */
  REGION_POOL_SIZE?: string | undefined;
  /** Shared by the edge and regions of kind service and URL. */
  REGION_SECRET?: string | undefined;
  /** Share of due moves kept at the edge as a control group, 0 to 1. */
  HOLDOUT_SHARE?: string | undefined;
  /** On a grid dirtier than this, in g/kWh, the smallest model is used; 0 to 10000. */
  SMALL_MAX_GRAMS_PER_KWH?: string | undefined;
  /** "off" leaves the writer out of the Worker: its work takes seconds of CPU time, more than some plans allow. */
  EDGE_WRITER?: string | undefined;
  /** URL where an object asks for the data center that it runs in. */
  TRACE_URL?: string | undefined;
  /** The grid that feeds this deployment, for platforms that do not report their location. */
  ZONE?: string | undefined;
}

declare global {
  /** Wrangler's generated `Env` lists the bindings; settings are variables or secrets. */
  interface Env extends Settings {
    /** A host on Node provides its writers in the same way as the platform provides its bindings. */
    WRITERS?: Writers;
  }
}

/** The parsed settings of one isolate, created once. */
export interface Deployment {
  regions: readonly Region[];
  sources: Source[];
  store: GridStore;
  pool: Pool;
  /** The clock of the pool. */
  clock: Clock;
  /** The models that write in regions. */
  offers: Offers;
  ledger: LedgerSettings;
  holdoutShare: number;
  /** Undefined if the grid does not affect the choice of a model. */
  smallMaxGramsPerKwh: number | undefined;
  /** Undefined if callers may not name pages to read. */
  pages: PageReader | undefined;
  lookup: Lookup | undefined;
  cors: ReturnType<typeof configureCors>;
  /** Undefined if nothing is traced. */
  tracing: TracingSettings | undefined;
  isKeyRequired: boolean;
  isRateLimited: boolean;
  maxCpuSeconds: number;
  maxBatchCpuSeconds: number;
  bodyDeadlineMs: number;
  maxConcurrent: number;
  /** The place where this isolate runs. */
  locate: () => Promise<string | null>;
}

const DEFAULT_POOL_SIZE = 2;

/**
 * Parses all settings.
 * @throws SettingError, RegionsError or GridConfigError, each naming the variable at fault
 */
export function configure(settings: Settings, grid: KVNamespace): Deployment {
  // Parsed separately, since /healthz must answer even if other settings are wrong.
  switchOf("EDGE_WRITER", settings.EDGE_WRITER, true);
  const clock = new Clock();
  const size = numberOf("REGION_POOL_SIZE", settings.REGION_POOL_SIZE, DEFAULT_POOL_SIZE, [1, 100]);
  return {
    // A location hint is of use only if there are Durable Objects.
    regions: mergeRegions(textOf(settings.REGIONS), "REGION" in settings ? DEFAULT_REGIONS : []),
    sources: configureSources(settings),
    store: new GridStore(grid),
    pool: new Pool(Math.round(size), clock.now),
    clock,
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
    lookup: configureLookup(settings, fetch),
    cors: configureCors(settings),
    tracing: configureTracing(settings),
    ...configureLimits(settings),
    locate: zoneOf(settings.ZONE) ? async () => null : createLocator(fetch, settings.TRACE_URL),
  };
}

function zoneOf(zone: string | undefined): string | undefined {
  if (!zone || yearly(zone)) return zone;
  throw new SettingError("ZONE", zone, "a zone of Electricity Maps, such as DE");
}
