import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { type DemoRequest, dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import type { TotalsJson } from "../../src/contract/emissions.ts";

/**
 * The demo's edge and regions, which have served a day of `requests`; with `hasControlGroup` as many more as it takes until
 * one was kept at the edge as a control, which chance decides.
 */
export function startDemo(requests: number, hasControlGroup = false): TestHarness {
  const server = createTestHarness({ workers: demoWorkers() });
  beforeAll(async () => {
    await server.listen();
    const nowMs = Date.now();
    const day = dayOf(nowMs, requests);
    await layGrid(server, nowMs);
    await send(server, day);
    const { holdouts } = await settled(server, requests);
    if (hasControlGroup && holdouts === 0) await holdOut(server, day);
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

/**
 * Repeats the shortest request that moved until chance keeps it at the edge.
 * @throws Error if it moved a hundred times
 */
async function holdOut(server: TestHarness, day: readonly DemoRequest[]): Promise<void> {
  const { requests } = await jsonOf<{ requests: { at: string }[] }>(
    server,
    "/v1/emissions/requests?ran=region&limit=100",
  );
  const times = new Set(requests.map(({ at }) => Date.parse(at)));
  const moved = day.filter(({ atMs }) => times.has(atMs));
  const [shortest] = moved.sort((a, b) => a.body.text.length - b.body.text.length);
  if (!shortest) throw new Error("Nothing moved.");
  for (let sent = 1; sent <= 100; sent++) {
    await send(server, [shortest]);
    const { holdouts } = await settled(server, day.length + sent);
    if (holdouts > 0) return;
  }
  throw new Error("No request was held out.");
}
