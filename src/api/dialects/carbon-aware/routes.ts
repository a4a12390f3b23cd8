import { type Context, Hono } from "hono";
import type { App } from "../../context.ts";
import { countOut } from "../../guard/guard.ts";
import { readJson } from "../dialect.ts";
import {
  type Answered,
  averageOf,
  best,
  byLocations,
  type EmissionsData,
  forecastOf,
  type KnownFigures,
} from "./answers.ts";
import { LOCATIONS, locator } from "./locations.ts";
import {
  readAverage,
  readAverageBatch,
  readByLocation,
  readByLocations,
  readForecastBatch,
  readForecasts,
} from "./query.ts";

/** Response header with the basis of the figures, such as `"energy-charts";kind=live`, one member per source. */
export const SOURCE_HEADER = "Carbon-Intensity-Source";

/** Routes of the Green Software Foundation's Carbon Aware SDK, with its names and shapes. */
export function carbonAware(): Hono<App> {
  const dialect = new Hono<App>();
  dialect.get("/emissions/bylocations/best", async (c) => {
    const { locations, range } = readByLocations(c.req.queries(), c.var.now);
    return rows(c, best(await known(c), locations, range));
  });
  dialect.get("/emissions/bylocations", async (c) => {
    const { locations, range } = readByLocations(c.req.queries(), c.var.now);
    return rows(c, byLocations(await known(c), locations, range));
  });
  dialect.get("/emissions/bylocation", async (c) => {
    const { locations, range } = readByLocation(c.req.queries(), c.var.now);
    return rows(c, byLocations(await known(c), locations, range));
  });
  dialect.get("/emissions/forecasts/current", async (c) => {
    const { location: locations, ...query } = readForecasts(c.req.queries());
    const world = await known(c);
    return several(
      c,
      locations.map((location) => forecastOf(world, location, query)),
    );
  });
  dialect.post("/emissions/forecasts/batch", countOut, async (c) => {
    const asked = readForecastBatch((await readJson(c)).json);
    const world = await known(c);
    return several(
      c,
      asked.map(({ location, ...query }) => forecastOf(world, location, query)),
    );
  });
  dialect.get("/emissions/average-carbon-intensity", async (c) => {
    const { body, sources } = averageOf(await known(c), readAverage(c.req.queries()));
    return c.json(body, 200, sourceHeader(sources));
  });
  dialect.post("/emissions/average-carbon-intensity/batch", countOut, async (c) => {
    const asked = readAverageBatch((await readJson(c)).json);
    const world = await known(c);
    return several(
      c,
      asked.map((one) => averageOf(world, one)),
    );
  });
  dialect.get("/locations", (c) => c.json(LOCATIONS));
  return dialect;
}

async function known(c: Context<App>): Promise<KnownFigures> {
  const { parts, now } = c.var;
  const zonesOf = locator(parts.regions);
  return { snapshot: await parts.gridStore.read(), nowMs: now, zonesOf };
}

const rows = (c: Context<App>, { body, sources }: Answered<EmissionsData[]>) =>
  body.length > 0 ? c.json(body, 200, sourceHeader(sources)) : c.body(null, 204);

const several = (c: Context<App>, all: readonly Answered<object>[]) =>
  c.json(
    all.map(({ body }) => body),
    200,
    sourceHeader(all.flatMap(({ sources }) => sources)),
  );

function sourceHeader(sources: Answered<unknown>["sources"]): Record<string, string> {
  const members = new Set(sources.map(({ source, kind }) => `"${source}";kind=${kind}`));
  return members.size > 0 ? { [SOURCE_HEADER]: [...members].join(", ") } : {};
}
