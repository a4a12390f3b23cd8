import { createTestHarness } from "wrangler";

/** Calls `use` with the address of a local greengist that runs for the duration of the call. */
export async function withWorker<T>(use: (url: string) => Promise<T>): Promise<T> {
  const server = createTestHarness({
    root: new URL("../..", import.meta.url).pathname,
    workers: [{ configPath: "wrangler.toml" }],
  });
  try {
    return await use((await server.listen()).url.href);
  } finally {
    await server.close();
  }
}
