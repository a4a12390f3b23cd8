/** The bindings of the Worker that stands before a region of the demo. */
interface Env {
  REGION: Fetcher;
  DEMO: KVNamespace;
}

/** The key under which `DEMO` has any value while the region is down. */
export const DOWN = "down";

/** A region that fails while the demo wants it to: it accepts the work and then breaks off. */
export default {
  async fetch(request: Request, { REGION, DEMO }: Env): Promise<Response> {
    if ((await DEMO.get(DOWN)) === null) return REGION.fetch(request);
    await request.arrayBuffer();
    return new Response(null, { status: 503 });
  },
};
