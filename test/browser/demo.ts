import type { Page } from "playwright-core";
import { beforeAll } from "vitest";
import type { TestHarness } from "wrangler";
import { dayOf } from "../../src/cli/demo/day.ts";
import { layGrid, send, settled } from "../../src/cli/demo/send.ts";
import { DEMO_VARS } from "../../src/cli/demo/workers.ts";
import type { TotalsJson } from "../../src/contract/emissions.ts";

import { startWorker } from "../http/worker.ts";

/** A Worker that has served so many requests of the demo's day. */
export function startDemo(requests: number): TestHarness {
  const server = startWorker(DEMO_VARS);
  beforeAll(async () => {
    const nowMs = Date.now();
    await layGrid(server, nowMs);
    await send(server, dayOf(nowMs, requests));
    await settled(server, requests);
  });
  return server;
}

export const jsonOf = async <T>(server: TestHarness, path: string): Promise<T> =>
  (await server.fetch(path)).json() as Promise<T>;

/** What `GET /v1/emissions` answers. */
export interface Series {
  totals: TotalsJson;
  groups: (TotalsJson & { key: string })[];
}

/** The address at which the page exports its series as JSON. */
export const exportAddress = async (page: Page): Promise<string> =>
  (await page.getByRole("link", { name: "Series as JSON" }).getAttribute("href")) as string;

/** What the API says of the very range that the page shows. */
export const seriesOf = async (server: TestHarness, page: Page): Promise<Series> =>
  jsonOf(server, await exportAddress(page));
