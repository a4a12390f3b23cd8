/** The bindings of the Worker that stands before a region of the demo. */
interface Env {
  REGION: Fetcher;
  DEMO: KVNamespace;
  /** The key under which `DEMO` has a value while the region is down. */
  DOWN: string;
}

/** A region that fails while the demo wants it to. */
export default {
  async fetch(request: Request, { REGION, DEMO, DOWN }: Env): Promise<Response> {
    if ((await DEMO.get(DOWN)) === null) return REGION.fetch(request);
    return new Response(null, { status: 503 });
  },
};
