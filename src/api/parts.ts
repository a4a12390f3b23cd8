import type { MiddlewareHandler } from "hono";
import type { GridStore } from "../grid/store.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { RefusalCounter } from "../ledger/refusals.ts";
import type { Region } from "../placement/regions.ts";
import type { Offers } from "../region/offers.ts";
import type { Edge, World } from "../region/place.ts";
import type { Turns } from "../region/turns.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import type { Tracer } from "../tracing/trace.ts";
import type { ClaimHolder } from "./guard/idempotency/once.ts";
import type { Keyring } from "./guard/keys/keyring.ts";
import type { RateLimiter } from "./guard/limits/rate.ts";
import type { Lookup } from "./input/url/lookup.ts";
import type { PageReader } from "./input/url/page.ts";
import type { JobHolder } from "./jobs.ts";

/**
 * Everything that handlers use of a deployment: parsed settings, and bindings behind narrow interfaces. Created once
 * per isolate (`deployment/parts.ts`). Reading a member throws `SettingError` or a similar error if a variable that it
 * depends on is invalid, so that routes without that dependency still answer.
 */
export interface Parts {
  readonly isKeyRequired: boolean;
  /** Undefined if the deployment has no store of keys. */
  readonly keyring: Keyring | undefined;
  /** Undefined if the deployment has no rate limit. */
  readonly limiter: RateLimiter | undefined;
  /** Middleware that answers preflight requests; undefined if no other origin may call. */
  readonly cors: MiddlewareHandler | undefined;
  /** Time limit for a body to arrive, in milliseconds. */
  readonly bodyDeadlineMs: number;
  /** Limit on the predicted CPU time of one document, in seconds. */
  readonly maxCpuSeconds: number;
  /** Limit on the predicted CPU time of all documents of one request together, in seconds. */
  readonly maxBatchCpuSeconds: number;
  /** On a grid dirtier than this, `auto` selects nano, in g/kWh; undefined if the grid does not affect the model. */
  readonly smallMaxGramsPerKwh: number | undefined;
  /** Undefined if callers may not name pages to fetch. */
  readonly pages: PageReader | undefined;
  /** Finds the addresses of names that callers send; undefined if the deployment has no resolver. */
  readonly lookup: Lookup | undefined;
  readonly regions: readonly Region[];
  readonly gridStore: GridStore;
  /** Weights of the models that are not in the bundle. */
  readonly assets: AssetStore;
  /** The models that write at the edge. */
  readonly writers: Writers;
  /** Receipts. */
  readonly emissions: KVNamespace;
  /** Time until the lists of `emissions` surely have a receipt. */
  readonly settledMs: number;
  /** Counts refused requests, of all isolates together. */
  readonly refusals: RefusalCounter;
  /** Shared by an edge and its regions; undefined if this deployment does not serve an edge. */
  readonly regionSecret: string | undefined;
  /** The grid zone that feeds this deployment, for platforms that do not report their location. */
  readonly zone: string | undefined;
  /** The Cloudflare location where this isolate runs; null if unknown. */
  readonly locate: () => Promise<string | null>;
  /** Divides this isolate's thread among requests. */
  readonly turns: Turns;
  /** Traces requests; undefined if no receiver of traces is set. */
  tracer(): Promise<Tracer | undefined>;
  /** The place where a request arrived. */
  edgeOf(request: Request): Edge;
  /** The state of the world for placement at `now`, in milliseconds since the epoch. */
  worldAt(now: number): Promise<World>;
  /**
   * The state of all grids at later moments by the present forecasts; a grid without a forecast stays as it is.
   */
  foresightAt(now: number): Promise<(atMs: number) => World>;
  /** The models that write in regions of kind service and URL. */
  writersOfRegions(): ReturnType<Offers["of"]>;
  /** The ledger of the continent where a request came from, two letters. */
  ledgerOf(continent: string | undefined, waitUntil: (promise: Promise<unknown>) => void): Ledger;
  /** The object that keeps a job; undefined where there are no Durable Objects. */
  jobOf(id: string): JobHolder | undefined;
  /** The object that remembers an idempotency key. */
  claimOf(name: string): ClaimHolder;
  /** The time that a simulated request claims, in milliseconds since the epoch; undefined outside a simulation. */
  simulatedTimeOf(headers: Headers): number | undefined;
}
