import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { methodNotAllowed } from "hono/method-not-allowed";
import { secureHeaders } from "hono/secure-headers";
import { timing } from "hono/timing";
import packageJson from "../package.json" with { type: "json" };
import { toAnswer } from "./answer.ts";
import { newId } from "./emissions/key.ts";
import { find, page, record } from "./emissions/log.ts";
import { toEmissions, toJson } from "./emissions/receipt.ts";
import { yearly } from "./grid/yearly.ts";
import { DEFAULT_REGIONS } from "./placement/regions.ts";
import { problem, problemResponse, toProblem } from "./problem.ts";
import { MAX_BODY_BYTES, readRequest, refuseBody } from "./request.ts";
import { receiptOf, type Surroundings, summarize } from "./summarize.ts";
import { manifest } from "./summarizer/nano.ts";
import { wasmMemoryBytes } from "./summarizer/session.ts";

type Variables = { Bindings: Env; Variables: { id: string; now: number } };

export const app = new Hono<Variables>();

app.use(
  methodNotAllowed({
    app,
    onMethodNotAllowed: (c, methods) =>
      problemResponse(
        problem(405, "method-not-allowed", `${c.req.path} takes ${methods.join(", ")}.`),
        { Allow: methods.join(", ") },
      ),
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

app.post("/v1/summarize", limitBody, async (c) => {
  const { body, bytes } = await readRequest(c.req.raw);
  const summary = await summarize(body, surroundings(c));
  const answer = toAnswer(summary);
  const receipt = receiptOf(summary, bytes + byteLength(answer));
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
  const id = c.req.param("id");
  const receipt = await find(c.env.EMISSIONS, id);
  if (receipt) return c.json(toJson(receipt));
  const detail = "No request of that id is in the log; a new one may take a minute to show.";
  return problemResponse(problem(404, "unknown-request", detail));
});

app.get("/healthz", (c) =>
  c.json({
    status: "ok",
    version: packageJson.version,
    models: [{ name: manifest.name, version: manifest.version }],
    wasm_memory_bytes: wasmMemoryBytes(),
  }),
);

app.notFound((c) => problemResponse(problem(404, "not-found", `There is no ${c.req.path} here.`)));

app.onError((error, c) => {
  const known = toProblem(error);
  if (known) return problemResponse(known);
  console.error(JSON.stringify({ event: "error", id: c.get("id"), error: String(error) }));
  return problemResponse(
    problem(500, "internal", `Something failed here; the request's id is ${c.get("id")}.`),
  );
});

function surroundings(c: Context<Variables>): Surroundings {
  const cf = c.req.raw.cf as IncomingRequestCfProperties | undefined;
  return {
    id: c.get("id"),
    now: c.get("now"),
    colo: cf?.colo,
    country: cf?.country,
    regions: DEFAULT_REGIONS,
    intensityOf: yearly,
    backendOf: ({ id, backend }) => {
      if (backend.kind !== "durable-object") throw new TypeError(`${id} is no Durable Object`);
      return c.env.REGION.getByName(id, { locationHint: backend.locationHint });
    },
  };
}

const byteLength = (answer: unknown): number =>
  new TextEncoder().encode(JSON.stringify(answer)).byteLength;

/** A plain decimal, as draft-martin-http-carbon-emissions-scope-2 wants it: 0.00000042. */
const decimal = (grams: number): string => grams.toFixed(15).replace(/\.?0+$/, "");
