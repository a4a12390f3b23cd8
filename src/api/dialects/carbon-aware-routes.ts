import { type Context, Hono } from "hono";
import { yearly } from "../../grid/yearly.ts";
import type { App } from "../context.ts";
import { best, byLocation, currentForecasts, type ZonesOf } from "./carbon-aware.ts";

/** Calls of the Green Software Foundation's Carbon Aware SDK, with its names and shapes. */
export function carbonAware(): Hono<App> {
  const dialect = new Hono<App>();
  dialect.get("/emissions/bylocations/best", async (c) => {
    const found = best(...(await asked(c)));
    return found.length > 0 ? c.json(found) : c.body(null, 204);
  });
  dialect.get("/emissions/bylocation", async (c) => {
    const found = byLocation(...(await asked(c)));
    return found.length > 0 ? c.json(found) : c.body(null, 204);
  });
  dialect.get("/emissions/forecasts/current", async (c) =>
    c.json(currentForecasts(...(await asked(c)))),
  );
  return dialect;
}

/** The arguments of each call. A location is a region's id, which stands for its zones, or a zone. */
async function asked(c: Context<App>) {
  const { parts, now } = c.var;
  const zonesOf: ZonesOf = (location) =>
    parts.regions.find(({ id }) => id === location)?.zones ?? (yearly(location) && [location]);
  return [await parts.gridStore.read(), c.req.queries(), now, zonesOf] as const;
}
