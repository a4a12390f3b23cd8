import type { Region } from "../placement/regions.ts";

/** Whatever answers a region's request: a Durable Object stub, a service binding, a URL. */
export interface Backend {
  fetch(request: Request): Promise<Response>;
}

/** The bindings that reach regions, handed over by the app. */
export interface Reach {
  objects: DurableObjectNamespace;
  /** The service binding of a name, if the deployment has it. */
  service(binding: string): Backend | undefined;
  fetch: typeof fetch;
  /** Shared by the edge and the regions of kind service and URL. */
  secret: string | undefined;
}

/** A region that the table names and the deployment cannot reach. */
export class UnreachableRegionError extends Error {
  constructor(region: string, why: string) {
    super(`${region} cannot be reached: ${why}`);
    this.name = "UnreachableRegionError";
  }
}

/**
 * The way to one object of a region's pool, or to the region itself. A Durable Object never moves
 * from where its first caller's hint put it, so the region stands in its name.
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
      // Taken out of its object: workerd calls any other `this` an illegal invocation.
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
