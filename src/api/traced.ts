import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { App } from "./context.ts";

/**
 * Traces a request where the deployment exports traces. Its span ends when the answer is complete, and is exported after
 * that. It is named by its route, since the paths of jobs hold their ids.
 */
export const traced = createMiddleware<App>(async (c, next) => {
  const tracer = await c.get("parts").tracer();
  if (!tracer) return next();
  const root = tracer.begin(c.req.method, "server", c.req.raw.headers);
  c.set("trace", root);
  await next();
  const route = routePath(c, -1);
  const { status } = c.res;
  const finish = async () => {
    await c.var.following?.catch(() => {});
    root.end({
      name: `${c.req.method} ${route}`,
      attributes: {
        "http.request.method": c.req.method,
        "http.route": route,
        "http.response.status_code": status,
        "greengist.request.id": c.var.id,
      },
      failure: status >= 500 ? (c.error?.name ?? String(status)) : undefined,
    });
    await tracer.flush();
  };
  c.executionCtx.waitUntil(finish());
});
