import type { Context } from "hono";
import { placementQuery, validate } from "../contract/request.ts";
import { rank, toStandingJson } from "../placement/ranking.ts";
import { foresee, intensityAt } from "../region/place.ts";
import { chooseModel } from "../summarizer/extract/choose.ts";
import { predictTypical } from "../summarizer/extract/cost.ts";
import { offered, ratesOf } from "../summarizer/models/registry.ts";
import { toPlacement } from "../summary/answer.ts";
import type { App } from "./context.ts";

/** `GET /v1/placement`: the decision for a request of a given size, sent from here now, and its reason. */
export async function answerPlacement(c: Context<App>): Promise<Response> {
  const query = validate(placementQuery, c.req.query());
  const { parts, now } = c.var;
  const edge = parts.edgeOf(c.req.raw);
  const world = await parts.worldAt(now);
  const choice = chooseModel({ model: query.model, format: "paragraph", compress: false }, query, {
    offered,
    gramsPerKwh: intensityAt(edge, world.intensityOf)?.gramsPerKwh ?? null,
    smallMaxGramsPerKwh: parts.smallMaxGramsPerKwh,
  });
  const { cpuSeconds, bytes } = predictTypical(
    query.tokens,
    query.language,
    ...ratesOf(choice.model),
  );
  const placement = foresee(
    {
      cpuSeconds,
      clientBytes: bytes,
      forwardedBytes: bytes,
      wanted: query.region,
      maxAddedLatencyMs: query.max_added_latency_ms,
      holdoutDraw: 1,
    },
    edge,
    world,
  );
  return c.json({
    model: { name: choice.model, reason: choice.reason },
    ...toPlacement(placement),
  });
}

/** `GET /v1/regions`: every region now, cleanest first. */
export async function answerRegions(c: Context<App>): Promise<Response> {
  const { parts, now } = c.var;
  const standings = rank(await parts.worldAt(now));
  return c.json({
    as_of: new Date(now).toISOString(),
    regions: standings.map((standing) => toStandingJson(standing, now)),
  });
}
