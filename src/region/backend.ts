import type { Region } from "../placement/regions.ts";

/** Anything that answers a region's request: a Durable Object stub, a service binding, a URL. */
export interface Backend {
  fetch(request: Request): Promise<Response>;
}

/** The bindings that reach regions, passed in by the app. */
export interface Reach {
  objects: DurableObjectNamespace;
  /** The service binding of a name, if the deployment has it. */
  service(binding: string): Backend | undefined;
  fetch: typeof fetch;
  /** Shared by the edge and the regions of kind service and URL. */
  secret: string | undefined;
}

/** A region that is in the table but cannot be reached from this deployment. */
export class UnreachableRegionError extends Error {
  constructor(region: string, why: string) {
    super(`${region} cannot be reached: ${why}`);
    this.name = "UnreachableRegionError";
  }
}

/**
 * The way to one object of a region's pool, or to the region itself. A Durable Object never moves from the place that
 * its first caller's hint selected, so its name includes the region.
 */
export function backendOf({ id, backend }: Region, instance: string, reach: Reach): Backend {
  switch (backend.kind) {
    case "durable-object":
      return reach.objects.getByName(instance, { locationHint: backend.locationHint });
    case "service": {
      const service = reach.service(backend.binding);
      if (!service) throw new UnreachableRegionError(id, `no service binding ${backend.binding}`);
      return withSecret(service, id, reach.secret);
    }
    case "url": {
      const at = ({ url }: Request) => new URL(new URL(url).pathname, backend.url);
      // Detached from its object, because workerd throws "illegal invocation" for any other `this`.
      const { fetch } = reach;
      return withSecret(
        { fetch: (request) => fetch(new Request(at(request), request)) },
        id,
        reach.secret,
      );
    }
  }
}

function withSecret(backend: Backend, region: string, secret: string | undefined): Backend {
  if (!secret) throw new UnreachableRegionError(region, "REGION_SECRET is not set");
  return {
    fetch(request) {
      request.headers.set("authorization", `Bearer ${secret}`);
      return backend.fetch(request);
    },
  };
}
