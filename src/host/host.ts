import type { DatabaseSync } from "node:sqlite";
import type { HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { headersOf, problemResponse, toProblem } from "../api/problem.ts";
import { app } from "../app.ts";
import type { Settings } from "../deployment/deployment.ts";
import type { Writers } from "../summarizer/models/writer.ts";
import { FileClaims } from "./claims.ts";
import { Drain } from "./drain.ts";
import { FileKv } from "./kv.ts";
import { MemoryRateLimiter } from "./rate.ts";
import { FileRefusals } from "./refusals.ts";

const ADDRESS_HEADER = "cf-connecting-ip";

/** The parts of a host. */
export interface HostParts {
  settings: Settings;
  database: DatabaseSync;
  writers: Writers;
  /** Folder of the pages' scripts and styles. */
  assets: string;
}

export interface Host {
  /** `bindings` are those of @hono/node-server, which contain the caller's address. */
  fetch(request: Request, bindings?: Partial<HttpBindings>): Response | Promise<Response>;
  env: Env;
  /** Stops accepting work; resolves when all work in progress is answered and written. */
  close(): Promise<void>;
}

/**
 * The app on Node. KV is a table on disk, written before the answer is sent, so that no journal is needed. There are no
 * Durable Objects, so the only regions are those of `REGIONS`.
 */
export function openHost({ settings, database, writers, assets }: HostParts): Host {
  const env = {
    ...settings,
    LEDGER_MODE: "direct",
    EMISSIONS: new FileKv(database, "emissions"),
    GRID: new FileKv(database, "grid"),
    IDEMPOTENCY: new FileClaims(database),
    LEDGER: new FileRefusals(database),
    RATE_LIMITER: new MemoryRateLimiter(),
    WRITERS: writers,
  } as unknown as Env;
  const drain = new Drain();
  const pending = new Set<Promise<unknown>>();
  const context = {
    waitUntil: (promise: Promise<unknown>) => {
      const done = promise.catch(() => undefined).finally(() => pending.delete(done));
      pending.add(done);
    },
    passThroughOnException: () => undefined,
    props: {},
  } as unknown as ExecutionContext;

  const host = new Hono<{ Bindings: Partial<HttpBindings> }>();
  // Every POST request is work, in any dialect.
  host.post(
    "*",
    createMiddleware((_, next) => drain.pass(next)),
  );
  host.use("/static/*", serveStatic({ root: assets }));
  for (const name of ["/favicon.svg", "/robots.txt"]) host.use(name, serveStatic({ root: assets }));
  host.all("*", (c) => {
    // Cloudflare sets this header. On a host, the caller could have sent it.
    const { headers } = c.req.raw;
    headers.delete(ADDRESS_HEADER);
    const address = c.env?.incoming?.socket.remoteAddress;
    if (address) headers.set(ADDRESS_HEADER, address);
    return app.fetch(c.req.raw, env, context);
  });
  host.onError((error) => {
    const known = toProblem(error);
    if (!known) throw error;
    return problemResponse(known, headersOf(error));
  });
  return {
    fetch: (request, bindings) => host.fetch(request, bindings),
    env,
    close: async () => {
      await drain.close();
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
