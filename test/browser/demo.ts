import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import type { TotalsJson } from "../../src/contract/emissions.ts";

/**
 * The demo's edge and regions, which have served a day of `requests`; with `hasControlGroup` as many more as it takes until
 * one moved and one was kept at the edge as a control, which chance decides.
 */
export function startDemo(requests: number, hasControlGroup = false): TestHarness {
  const workers = hasControlGroup
    ? // With the demo's own share, it would take dozens of requests more.
      demoWorkers("dist/demo-with-controls", { HOLDOUT_SHARE: "0.5" })
    : demoWorkers();
  const server = createTestHarness({ workers });
  beforeAll(async () => {
    await server.listen();
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, requests));
    const totals = await settled(server, requests);
    if (hasControlGroup && !hasBoth(totals)) await sendUntilBoth(server, nowMs, requests);
  });
  afterAll(() => server.close());
  return server;
}

export const jsonOf = async <T>(server: TestHarness, path: string): Promise<T> =>
  (await server.fetch(path)).json() as Promise<T>;

/** The response of `GET /v1/emissions`. */
export interface Series {
  totals: TotalsJson;
  groups: (TotalsJson & { key: string })[];
}

/** The address at which the page exports its series as JSON. */
export const exportAddress = async (page: Page): Promise<string> =>
  (await page.getByRole("link", { name: "Series as JSON" }).getAttribute("href")) as string;

/** The API's figures for exactly the range that the page shows. */
export const seriesOf = async (server: TestHarness, page: Page): Promise<Series> =>
  jsonOf(server, await exportAddress(page));

/** Whether some requests moved, and some were kept at the edge as controls. */
const hasBoth = ({ holdouts, moved }: TotalsJson): boolean => holdouts > 0 && moved > 0;

/**
 * Sends written summaries of a longer day, most of which could move, until chance has let some move and kept some.
 * @throws Error if chance did not, once in thousands of runs
 */
async function sendUntilBoth(server: TestHarness, nowMs: number, requests: number): Promise<void> {
  const written = dayOf(nowMs, 400, 2).filter(
    ({ body, isOutage }) => body.mode === "abstractive" && body.region === "auto" && !isOutage,
  );
  for (const [sent, request] of written.entries()) {
    await send(server, [request]);
    if (hasBoth(await settled(server, requests + sent + 1))) return;
  }
  throw new Error("All requests moved, or none did.");
}
