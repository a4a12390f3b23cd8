import type { Region } from "../placement/regions.ts";
import { fromWhereResponse } from "./answers.ts";
import type { Backend } from "./backend.ts";
import { type About, WHERE_PATH } from "./protocol.ts";

/** Validity of a region's answer, and of a failure to answer. */
const KNOWN_MS = 10 * 60_000;
const SILENT_MS = 30_000;
const TIMEOUT_MS = 5_000;

/** A region that does not answer. */
const SILENT: About = { colo: null, offers: [] };

/**
 * The locations of regions of kind service and URL, and the models that write there, as known to one isolate. Regions
 * are asked when the first request needs the answer, and again after a while. A Durable Object runs the same code as
 * its edge, so it is not asked. No promise is shared, because a Worker's request must not wait for another request's
 * I/O.
 */
export class Offers {
  readonly #known = new Map<string, About & { untilMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** By region id; a region that does not answer offers nothing. */
  async of(
    regions: readonly Region[],
    backendOf: (region: Region) => Backend,
  ): Promise<ReadonlyMap<string, About>> {
    const apart = regions.filter(({ backend }) => backend.kind !== "durable-object");
    await Promise.all(
      apart.map(async (region) => {
        if ((this.#known.get(region.id)?.untilMs ?? 0) > this.#now()) return;
        const answer = await ask(region, backendOf);
        const untilMs = this.#now() + (answer ? KNOWN_MS : SILENT_MS);
        this.#known.set(region.id, { ...(answer ?? SILENT), untilMs });
      }),
    );
    return new Map(apart.map(({ id }) => [id, this.#known.get(id) ?? SILENT]));
  }
}

async function ask(
  region: Region,
  backendOf: (region: Region) => Backend,
): Promise<About | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const request = new Request(`https://region${WHERE_PATH}`, { signal, redirect: "manual" });
    const response = await backendOf(region).fetch(request);
    return await fromWhereResponse(region.id, response, { signal });
  } catch (error) {
    console.warn(
      JSON.stringify({ event: "region-silent", region: region.id, error: String(error) }),
    );
    return undefined;
  }
}
