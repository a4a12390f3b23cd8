import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import assets from "../dist/assets.json" with { type: "json" };
import openapi from "../dist/openapi.json" with { type: "json" };
import snippets from "../dist/snippets.json" with { type: "json" };
import { answerCalibration } from "./api/calibration.ts";
import type { App } from "./api/context.ts";
import { pathOf } from "./api/dialects/carbon-aware/path.ts";
import { carbonAware } from "./api/dialects/carbon-aware/routes.ts";
import { huggingFace } from "./api/dialects/hugging-face.ts";
import { mcp } from "./api/dialects/mcp.ts";
import { openAi } from "./api/dialects/openai.ts";
import { workersAi } from "./api/dialects/workers-ai.ts";
import { answerEmissions, answerMetrics, answerReceipt, answerRequests } from "./api/emissions.ts";
import { adminOnly } from "./api/guard/access.ts";
import { countOut, guard } from "./api/guard/guard.ts";
import { answerHealth } from "./api/health.ts";
import { answerCancelledJob, answerJob, answerNewJob } from "./api/jobs.ts";
import { notFound } from "./api/not-found.ts";
import type { OpenApiDocument } from "./api/openapi/document.ts";
import { answerPlacement, answerRegions } from "./api/placement.ts";
import { failureOf, headersOf, problem, problemResponse } from "./api/problem.ts";
import { titleProblems } from "./api/problem-language.ts";
import { countRefusals } from "./api/refusals.ts";
import { answerAsRegion } from "./api/region.ts";
import { answerSummarize } from "./api/summarize.ts";
import { traced } from "./api/traced.ts";
import { MAX_CHARACTERS } from "./contract/request.ts";
import { partsOf } from "./deployment/parts.ts";
import { newId } from "./ledger/key.ts";
import { WHERE_PATH, WORK_PATHS } from "./region/protocol.ts";
import { answerAnalytics } from "./site/analytics/answer.ts";
import { answerDocs } from "./site/docs/answer.ts";
import { answerMethodology } from "./site/methodology/answer.ts";
import { answerPlayground } from "./site/playground/answer.ts";
import { answerReceiptPage, shareable } from "./site/receipt/answer.ts";
import { NO_TRACE } from "./tracing/trace.ts";

/** A slash at the end of a path is ignored, and in those of the Carbon Aware SDK the case of letters. */
export const app = new Hono<App>({ getPath: pathOf });

app.use(
  countRefusals,
  titleProblems,
  async (c, next) => {
    const parts = partsOf(c.env);
    const simulated = parts.simulatedTimeOf(c.req.raw.headers);
    const startedMs = Date.now();
    const now = simulated ?? startedMs;
    c.set("parts", parts);
    c.set("startedMs", startedMs);
    c.set("now", now);
    c.set("isSimulated", simulated !== undefined);
    c.set("id", newId(now));
    c.set("trace", NO_TRACE);
    await next();
    c.res.headers.set("X-Request-Id", c.get("id"));
  },
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) => {
      const allow = methods.join(", ");
      const detail = `${c.req.path} accepts ${allow}.`;
      return problemResponse(problem("method-not-allowed", detail), { Allow: allow });
    },
  }),
  shareable,
  secureHeaders(),
  timing(),
);

/** Routes that pages of other origins may call. */
const PUBLIC = ["/v1/*", "/models/*", "/hf-inference/*", "/client/*", "/mcp"];
for (const path of [...PUBLIC, ...WORK_PATHS]) app.use(path, traced);
for (const path of PUBLIC) {
  app.use(path, (c, next) => c.get("parts").cors?.(c, next) ?? next());
}

app.post("/v1/summarize", ...guard, answerSummarize);
app.post("/v1/jobs", ...guard, answerNewJob);
app.get("/v1/jobs/:id", ...guard, answerJob);
app.post("/v1/jobs/:id/cancel", ...guard, answerCancelledJob);
for (const dialect of [huggingFace, workersAi, openAi, mcp]) app.route("/", dialect(...guard));
app.route("/", carbonAware());

for (const path of ["/v1/emissions/*", "/metrics", "/analytics", "/receipts/*"])
  app.use(path, adminOnly);
app.get("/v1/emissions", answerEmissions);
app.get("/v1/emissions/requests", answerRequests);
app.get("/v1/emissions/requests/:id", answerReceipt);
app.get("/v1/emissions/calibration", answerCalibration);
app.get("/metrics", answerMetrics);
app.get("/v1/regions", answerRegions);
app.get("/v1/placement", answerPlacement);
app.get("/healthz", answerHealth);

app.get("/", (c) => answerPlayground(c.req.raw, { assets, maxCharacters: MAX_CHARACTERS }));
app.get("/methodology", (c) => answerMethodology(c.req.raw, assets));
app.get("/docs", (c) =>
  answerDocs(c.req.raw, { document: openapi as OpenApiDocument, snippets, assets }),
);
app.get("/analytics", (c) => {
  const { parts, now } = c.var;
  const foresight = () => parts.foresightAt(now);
  return answerAnalytics(c.req.raw, { ledger: parts.emissions, foresight, assets, nowMs: now });
});
app.get("/receipts/:name", (c) =>
  answerReceiptPage(c.req.raw, {
    ledger: c.var.parts.emissions,
    assets,
    name: c.req.param("name"),
  }),
);

for (const path of WORK_PATHS) app.post(path, countOut, answerAsRegion);
app.get(WHERE_PATH, answerAsRegion);

app.notFound(notFound);
app.onError((error, c) => problemResponse(failureOf(error, c.var.id), headersOf(error)));
