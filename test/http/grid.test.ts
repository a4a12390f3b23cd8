import { afterAll, describe, expect, it, vi } from "vitest";
import { entry, honestProviders, type Ledger } from "../grid/honest-providers.ts";
import { type Handler, json, startProvider } from "../grid/provider-server.ts";
import { HARBOUR, receipt, summarize } from "./client.ts";
import { restart } from "./copies.ts";
import { type Row, runCron, standings } from "./standings.ts";
import { gridAt, startWorker } from "./worker.ts";

/**
 * Five minutes fast, so that a figure measured at the beginning of a test is still valid at its end, on both sides of a
 * quarter hour.
 */
const ledger: Ledger = new Set();
const honest = honestProviders(() => Date.now() + 300_000, ledger);

let played: Record<string, Handler | undefined> = honest;
const providers = await startProvider((request, response) => {
  const name = request.url?.split("/")[1] ?? "";
  (played[name] ?? json({}, 404))(request, response);
});
afterAll(() => providers.close());

const server = startWorker({
  GRID_BASE_URLS: gridAt((source) => `${providers.url}/${source}`),
  // As a host that no platform locates has it.
  ZONE: "ES",
  // A region for each zone to be watched.
  REGIONS: JSON.stringify(
    ["GB", "FR", "NL", "SE-SE3"].map((zone) => ({
      id: `only-${zone.toLowerCase()}`,
      backend: { kind: "url", url: "https://region.invalid" },
      zones: [zone],
      latitude: 50,
      longitude: 5,
    })),
  ),
});

const grid = async () => (await server.getWorker<{ GRID: KVNamespace }>().getEnv()).GRID;

/** The rows of a new isolate, one per zone, after a check that all figures are true. */
async function fresh(): Promise<Record<string, Row>> {
  await restart(server);
  const rows = await standings(server);
  for (const row of rows.filter(({ zone }) => !zone.includes("+"))) checkTruth(row);
  return Object.fromEntries(rows.map((row) => [row.zone, row]));
}

/** Sent by a provider for that time, or the yearly mean and labeled as such. */
function checkTruth({ zone, grams_per_kwh, intensity }: Row): void {
  if (intensity.kind === "yearly") {
    expect(intensity.source).toBe("electricity-maps-yearly-2025");
    return;
  }
  const { source, kind, valid_from } = intensity;
  const sent = entry(source, zone, kind, Date.parse(valid_from), grams_per_kwh);
  expect(ledger.has(sent), sent).toBe(true);
}

const kindsOf = (rows: Record<string, Row>, ...zones: string[]) =>
  zones.map((zone) => rows[zone]?.intensity.kind);

describe("with a provider that can be reached", () => {
  it("is live after the cron, each figure as it was sent", async () => {
    // Offline, the platform's simulator takes every request in Dallas.
    const { answer } = await summarize(server, { text: HARBOUR });
    expect(answer.emissions.grid).toMatchObject({ zone: "US-TEX-ERCO", kind: "yearly" });
    await receipt(server, answer.id);
    expect(await runCron(server)).toBe("ok");
    const rows = await fresh();
    expect(kindsOf(rows, "GB", "FR", "NL")).toEqual(["live", "live", "live"]);
    expect(rows.GB?.intensity.source).toBe("neso");
    expect(rows.FR?.intensity.source).toBe("energy-charts");
    // None of the queried sources distinguishes Sweden's north from its south.
    expect(kindsOf(rows, "SE-SE3")).toEqual(["yearly"]);
    const asked = providers.requests.map(({ url }) => url);
    expect(asked, "the deployment's own zone").toContain("/energy-charts/co2eq?country=es");
  });

  it("asks also for the zone where requests came in, and their receipts are live", async () => {
    const { zone, source, kind, grams_per_kwh, as_of } = (
      await summarize(server, { text: HARBOUR })
    ).answer.emissions.grid;
    expect([zone, source, kind]).toEqual(["US-TEX-ERCO", "ercot", "live"]);
    // A receipt has 9 significant digits.
    const sent = [...ledger].flatMap((one) => {
      const [from, whose, what, at, grams] = one.split(" ");
      return from === source && whose === zone && what === kind && at === as_of
        ? Number(grams)
        : [];
    });
    expect(sent[0]).toBeCloseTo(grams_per_kwh, 5);
  });

  it("answers requests without asking it again", async () => {
    const asked = providers.requests.length;
    await summarize(server, { text: HARBOUR });
    await standings(server);
    await server.fetch("/v1/placement?tokens=200000");
    expect(providers.requests.length).toBe(asked);
  });
});

describe("when the provider fails", () => {
  it("by saying nothing, requests do not wait for it", async () => {
    const asked = providers.requests.length;
    played = { "energy-charts": () => undefined, neso: () => undefined };
    let isOver = false;
    const cron = runCron(server).finally(() => {
      isOver = true;
    });
    await vi.waitFor(() => expect(providers.requests.length).toBeGreaterThan(asked), 30_000);
    const rows = Object.fromEntries((await standings(server)).map((row) => [row.zone, row]));
    expect(kindsOf(rows, "GB", "FR", "NL")).toEqual(["live", "live", "live"]);
    await summarize(server, { text: HARBOUR });
    expect(isOver).toBe(false);
    played = honest;
    expect(await cron).toBe("ok");
  });

  // test/grid/faults.test.ts has more ways.
  it("with errors, the last good value stands", async () => {
    const { zones } = JSON.parse((await (await grid()).get("grid:v1")) ?? "null");
    const asked = providers.requests.length;
    const failed = json({ error: "internal" }, 500);
    played = { "energy-charts": failed, neso: failed };
    expect(await runCron(server)).toBe("ok");
    expect(providers.requests.length).toBeGreaterThan(asked);
    const after = await fresh();
    expect(kindsOf(after, "GB", "FR", "NL")).toEqual(["live", "live", "live"]);
    for (const zone of ["GB", "FR", "NL"]) {
      expect(after[zone]?.grams_per_kwh).toBe(zones[zone].average.live.reading.gramsPerKwh);
    }
  });
});

// test/grid/store.test.ts has more of these.
describe("a snapshot in KV of which only half is there", () => {
  it("is yearly, for a while without reading KV again, until the next cron", async () => {
    const good = (await (await grid()).get("grid:v1")) ?? "";
    await (await grid()).put("grid:v1", good.slice(0, good.length / 2));
    const rows = await fresh();
    expect(kindsOf(rows, "GB", "FR", "NL", "SE-SE3")).toEqual(Array(4).fill("yearly"));
    await (await grid()).put("grid:v1", good);
    for (let count = 0; count < 5; count++) {
      const row = (await standings(server)).find(({ zone }) => zone === "FR");
      expect(row?.intensity.kind).toBe("yearly");
    }
    await (await grid()).put("grid:v1", good.slice(0, good.length / 2));
    played = honest;
    expect(await runCron(server)).toBe("ok");
    expect(kindsOf(await fresh(), "GB", "FR")).toEqual(["live", "live"]);
  });
});
