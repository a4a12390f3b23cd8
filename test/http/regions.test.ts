import { afterAll, describe, expect, it } from "vitest";
import { DEFAULT_REGIONS } from "../../src/placement/regions.ts";
import { startProvider } from "../grid/provider-server.ts";
import { HARBOUR, summarize } from "./client.ts";
import { restart } from "./copies.ts";
import { type Row, runCron, standings } from "./standings.ts";
import { startWorker } from "./worker.ts";

// Each object that asks gets a different location.
const ZONES: Record<string, string> = { CDG: "FR", WAW: "PL", ARN: "SE-SE3" };
const COLOS = Object.keys(ZONES);
const trace = await startProvider((_, response) => {
  const colo = COLOS[trace.requests.length % COLOS.length];
  response.end(`fl=1f1\nip=192.0.2.1\ncolo=${colo}\nloc=XX\n`);
});
afterAll(() => trace.close());

const server = startWorker({ TRACE_URL: trace.url });

const REGIONS = DEFAULT_REGIONS.map(({ id }) => id).sort();

/** A table in order, each row of it with a figure, its source and its age. */
function check(rows: Row[]): void {
  expect([...new Set(rows.map(({ region }) => region))].sort()).toEqual(REGIONS);
  expect(new Set(rows.map(({ instance }) => instance)).size).toBe(2 * REGIONS.length);
  const grams = rows.map((row) => row.grams_per_kwh);
  expect(grams).toEqual([...grams].sort((a, b) => a - b));
  for (const { grams_per_kwh, intensity } of rows) {
    expect(grams_per_kwh).toBeGreaterThan(0);
    expect(intensity.source).not.toBe("");
    const age = (Date.now() - Date.parse(intensity.valid_from)) / 1000;
    expect(Math.abs(intensity.age_seconds - age)).toBeLessThan(60);
  }
}

describe("offline, before anything is known", () => {
  it("the table is whole, by yearly means and by hints, and says so", async () => {
    const rows = await standings(server);
    check(rows);
    for (const row of rows) {
      expect(row).toMatchObject({ state: "ready", colo: null, basis: "hint" });
      expect(row.intensity).toMatchObject({
        kind: "yearly",
        signal: "average",
        source: "electricity-maps-yearly-2025",
      });
    }
  });

  it("looking at it makes no object and asks nobody", async () => {
    expect(await server.getWorker().listDurableObjectIds("REGION")).toEqual([]);
    expect(trace.requests).toEqual([]);
  });
});

// A small request waits three seconds for a region, which is too short on an overloaded machine.
const PATIENTLY = { retry: 2 };

describe("after the cron", PATIENTLY, () => {
  it("every object is there and has said where it is", async () => {
    expect(await runCron(server)).toBe("ok");
    expect(await server.getWorker().listDurableObjectIds("REGION")).toHaveLength(
      2 * REGIONS.length,
    );
    await restart(server);
    const rows = await standings(server);
    check(rows);
    for (const { colo, zone, basis } of rows) {
      expect(basis).toBe("colo");
      expect(zone).toBe(ZONES[colo ?? ""]);
    }
    expect(new Set(rows.map(({ zone }) => zone)).size).toBe(3);
  });

  it("a summary goes to a region's cleanest object and is charged to the zone that is in", async () => {
    const rows = await standings(server);
    await summarize(server, { text: HARBOUR, region: "edge" });
    for (const region of ["weur", "oc", "wnam"]) {
      const best = rows.find((row) => row.region === region);
      const { placement, emissions } = (
        await summarize(server, { text: HARBOUR, region, language: "en" })
      ).answer;
      expect(placement).toMatchObject({ ran: "region", region });
      // A new isolate's objects ask again and may get a different location; the last reported one counts.
      expect(placement.zone).toBe(ZONES[placement.colo]);
      expect(emissions.grid.zone).toBe(placement.zone);
      expect(placement.candidates.find((one) => one.region === region)?.zone).toBe(best?.zone);
    }
  });
});

describe("requests to several regions at once", PATIENTLY, () => {
  it("are done in as many objects, each charged to where it is", async () => {
    await server.reset();
    const worker = server.getWorker();
    expect(await worker.listDurableObjectIds("REGION")).toEqual([]);
    // Opens the model, which takes longer than a small request waits for a region.
    await summarize(server, { text: HARBOUR });
    const wanted = ["weur", "enam", "apac", "oc", "edge", "weur", "enam", "apac", "oc", "edge"];
    const answers = await Promise.all(
      wanted.map(async (region, index) => {
        const text = `Ship number ${index} came in at dawn. ${HARBOUR}`;
        return { text, ...(await summarize(server, { text, region, length: "long" })).answer };
      }),
    );
    for (const [index, { placement, sentences, text }] of answers.entries()) {
      for (const { text: sentence, start, end } of sentences) {
        expect(text.slice(start, end)).toBe(sentence);
      }
      if (placement.ran === "region") {
        expect(placement.region).toBe(wanted[index]);
        expect(placement.zone).toBe(ZONES[placement.colo]);
      } else if (wanted[index] !== "edge") {
        expect(placement.reason).toMatch(/, so the edge did the work\.$/);
      }
    }
    const ran = new Set(answers.map(({ placement }) => placement.region));
    expect(ran.size).toBeGreaterThan(2);
    const objects = await worker.listDurableObjectIds("REGION");
    expect(objects.length).toBeGreaterThanOrEqual(4);
  });
});
