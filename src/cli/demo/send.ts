import type { TestHarness } from "wrangler";
import type { TotalsJson } from "../../contract/emissions.ts";
import { SIMULATED_TIME_HEADER } from "../../deployment/simulation.ts";
import { colos } from "../../placement/colos.ts";
import type { DemoRequest } from "./day.ts";
import { gridOf } from "./grid.ts";
import { DOWN, OUTAGE_WORKER } from "./workers.ts";

const AT_ONCE = 4;

/** Stores the simulated grid for the Worker. Call this before its first request. */
export async function layGrid(server: TestHarness, untilMs: number): Promise<void> {
  const { GRID } = await server.getWorker<{ GRID: KVNamespace }>().getEnv();
  await GRID.put("grid:v1", JSON.stringify(gridOf(untilMs)));
}

/**
 * Sends requests, each at its simulated time and place, while a region fails and comes back, and returns the ids of their
 * receipts.
 */
export async function send(
  server: TestHarness,
  requests: readonly DemoRequest[],
  onAnswer: (answered: number) => void = () => {},
): Promise<string[]> {
  const ids: string[] = [];
  const waiting = requests.values();
  const setDown = await switchOf(server);
  const sendAll = async () => {
    for (const request of waiting) {
      await setDown(request.isOutage);
      ids.push(await sendOne(server, request));
      onAnswer(ids.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendAll));
  return ids;
}

/** Lets the region fail from now on, or work. */
async function switchOf(server: TestHarness): Promise<(isDown: boolean) => Promise<void>> {
  const { DEMO } = await server.getWorker<{ DEMO: KVNamespace }>(OUTAGE_WORKER).getEnv();
  let was = false;
  let done: Promise<void> | undefined;
  return async (isDown) => {
    if (isDown !== was) {
      was = isDown;
      done = isDown ? DEMO.put(DOWN, "1") : DEMO.delete(DOWN);
    }
    // Those who find it set wait for it too, or their requests would overtake it.
    await done;
  };
}

async function sendOne(server: TestHarness, { atMs, colo, body }: DemoRequest): Promise<string> {
  const place = colos.get(colo);
  const response = await server.fetch("/v1/summarize", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      [SIMULATED_TIME_HEADER]: new Date(atMs).toISOString(),
    },
    body: JSON.stringify(body),
    // Simulates the location where the request arrived.
    cf: {
      colo,
      country: place?.country as Iso3166Alpha2Code,
      latitude: String(place?.latitude),
      longitude: String(place?.longitude),
    },
  });
  if (!response.ok) {
    const logged = server.getLogs().filter(({ level }) => level === "error");
    const trace = logged.at(-1)?.message ?? "";
    throw new Error(`${response.status}: ${await response.text()}\n${trace}`);
  }
  return ((await response.json()) as { id: string }).id;
}

/**
 * Waits until the ledger, which lags by some seconds, has counted `requests`, and returns its totals.
 * @throws Error after 30 seconds
 */
export async function settled(server: TestHarness, requests: number): Promise<TotalsJson> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const response = await server.fetch(`/v1/emissions?from=${yesterday()}`);
    const { totals } = (await response.json()) as { totals?: TotalsJson };
    if (totals && totals.requests >= requests) return totals;
    await new Promise((wake) => setTimeout(wake, 500));
  }
  throw new Error(`The ledger did not come to ${requests} requests`);
}

const yesterday = (): string => new Date(Date.now() - 25 * 3_600_000).toISOString();
