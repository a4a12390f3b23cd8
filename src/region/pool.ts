import {
  afterFailure,
  afterSuccess,
  type BreakerPolicy,
  type Breakers,
  isOpen,
} from "../grid/breaker.ts";
import type { Landing } from "../placement/candidates.ts";
import { LONGEST_PATIENCE_MS } from "../placement/patience.ts";
import type { Region } from "../placement/regions.ts";

/** Three failures in a row, then half a minute to ten minutes without that object. */
const REGION_BREAKER: BreakerPolicy = { threshold: 3, pauseMs: 30_000, maxPauseMs: 600_000 };

/** CPU-bound work is serialized in an object: more requests at once from one isolate would only queue. */
const MAX_IN_FLIGHT = 4;

/**
 * Longer than any caller waits for a region. Work that has not ended by then never will: the platform drops a request
 * whose caller has disconnected, together with the code that would have counted it out.
 */
const LAPSE_MS = LONGEST_PATIENCE_MS + 1_000;

/** Pause for an object that reported an overload. */
const OVERLOAD_PAUSE_MS = 5_000;

/** The end of one piece of work; call exactly one of these, once. */
export interface PoolOutcome {
  /** `colo` is the place where it actually ran, if known. */
  succeeded(colo: string | null): void;
  failed(isOverloaded: boolean): void;
  /** The caller disconnected, which says nothing about the object. */
  abandoned(): void;
}

/** One isolate's knowledge of the objects that regions run in. It may be lost without harm. */
export class Pool {
  /** The last preference of this edge for heavy work: a region, "edge", or null at first. */
  preferred: string | null = null;
  #breakers: Breakers = {};
  readonly #inFlight = new Map<string, Set<{ sinceMs: number }>>();
  readonly #overloadedUntilMs = new Map<string, number>();
  readonly #colos = new Map<string, string>();
  readonly #size: number;
  readonly #now: () => number;

  /** `size` is the number of objects per region of kind Durable Object. */
  constructor(size: number, now: () => number = Date.now) {
    this.#size = size;
    this.#now = now;
  }

  /** Every object of the regions, with its known location and whether it can accept work. */
  landings(
    regions: readonly Region[],
    knownColos: Readonly<Record<string, string>> = {},
  ): Map<string, Landing[]> {
    return new Map(
      regions.map((region) => [
        region.id,
        this.instances(region).map((instance) => {
          const colo = this.#colos.get(instance) ?? knownColos[instance];
          return { instance, ...(colo && { colo }), state: this.#state(instance) };
        }),
      ]),
    );
  }

  /** Names of a region's objects; a region of another kind counts as a single object. */
  instances({ id, backend }: Region): string[] {
    if (backend.kind !== "durable-object") return [id];
    return Array.from({ length: this.#size }, (_, index) => `${id}-${index}`);
  }

  /** Counts a piece of work as started; its outcome counts it as finished. */
  begin(instance: string): PoolOutcome {
    const work = { sinceMs: this.#now() };
    const inFlight = this.#inFlight.get(instance) ?? new Set();
    this.#inFlight.set(instance, inFlight.add(work));
    const end = () => inFlight.delete(work);
    return {
      succeeded: (colo) => {
        end();
        this.#breakers = afterSuccess(this.#breakers, instance);
        if (colo) this.#colos.set(instance, colo);
      },
      failed: (isOverloaded) => {
        end();
        if (isOverloaded) this.#overloadedUntilMs.set(instance, this.#now() + OVERLOAD_PAUSE_MS);
        this.#breakers = afterFailure(this.#breakers, instance, this.#now(), REGION_BREAKER);
      },
      abandoned: () => void end(),
    };
  }

  #state(instance: string): NonNullable<Landing["state"]> {
    if (isOpen(this.#breakers, instance, this.#now())) return "broken";
    const busy = this.#countInFlight(instance) >= MAX_IN_FLIGHT;
    const pausing = this.#now() < (this.#overloadedUntilMs.get(instance) ?? 0);
    return busy || pausing ? "overloaded" : "ready";
  }

  #countInFlight(instance: string): number {
    const inFlight = this.#inFlight.get(instance) ?? new Set();
    for (const work of inFlight) {
      if (this.#now() - work.sinceMs >= LAPSE_MS) inFlight.delete(work);
    }
    return inFlight.size;
  }
}
