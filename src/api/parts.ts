import type { MiddlewareHandler } from "hono";
import type { GridStore } from "../grid/store.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Region } from "../placement/regions.ts";
import type { Offers } from "../region/offers.ts";
import type { Edge, World } from "../region/place.ts";
import type { Turns } from "../region/turns.ts";
import type { AssetStore } from "../summarizer/models/weights.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import type { ClaimHolder } from "./guard/idempotency/once.ts";
import type { Keyring } from "./guard/keys/keyring.ts";
import type { RateLimiter } from "./guard/limits/rate.ts";
import type { PageReader } from "./input/url/page.ts";

/**
 * Everything that handlers use of a deployment: settings already parsed, bindings behind narrow interfaces. Made
 * once for each isolate (`deployment/parts.ts`). Reading a member throws `SettingError` or the like where a
 * variable that it depends on is invalid, so that routes which do not need it still answer.
 */
export interface Parts {
  readonly isKeyRequired: boolean;
  /** Undefined where the deployment has no store of keys. */
  readonly keyring: Keyring | undefined;
  /** Undefined where nothing limits the rate. */
  readonly limiter: RateLimiter | undefined;
  /** Middleware that answers preflights; undefined where no other origin may call. */
  readonly cors: MiddlewareHandler | undefined;
  /** How long a body may take to arrive, in milliseconds. */
  readonly bodyDeadlineMs: number;
  /** The most CPU time that one document may be predicted to take, in seconds. */
  readonly maxCpuSeconds: number;
  /** On a dirtier grid `auto` means nano, in g/kWh; undefined where the grid does not matter to it. */
  readonly smallMaxGramsPerKwh: number | undefined;
  /** Undefined where callers may not name pages to fetch. */
  readonly pages: PageReader | undefined;
  readonly regions: readonly Region[];
  readonly gridStore: GridStore;
  /** Weights of the models that are not in the bundle. */
  readonly assets: AssetStore;
  /** The models that write at the edge. */
  readonly writers: Writers;
  /** Receipts. */
  readonly emissions: KVNamespace;
  /** Shared by an edge and its regions; undefined where this deployment serves no edge. */
  readonly regionSecret: string | undefined;
  /** The grid zone that feeds this deployment, where no platform reports its location. */
  readonly zone: string | undefined;
  /** The Cloudflare location where this isolate runs, or null where it is unknown. */
  readonly locate: () => Promise<string | null>;
  /** Shares this isolate's thread among requests. */
  readonly turns: Turns;
  /** Where a request came in. */
  edgeOf(request: Request): Edge;
  /** Everything placement knows at one moment, `now` in milliseconds since the epoch. */
  worldAt(now: number): Promise<World>;
  /** The models that write in regions of kind service and URL. */
  writersOfRegions(): ReturnType<Offers["of"]>;
  /** The ledger of the continent that a request came from. */
  ledgerOf(request: Request, waitUntil: (promise: Promise<unknown>) => void): Ledger;
  /** The object that remembers an idempotency key. */
  claimOf(name: string): ClaimHolder;
  /** The time that a simulated request claims, in milliseconds since the epoch; undefined outside of a simulation. */
  simulatedTimeOf(headers: Headers): number | undefined;
}
