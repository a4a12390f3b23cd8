import type { Context } from "hono";
import { preferred } from "../contract/accept.ts";
import {
  emissionsQuery,
  type ParsedEmissionsQuery,
  requestsQuery,
} from "../contract/ledger-queries.ts";
import { InvalidRequestError, validate } from "../contract/request.ts";
import { readCounters } from "../ledger/counters.ts";
import { find } from "../ledger/find.ts";
import { OperationsSpentError } from "../ledger/metered.ts";
import { page } from "../ledger/page.ts";
import { emissions } from "../ledger/query.ts";
import { toJson } from "../ledger/receipt.ts";
import { toTotalsJson } from "../ledger/totals.ts";
import type { App } from "./context.ts";
import { metricsType, toMetrics } from "./metrics.ts";
import { problem, problemResponse } from "./problem.ts";
import { toCsv, toNdjson } from "./table.ts";

const DAY_MS = 86_400_000;
const MAX_RANGE_DAYS = 366;

const MEDIA_TYPES = {
  json: "application/json",
  csv: "text/csv",
  ndjson: "application/x-ndjson",
} as const;
type ExportFormat = keyof typeof MEDIA_TYPES;
const formats = Object.keys(MEDIA_TYPES) as ExportFormat[];

/**
 * `GET /v1/emissions`: totals and a series.
 * @throws InvalidRequestError
 */
export async function answerEmissions(c: Context<App>): Promise<Response> {
  const request = c.req.raw;
  const query = validate(emissionsQuery, queryOf(request));
  const body = await emissionsOf(c, query);
  return tabular(request, query.format, body.groups, `emissions-by-${query.group_by}`, body);
}

/**
 * The body of that answer, as JSON.
 * @throws InvalidRequestError
 */
export async function emissionsOf(c: Context<App>, query: ParsedEmissionsQuery) {
  const { parts, now } = c.var;
  const toMs = query.to === undefined ? now : Date.parse(query.to);
  const fromMs = query.from === undefined ? toMs - DAY_MS : Date.parse(query.from);
  refuseRange(fromMs, toMs);
  const found = await emissions(parts.emissions, { fromMs, toMs, groupBy: query.group_by });
  const groups = found.groups.map(({ key, totals }) => ({ key, ...toTotalsJson(totals) }));
  return {
    from: found.from,
    to: found.to,
    group_by: found.groupBy,
    totals: toTotalsJson(found.totals),
    groups,
    is_complete: found.isComplete,
    kv_operations: found.kvOperations,
  };
}

/**
 * `GET /v1/emissions/requests`: receipts, newest first.
 * @throws InvalidRequestError
 * @throws InvalidPageError
 */
export async function answerRequests(c: Context<App>): Promise<Response> {
  const request = c.req.raw;
  const { cursor, limit, format, from, to, ...same } = validate(requestsQuery, queryOf(request));
  const filter = { ...same, fromMs: msOf(from), toMs: msOf(to) };
  const found = await page(c.var.parts.emissions, { cursor, limit, filter });
  const requests = found.receipts.map(toJson);
  const response = tabular(request, format, requests, "requests", {
    requests,
    cursor: found.cursor,
  });
  if (found.cursor !== null) {
    const next = new URL(request.url);
    next.searchParams.set("cursor", found.cursor);
    response.headers.set("Link", `<${next.pathname}${next.search}>; rel="next"`);
  }
  return response;
}

/** `GET /v1/emissions/requests/:id`: one receipt. */
export async function answerReceipt(c: Context<App>): Promise<Response> {
  const receipt = await find(c.var.parts.emissions, c.req.param("id") ?? "");
  if (receipt) return c.json(toJson(receipt));
  const detail = "The log has no request with that id; a new one can take a minute to appear.";
  return problemResponse(problem("unknown-request", detail));
}

/**
 * `GET /metrics`: counters and histograms since the ledger began, for Prometheus.
 * Refuses with 503 while too many hours are not rolled up, because a counter must not fall.
 */
export async function answerMetrics(c: Context<App>): Promise<Response> {
  const { parts, now } = c.var;
  const type = metricsType(c.req.header("accept") ?? null);
  try {
    const [regions, refusals] = await Promise.all([
      readCounters(parts.emissions, now, parts.settledMs),
      parts.refusals.refusals(),
    ]);
    return c.body(toMetrics(regions, refusals, type), 200, {
      "content-type": type,
      vary: "Accept",
    });
  } catch (error) {
    if (!(error instanceof OperationsSpentError)) throw error;
    const detail = "The ledger has hours that are not summed up yet; it does that every quarter.";
    return problemResponse(problem("overloaded", detail), { "Retry-After": "900" });
  }
}

const msOf = (time: string | undefined): number | undefined =>
  time === undefined ? undefined : Date.parse(time);

const queryOf = (request: Request): Record<string, string> =>
  Object.fromEntries(new URL(request.url).searchParams);

function refuseRange(fromMs: number, toMs: number): void {
  if (fromMs < 0 || fromMs >= toMs) {
    throw new InvalidRequestError("invalid-field", "from: must be before to.", "from");
  }
  if (toMs - fromMs > MAX_RANGE_DAYS * DAY_MS) {
    const detail = `from: must be at most ${MAX_RANGE_DAYS} days before to.`;
    throw new InvalidRequestError("invalid-field", detail, "from");
  }
}

/** The body as JSON, or its rows as a table, by the caller's preference. */
function tabular(
  request: Request,
  wanted: ExportFormat | undefined,
  rows: readonly object[],
  name: string,
  body: object,
): Response {
  const chosen = wanted ?? formatOf(request.headers.get("accept"));
  const text =
    chosen === "csv" ? toCsv(rows) : chosen === "ndjson" ? toNdjson(rows) : JSON.stringify(body);
  const headers = new Headers({ "content-type": MEDIA_TYPES[chosen], vary: "Accept" });
  if (chosen === "csv") {
    headers.set("content-type", "text/csv; charset=utf-8; header=present");
    headers.set("content-disposition", `attachment; filename="greengist-${name}.csv"`);
  }
  return new Response(text, { headers });
}

/** The format that the caller prefers; JSON if none is named. */
function formatOf(accept: string | null): ExportFormat {
  const type = preferred(accept, Object.values(MEDIA_TYPES) as [string, ...string[]]);
  return formats.find((one) => MEDIA_TYPES[one] === type) ?? "json";
}
