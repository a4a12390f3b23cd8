import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import { timingSafeEqual } from "hono/utils/buffer";
import assets from "../dist/assets.json" with { type: "json" };
import openapi from "../dist/openapi.json" with { type: "json" };
import snippets from "../dist/snippets.json" with { type: "json" };
import packageJson from "../package.json" with { type: "json" };
import { best, byLocation, currentForecasts, type ZonesOf } from "./api/dialects/carbon-aware.ts";
import { huggingFace } from "./api/dialects/hugging-face.ts";
import { openAi } from "./api/dialects/openai.ts";
import { workersAi } from "./api/dialects/workers-ai.ts";
import { answerEmissions, answerMetrics, answerRequests } from "./api/emissions.ts";
import { adminOnly } from "./api/guard/access.ts";
import { guard } from "./api/guard/guard.ts";
import { answerSummarize } from "./api/input/answer.ts";
import type { OpenApiDocument } from "./api/openapi/document.ts";
import { formOf } from "./api/output/form.ts";
import { respond } from "./api/output/respond.ts";
import { stream } from "./api/output/stream.ts";
import { failureOf, headersOf, problem, problemResponse } from "./api/problem.ts";
import { titleProblems } from "./api/problem-language.ts";
import type { App } from "./api/serve.ts";
import {
  MAX_BODY_BYTES,
  MAX_CHARACTERS,
  placementQuery,
  refuseBody,
  validate,
} from "./contract/request.ts";
import { deploymentOf, edgeOf, worldOf, writersOf } from "./deployment/bindings.ts";
import { simulatedTimeOf } from "./deployment/simulation.ts";
import { yearly } from "./grid/yearly.ts";
import { find } from "./ledger/find.ts";
import { newId } from "./ledger/key.ts";
import { toJson } from "./ledger/receipt.ts";
import { rank, toStandingJson } from "./placement/ranking.ts";
import { foresee, intensityAt } from "./region/place.ts";
import { REGION_PATH, WHERE_PATH, WRITE_PATH } from "./region/protocol.ts";
import { answerRegion } from "./region/server.ts";
import { answerAnalytics } from "./site/analytics/answer.ts";
import { answerDocs } from "./site/docs/answer.ts";
import { answerMethodology } from "./site/methodology/answer.ts";
import { answerPlayground } from "./site/playground/answer.ts";
import { chooseModel } from "./summarizer/extract/choose.ts";
import { predictTypical } from "./summarizer/extract/cost.ts";
import { manifestOf, modelsJson, offered, ratesOf } from "./summarizer/models/registry.ts";
import { wasmMemoryBytes } from "./summarizer/models/session.ts";
import { toPlacement } from "./summary/answer.ts";
import { toBand, toCalibrationJson } from "./tail/reconcile.ts";
import { readTallies } from "./tail/tally.ts";

export const app = new Hono<App>();

app.use(
  titleProblems,
  async (c, next) => {
    const simulated = simulatedTimeOf(c.env, c.req.raw.headers);
    const startedMs = Date.now();
    const now = simulated ?? startedMs;
    c.set("startedMs", startedMs);
    c.set("now", now);
    c.set("isSimulated", simulated !== undefined);
    c.set("id", newId(now));
    await next();
    c.header("X-Request-Id", c.get("id"));
  },
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allow = methods.join(", ");
      const detail = `${c.req.path} takes ${allow}.`;
      return problemResponse(problem("method-not-allowed", detail), { Allow: allow });
    },
  }),
  secureHeaders(),
  timing(),
);

/** What pages of other origins may call. */
for (const path of ["/v1/*", "/models/*", "/hf-inference/*", "/client/*"]) {
  app.use(path, (c, next) => deploymentOf(c.env).cors?.(c, next) ?? next());
}

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => refuseBody(c.req.raw.body),
});

app.post("/v1/summarize", ...guard, (c) => {
  const form = formOf(c.req.header("accept"));
  return answerSummarize(c, async (serve, format) =>
    form === "text/event-stream" ? stream(c, serve) : respond(c, await serve(), form, format),
  );
});

for (const dialect of [huggingFace, workersAi, openAi]) {
  app.route("/", dialect(...guard));
}

for (const path of ["/v1/emissions/*", "/metrics"]) app.use(path, adminOnly);

app.get("/v1/emissions", (c) => answerEmissions(c.req.raw, c.env.EMISSIONS, c.get("now")));
app.get("/v1/emissions/requests", (c) => answerRequests(c.req.raw, c.env.EMISSIONS));
app.get("/metrics", (c) => answerMetrics(c.env.EMISSIONS, c.get("now")));

app.get("/v1/emissions/requests/:id", async (c) => {
  const receipt = await find(c.env.EMISSIONS, c.req.param("id"));
  if (receipt) return c.json(toJson(receipt));
  const detail = "No request of that id is in the log; a new one may take a minute to show.";
  return problemResponse(problem("unknown-request", detail));
});

app.get("/analytics", adminOnly, async (c) => {
  const now = c.get("now");
  const world = await worldOf(c.env, now);
  return answerAnalytics(c.req.raw, { ledger: c.env.EMISSIONS, world, assets, nowMs: now });
});

app.get("/", (c) => answerPlayground(c.req.raw, { assets, maxCharacters: MAX_CHARACTERS }));
app.get("/methodology", (c) => answerMethodology(c.req.raw, assets));
app.get("/docs", (c) =>
  answerDocs(c.req.raw, { document: openapi as OpenApiDocument, snippets, assets }),
);

/** How CPU time is predicted, and how well where a Tail Worker measures it (`src/tail`). */
app.get("/v1/emissions/calibration", async (c) => {
  const tallies = await readTallies(c.env.EMISSIONS);
  return c.json({
    calibration: toCalibrationJson(manifestOf("nano")),
    models: offered.map((name) => toCalibrationJson(manifestOf(name))),
    measured: [...tallies].map(([model, found]) => toBand(model, found)),
  });
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
  const query = validate(placementQuery, c.req.query());
  const edge = edgeOf(c.req.raw, c.env);
  const world = await worldOf(c.env, c.get("now"));
  const choice = chooseModel({ model: query.model, format: "paragraph", compress: false }, query, {
    offered,
    gramsPerKwh: intensityAt(edge, world.intensityOf)?.gramsPerKwh ?? null,
    smallMaxGramsPerKwh: deploymentOf(c.env).smallMaxGramsPerKwh,
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

app.get("/healthz", async (c) =>
  c.json({
    status: "ok",
    version: packageJson.version,
    models: [
      ...modelsJson(),
      ...(await writersOf(c.env).offers()).map(({ name, version, quantization }) => ({
        name,
        version,
        quantization,
      })),
    ],
    wasm_memory_bytes: wasmMemoryBytes(),
  }),
);

/** This deployment as a region of another: a Worker pinned to a place, or a URL. */
const asRegion = async (c: Context<App>) => {
  const { REGION_SECRET } = c.env;
  const given = c.req.header("authorization") ?? "";
  if (!REGION_SECRET || !(await timingSafeEqual(given, `Bearer ${REGION_SECRET}`))) {
    const detail = "Only an edge that shares this deployment's REGION_SECRET may call a region.";
    return problemResponse(problem("unauthorized", detail), { "WWW-Authenticate": "Bearer" });
  }
  return answerRegion(c.req.raw, deploymentOf(c.env).locate, {
    assets: c.env.ASSETS,
    writers: writersOf(c.env),
    zone: c.env.ZONE,
  });
};
app.post(REGION_PATH, limitBody, asRegion);
app.post(WRITE_PATH, limitBody, asRegion);
app.get(WHERE_PATH, asRegion);

app.notFound((c) => problemResponse(problem("not-found", `There is no ${c.req.path} here.`)));

app.onError((error, c) => problemResponse(failureOf(error, c.get("id")), headersOf(error)));

/** What is known, what is asked, when, and which zones a location means: a region's, or itself. */
async function carbonAware(c: Context<App>) {
  const { regions, store } = deploymentOf(c.env);
  const zonesOf: ZonesOf = (location) =>
    regions.find(({ id }) => id === location)?.zones ?? (yearly(location) && [location]);
  return [await store.read(), c.req.queries(), c.get("now"), zonesOf] as const;
}
