import type { Context } from "hono";
import {
  InvalidRequestError,
  type PlacementQuery,
  placementQuery,
  validate,
} from "../contract/request.ts";
import { colos } from "../placement/colos.ts";
import { rank, toStandingJson } from "../placement/ranking.ts";
import { type Edge, foresee } from "../region/place.ts";
import { toPlacement } from "../summary/answer.ts";
import { foreseeLoad } from "../summary/foresee.ts";
import type { App } from "./context.ts";

/** `GET /v1/placement`: the decision for a request of a given size sent from here now, and the reason for it. */
export const answerPlacement = async (c: Context<App>): Promise<Response> =>
  c.json(await placementOf(c, validate(placementQuery, c.req.query())));

/**
 * The body of that answer.
 * @throws InvalidRequestError
 * @throws NoWriterError
 */
export async function placementOf(c: Context<App>, query: PlacementQuery) {
  const { parts, now } = c.var;
  const edge = query.from === undefined ? parts.edgeOf(c.req.raw) : edgeAt(query.from);
  const { smallMaxGramsPerKwh, writers } = parts;
  const world = await parts.worldAt(now);
  const { load, regions, model } = await foreseeLoad(query, edge, {
    world,
    writers,
    writersOfRegions: () => parts.writersOfRegions(),
    smallMaxGramsPerKwh,
  });
  const placement = foresee(load, edge, { ...world, regions });
  return { model, ...toPlacement(placement), staying_grams: placement.stayingGrams };
}

/** @throws InvalidRequestError for a code that is not a Cloudflare location */
function edgeAt(code: string): Edge {
  const colo = colos.get(code.toUpperCase());
  if (!colo) {
    throw new InvalidRequestError(
      "invalid-field",
      `from: ${code} is not a Cloudflare location that is known here; use a code such as FRA.`,
      "from",
    );
  }
  return { colo: colo.code, country: colo.country, caller: undefined };
}

/** `GET /v1/regions`: every region at this moment, cleanest first, by the place that each one last reported. */
export async function answerRegions(c: Context<App>): Promise<Response> {
  const { parts, now } = c.var;
  const [world, stated] = [await parts.worldAt(now), await parts.writersOfRegions()];
  const colos = [...stated].flatMap(([id, { colo }]) => (colo === null ? [] : [[id, colo]]));
  const standings = rank({
    ...world,
    knownColos: { ...world.knownColos, ...Object.fromEntries(colos) },
    regions: world.regions.map((region) => {
      const zone = stated.get(region.id)?.zone;
      return zone ? { ...region, zones: [zone] } : region;
    }),
  });
  return c.json({
    as_of: new Date(now).toISOString(),
    regions: standings.map((standing) => toStandingJson(standing, now)),
  });
}
