import { createTestHarness } from "wrangler";

export type Worker = (body: object) => Promise<Response>;

/** Starts greengist as it is deployed, and a bare Hono handler beside it. */
export async function startWorkers() {
  const server = createTestHarness({
    workers: [
      // The benchmark sends far more requests than the rate limit allows one caller.
      { configPath: "wrangler.toml", vars: { RATE_LIMIT: "off" } },
      {
        config: {
          name: "bare",
          main: "test/bench/bare.ts",
          compatibility_date: "2026-11-01",
        },
      },
    ],
  });
  await server.listen();
  const post =
    (name: string): Worker =>
    async (body) => {
      const response = await server.getWorker(name).fetch("http://localhost/v1/summarize", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      if (response.status !== 200) throw new Error(`${name}: ${await response.text()}`);
      return response as unknown as Response;
    };
  return { server, greengist: post("greengist"), bare: post("bare") };
}
