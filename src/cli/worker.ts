import { createTestHarness } from "wrangler";

/** Calls `use` with the address of a greengist that runs on this machine meanwhile. */
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
