import { app } from "../../src/app.ts";

/**
 * The product, called many times in one request, so that the cost of the harness per call becomes negligible: the body
 * is sent to `/v1/summarize` `times` times. Locally KV is simulated inside workerd, where its CPU time would be counted
 * as the summary's (in production it is on another machine). With `storage=none` it does nothing.
 */
const NONE = {
  put: async () => {},
  get: async () => null,
  getWithMetadata: async () => ({ value: null, metadata: null, cacheStatus: null }),
  list: async () => ({ keys: [], list_complete: true, cacheStatus: null }),
  delete: async () => {},
};

export default {
  async fetch(request, env, context) {
    const { searchParams } = new URL(request.url);
    const body = await request.text();
    const storage = searchParams.get("storage") === "none" ? { EMISSIONS: NONE, GRID: NONE } : {};
    for (let time = 0; time < Number(searchParams.get("times")); time++) {
      const response = await app.fetch(
        new Request("http://localhost/v1/summarize", {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "content-length": String(body.length),
          },
          body,
        }),
        { ...env, ...storage, LEDGER_MODE: "direct" } as unknown as Env,
        context,
      );
      const answer = await response.text();
      if (response.status !== 200) return new Response(answer, { status: response.status });
    }
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler<Env>;
