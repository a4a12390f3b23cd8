import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { endTime, startTime, timing } from "hono/timing";
import { timingSafeEqual } from "hono/utils/buffer";
import packageJson from "../package.json" with { type: "json" };
import { Admission } from "./admission.ts";
import { toAnswer, toPlacement } from "./answer.ts";
import { configure, type Deployment } from "./deployment.ts";
import { newId } from "./emissions/key.ts";
import { find, page, record } from "./emissions/log.ts";
import { toEmissions, toJson } from "./emissions/receipt.ts";
import { best, byLocation, currentForecasts, type ZonesOf } from "./grid/carbon-aware.ts";
import { refresh } from "./grid/refresh.ts";
import { resolve } from "./grid/snapshot.ts";
import { GridStore } from "./grid/store.ts";
import { yearly } from "./grid/yearly.ts";
import { type Backend, backendOf } from "./placement/backend.ts";
import { zoneOf } from "./placement/colos.ts";
import { type Edge, foresee, type World } from "./placement/place.ts";
import { REGION_PATH, WHERE_PATH } from "./placement/protocol.ts";
import { rank, toStandingJson } from "./placement/ranking.ts";
import { answerRegion } from "./placement/region.ts";
import type { Region } from "./placement/regions.ts";
import { survey } from "./placement/survey.ts";
import { problem, problemResponse, retryAfter, toProblem } from "./problem.ts";
import { MAX_BODY_BYTES, placementQuery, readQuery, readRequest, refuseBody } from "./request.ts";
import { type Occasion, receiptOf, summarize } from "./summarize.ts";
import { predictTypical } from "./summarizer/cost.ts";
import { manifest } from "./summarizer/nano.ts";
import { wasmMemoryBytes } from "./summarizer/session.ts";

type App = { Bindings: Env; Variables: { id: string; now: number } };

export const app = new Hono<App>();

app.use(
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allow = methods.join(", ");
      const detail = `${c.req.path} takes ${allow}.`;
      return problemResponse(problem(405, "method-not-allowed", detail), { Allow: allow });
    },
  }),
  secureHeaders(),
  timing(),
  async (c, next) => {
    const now = Date.now();
    c.set("now", now);
    c.set("id", newId(now));
    await next();
    c.header("X-Request-Id", c.get("id"));
  },
);

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => refuseBody(c.req.raw.body),
});

const admission = new Admission();

/** A body of untold length is taken for the largest. */
const limitInFlight = createMiddleware<App>(async (c, next) => {
  const leave = admission.admit(Number(c.req.header("content-length") ?? MAX_BODY_BYTES));
  try {
    await next();
  } finally {
    leave();
  }
});

app.post("/v1/summarize", limitInFlight, limitBody, async (c) => {
  const { body, bytes } = await readRequest(c.req.raw);
  startTime(c, "summarize");
  const summary = await summarize(body, await occasionOf(c, bytes));
  endTime(c, "summarize");
  const answer = toAnswer(summary);
  const receipt = receiptOf(summary, byteLength(answer));
  c.executionCtx.waitUntil(record(c.env.EMISSIONS, receipt));
  return c.json({ ...answer, emissions: toEmissions(receipt) }, 200, {
    "Carbon-Emissions-Scope-2": decimal(receipt.operationalGrams),
  });
});

app.get("/v1/emissions/requests", async (c) => {
  const limit = c.req.query("limit");
  const { receipts, cursor } = await page(c.env.EMISSIONS, {
    cursor: c.req.query("cursor"),
    limit: limit === undefined ? undefined : Number(limit),
  });
  return c.json({ requests: receipts.map(toJson), cursor });
});

app.get("/v1/emissions/requests/:id", async (c) => {
  const receipt = await find(c.env.EMISSIONS, c.req.param("id"));
  if (receipt) return c.json(toJson(receipt));
  const detail = "No request of that id is in the log; a new one may take a minute to show.";
  return problemResponse(problem(404, "unknown-request", detail));
});

app.get("/v1/regions", async (c) => {
  const now = c.get("now");
  const standings = rank(await worldOf(c.env, now));
  return c.json({
    as_of: new Date(now).toISOString(),
    regions: standings.map((standing) => toStandingJson(standing, now)),
  });
});

/** What would become of a request of that size, sent from here now, and why. */
app.get("/v1/placement", async (c) => {
  const query = readQuery(placementQuery, c.req.query());
  const { cpuSeconds, bytes } = predictTypical(query.tokens, query.language, manifest.calibration);
  const placement = foresee(
    {
      cpuSeconds,
      clientBytes: bytes,
      forwardedBytes: bytes,
      wanted: query.region,
      maxAddedLatencyMs: query.max_added_latency_ms,
      holdoutDraw: 1,
    },
    edgeOf(c.req.raw),
    await worldOf(c.env, c.get("now")),
  );
  return c.json(toPlacement(placement));
});

/** The calls of the Green Software Foundation's Carbon Aware SDK, with its names and shapes. */
app.get("/emissions/bylocations/best", async (c) => {
  const found = best(...(await carbonAware(c)));
  return found.length > 0 ? c.json(found) : c.body(null, 204);
});
app.get("/emissions/bylocation", async (c) => {
  const found = byLocation(...(await carbonAware(c)));
  return found.length > 0 ? c.json(found) : c.body(null, 204);
});
app.get("/emissions/forecasts/current", async (c) =>
  c.json(currentForecasts(...(await carbonAware(c)))),
);

app.get("/healthz", (c) =>
  c.json({
    status: "ok",
    version: packageJson.version,
    models: [{ name: manifest.name, version: manifest.version }],
    wasm_memory_bytes: wasmMemoryBytes(),
  }),
);

/** This deployment as a region of another: a Worker pinned to a place, or a URL. */
const asRegion = async (c: Context<App>) => {
  const { REGION_SECRET } = c.env;
  const given = c.req.header("authorization") ?? "";
  if (!REGION_SECRET || !(await timingSafeEqual(given, `Bearer ${REGION_SECRET}`))) {
    const detail = "Only an edge that shares this deployment's REGION_SECRET may call a region.";
    return problemResponse(problem(401, "unauthorized", detail), { "WWW-Authenticate": "Bearer" });
  }
  return answerRegion(c.req.raw, deploymentOf(c.env).locate);
};
app.post(REGION_PATH, limitBody, asRegion);
app.get(WHERE_PATH, asRegion);

app.notFound((c) => problemResponse(problem(404, "not-found", `There is no ${c.req.path} here.`)));

app.onError((error, c) => {
  const known = toProblem(error);
  if (known) return problemResponse(known, retryAfter(error));
  console.error(JSON.stringify({ event: "error", id: c.get("id"), error: String(error) }));
  const detail = `Something failed here; the request's id is ${c.get("id")}.`;
  return problemResponse(problem(500, "internal", detail));
});

/** Looks where the pool is and what its electricity emits, and keeps both for the requests to come. */
export async function refreshWorld(env: Env): Promise<void> {
  const { regions, sources, pool } = configure(env, env.GRID);
  const objects = regions.flatMap((region) =>
    pool.instances(region).map((instance) => ({
      instance,
      backend: () => reach(env, region, instance),
    })),
  );
  const colos = await survey(objects);
  const zones = new Set([
    ...regions.flatMap((region) => region.zones),
    ...Object.values(colos).flatMap((colo) => zoneOf({ colo })?.zone ?? []),
  ]);
  const report = await refresh([...zones], sources, new GridStore(env.GRID), {
    fetch,
    now: Date.now,
    colos,
  });
  console.log(
    JSON.stringify({ event: "world-refreshed", found: Object.keys(colos).length, ...report }),
  );
}

let deployment: Deployment | undefined;

/** Settings do not change while an isolate lives. */
function deploymentOf(env: Env): Deployment {
  deployment ??= configure(env, env.GRID);
  return deployment;
}

async function worldOf(env: Env, now: number): Promise<World> {
  const { regions, store, pool, holdoutShare } = deploymentOf(env);
  const snapshot = await store.read();
  return {
    regions,
    pool,
    holdoutShare,
    knownColos: snapshot.colos,
    backendOf: (region, instance) => reach(env, region, instance),
    intensityOf: (zone) => resolve(snapshot, zone, now),
  };
}

async function occasionOf(c: Context<App>, bytes: number): Promise<Occasion> {
  const now = c.get("now");
  return {
    id: c.get("id"),
    now,
    bytes,
    edge: edgeOf(c.req.raw),
    world: await worldOf(c.env, now),
    signal: c.req.raw.signal,
  };
}

/** What is known, what is asked, when, and which zones a location means: a region's, or itself. */
async function carbonAware(c: Context<App>) {
  const { regions, store } = deploymentOf(c.env);
  const zonesOf: ZonesOf = (location) =>
    regions.find(({ id }) => id === location)?.zones ?? (yearly(location) && [location]);
  return [await store.read(), c.req.queries(), c.get("now"), zonesOf] as const;
}

/** Where the platform says that a request came in; offline, a fixed place of its simulator. */
function edgeOf({ cf }: Request): Edge {
  const { colo, country, latitude, longitude } = (cf ?? {}) as Partial<IncomingRequestCfProperties>;
  const caller =
    latitude === undefined || longitude === undefined
      ? undefined
      : { latitude: Number(latitude), longitude: Number(longitude) };
  return { colo, country, caller };
}

const reach = (env: Env, region: Region, instance: string): Backend =>
  backendOf(region, instance, {
    objects: env.REGION,
    service: (binding) => (env as unknown as Record<string, Backend | undefined>)[binding],
    fetch,
    secret: env.REGION_SECRET,
  });

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 wants it: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
