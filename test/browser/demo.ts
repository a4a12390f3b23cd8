import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { createTestHarness, type TestHarness } from "wrangler";
import { type DemoRequest, dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { demoWorkers } from "../../src/cli/demo/workers.ts";
import type { TotalsJson } from "../../src/contract/emissions.ts";
import { longText } from "../http/client.ts";

/**
 * The demo's edge and regions, which have served a day of `requests`; with `hasControlGroup` as many more as it takes until
 * one was kept at the edge as a control, which chance decides.
 */
export function startDemo(requests: number, hasControlGroup = false): TestHarness {
  const server = createTestHarness({ workers: demoWorkers() });
  beforeAll(async () => {
    await server.listen();
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, requests));
    let { holdouts } = await settled(server, requests);
    for (let more = 1; hasControlGroup && holdouts === 0; more++) {
      await send(server, [{ ...HEAVY, atMs: nowMs - 60_000 }]);
      ({ holdouts } = await settled(server, requests + more));
    }
  });
  afterAll(() => server.close());
  return server;
}

/** A request that moves by the product's decision, unless it is kept as a control. */
const HEAVY: Omit<DemoRequest, "atMs"> = {
  colo: "WAW",
  isOutage: false,
  body: {
    text: longText(6_000),
    length: "long",
    format: "paragraph",
    mode: "abstractive",
    region: "auto",
  },
};

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
