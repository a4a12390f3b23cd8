import { DurableObject } from "cloudflare:workers";
import { app, refreshWorld } from "./app.ts";
import { answerRegion } from "./placement/region.ts";
import { createLocator } from "./placement/trace.ts";

export default {
  fetch: app.fetch,
  scheduled: (_, env, context) => context.waitUntil(refreshWorld(env)),
} satisfies ExportedHandler<Env>;

/**
 * A region's worker. It lives where its first caller's location hint put it and never moves. Only
 * this Worker's binding reaches it, so its callers are trusted.
 */
export class RegionObject extends DurableObject<Env> {
  readonly #locate = createLocator(fetch, this.env.TRACE_URL);

  override fetch(request: Request): Promise<Response> {
    return answerRegion(request, this.#locate);
  }
}
