import assets from "../../dist/assets.json" with { type: "json" };
import packageJson from "../../package.json" with { type: "json" };
import { Keyring } from "../api/guard/keys/keyring.ts";
import { Lanes } from "../api/guard/lanes.ts";
import type { JobHolder } from "../api/jobs.ts";
import type { Parts } from "../api/parts.ts";
import { ISOLATE_MEMORY_GB } from "../emissions/estimate.ts";
import { foreseen } from "../grid/snapshot.ts";
import { REFUSALS_NAME } from "../ledger/refusals.ts";
import type { Region } from "../placement/regions.ts";
import { type Backend, backendOf } from "../region/backend.ts";
import type { Edge } from "../region/place.ts";
import { shippedWriters } from "../summarizer/models/shipped.ts";
import { NO_WRITERS, type Writers } from "../summarizer/models/writer.ts";
import type { Tracer } from "../tracing/trace.ts";
import { configure, type Deployment, type Settings } from "./deployment.ts";
import { simulatedTimeOf } from "./simulation.ts";

let parts: Parts | undefined;

/**
 * Wraps the platform's bindings in the interfaces that the rest of the code uses; only this room reads `env`. Created
 * once, since bindings and settings do not change during the life of an isolate.
 */
export function partsOf(env: Env): Parts {
  parts ??= new EnvParts(env);
  return parts;
}

/** Reaches a region's object, or the region itself. */
export const reach = (env: Env, region: Region, instance: string): Backend =>
  backendOf(region, instance, {
    objects: env.REGION,
    service: (binding) => (env as unknown as Record<string, Backend | undefined>)[binding],
    fetch,
    secret: env.REGION_SECRET,
  });

/**
 * The place where a request arrived, as reported by the platform; offline, a fixed place of its simulator. Without a
 * platform, the operator's ZONE names the grid.
 */
export function edgeOf({ cf }: Request, { ZONE }: Settings = {}): Edge {
  const { colo, country, latitude, longitude } = (cf ?? {}) as Partial<IncomingRequestCfProperties>;
  const caller =
    latitude === undefined || longitude === undefined
      ? undefined
      : { latitude: Number(latitude), longitude: Number(longitude) };
  return { colo, country, caller, ...(ZONE && { hintZones: [ZONE] }) };
}

class EnvParts implements Parts {
  readonly #env: Env;
  #deployment: Deployment | undefined;
  #keyring: Keyring | undefined;
  #writers: Writers | undefined;
  #lanes: Lanes | undefined;
  #tracer: Tracer | undefined;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Settings are parsed at first use, so that /healthz and the pages answer even if some of them are wrong. */
  get #settings(): Deployment {
    this.#deployment ??= configure(this.#env, this.#env.GRID);
    return this.#deployment;
  }

  get isKeyRequired() {
    return this.#settings.isKeyRequired;
  }
  get cors() {
    return this.#settings.cors;
  }
  get bodyDeadlineMs() {
    return this.#settings.bodyDeadlineMs;
  }
  get maxCpuSeconds() {
    return this.#settings.maxCpuSeconds;
  }
  get maxBatchCpuSeconds() {
    return this.#settings.maxBatchCpuSeconds;
  }
  get smallMaxGramsPerKwh() {
    return this.#settings.smallMaxGramsPerKwh;
  }
  get pages() {
    return this.#settings.pages;
  }
  get lookup() {
    return this.#settings.lookup;
  }
  get regions() {
    return this.#settings.regions;
  }
  get gridStore() {
    return this.#settings.store;
  }
  get locate() {
    return this.#settings.locate;
  }

  get keyring() {
    // A deployment that does not require keys may omit the namespace.
    const { KEYS } = this.#env as Partial<Env>;
    if (KEYS) this.#keyring ??= new Keyring(KEYS);
    return this.#keyring;
  }
  get limiter() {
    return this.#settings.isRateLimited ? (this.#env as Partial<Env>).RATE_LIMITER : undefined;
  }
  get turns() {
    this.#lanes ??= new Lanes({ heavyAtOnce: this.#settings.maxConcurrent });
    return this.#lanes;
  }
  get assets() {
    return this.#env.ASSETS;
  }
  /** The host's own writer, otherwise the one among the Worker's static assets. */
  get writers() {
    const { WRITERS, EDGE_WRITER, ASSETS } = this.#env;
    this.#writers ??=
      WRITERS ??
      (EDGE_WRITER === "off" ? NO_WRITERS : shippedWriters(assets, ASSETS, ISOLATE_MEMORY_GB));
    return this.#writers;
  }
  /** The wait for a flush, and about as long for KV's lists; by default a minute each. */
  get settledMs() {
    return 2 * this.#settings.ledger.flushMs;
  }

  get emissions() {
    return this.#env.EMISSIONS;
  }
  get refusals() {
    return this.#env.LEDGER.getByName(REFUSALS_NAME);
  }
  get regionSecret() {
    return this.#env.REGION_SECRET;
  }
  get zone() {
    return this.#env.ZONE;
  }

  /** The library is loaded only where it is used. */
  async tracer() {
    const { tracing } = this.#settings;
    if (!tracing) return undefined;
    const { openTracer } = await import("../tracing/otlp.ts");
    this.#tracer ??= openTracer(tracing, packageJson.version, fetch);
    return this.#tracer;
  }

  edgeOf(request: Request) {
    return edgeOf(request, this.#env);
  }

  async worldAt(now: number) {
    return (await this.foresightAt(now))(now);
  }

  async foresightAt(now: number) {
    const { regions, store, pool, holdoutShare } = this.#settings;
    const snapshot = await store.read();
    return (atMs: number) => ({
      regions,
      pool,
      holdoutShare,
      knownColos: snapshot.colos,
      backendOf: (region: Region, instance: string) => reach(this.#env, region, instance),
      intensityOf: (zone: string) => foreseen(snapshot, zone, now, atMs),
    });
  }

  writersOfRegions() {
    const { offers, regions } = this.#settings;
    return offers.of(regions, (region) => reach(this.#env, region, region.id));
  }

  ledgerOf(continent: string | undefined, waitUntil: (promise: Promise<unknown>) => void) {
    const { mode, retentionMs, secret } = this.#settings.ledger;
    const { LEDGER, EMISSIONS } = this.#env;
    return {
      mode,
      retentionMs,
      secret,
      kv: EMISSIONS,
      continent,
      keeperOf: (shard: string, locationHint: DurableObjectLocationHint | undefined) =>
        LEDGER.getByName(shard, locationHint && { locationHint }),
      waitUntil,
    };
  }

  claimOf(name: string) {
    return this.#env.IDEMPOTENCY.getByName(name);
  }

  jobOf(id: string) {
    return (this.#env as Partial<Env>).JOBS?.getByName(id) as JobHolder | undefined;
  }

  simulatedTimeOf(headers: Headers) {
    const time = simulatedTimeOf(this.#env, headers);
    if (this.#env.SIMULATION === "on") this.#settings.clock.simulatedMs = time;
    return time;
  }
}
