import type { Context } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { answerRegion } from "../region/server.ts";
import type { App } from "./context.ts";
import { bodyOptionsOf } from "./guard/guard.ts";
import { readBody } from "./input/body.ts";
import { problem, problemResponse } from "./problem.ts";

/** Serves an edge that uses this deployment as a region: a Worker pinned to a place, or a host at a URL. */
export async function answerAsRegion(c: Context<App>): Promise<Response> {
  const { regionSecret, locate, assets, writers, zone, turns } = c.var.parts;
  const given = c.req.header("authorization") ?? "";
  if (!regionSecret || !(await timingSafeEqual(given, `Bearer ${regionSecret}`))) {
    const detail = "Only an edge that shares this deployment's REGION_SECRET may call a region.";
    return problemResponse(problem("unauthorized", detail), { "WWW-Authenticate": "Bearer" });
  }
  const host = { assets, writers, zone, turns };
  const { url, method, headers, signal } = c.req.raw;
  if (method !== "POST") return answerRegion(c.req.raw, locate, host);
  const { bytes } = await readBody(c.req.raw, bodyOptionsOf(c));
  const read = new Request(url, { method, headers, body: bytes, signal });
  return answerRegion(read, locate, host);
}
