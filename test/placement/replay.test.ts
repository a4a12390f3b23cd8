import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { YEARLY_ZONES } from "../../src/grid/yearly.ts";
import { CLOUD_REGIONS } from "../../src/placement/cloud-regions.ts";
import { type Colo, colos } from "../../src/placement/colos.ts";
import { diurnal, inhabitants } from "../../src/placement/replay/demand.ts";
import { chart, savedPercent, table } from "../../src/placement/replay/report.ts";
import { type Scope, simulate } from "../../src/placement/replay/simulate.ts";
import { type IntensityTrace, readTrace } from "../../src/placement/replay/trace.ts";
import { type ReplayedWork, shippedWork } from "../../src/placement/replay/work.ts";

const HOURS = 48;
const csv = [
  "datetime_utc,DE,PL,SE-SE3",
  ...Array.from({ length: HOURS }, (_, hour) => {
    const at = new Date(Date.UTC(2020, 0, 1, hour)).toISOString().slice(0, 16);
    return `${at}Z,400,${hour % 2 ? "" : "800"},25`;
  }),
].join("\n");

let folder: string;
let trace: IntensityTrace;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  await writeFile(join(folder, "trace.csv"), csv);
  trace = await readTrace(join(folder, "trace.csv"));
});
afterAll(() => rm(folder, { recursive: true }));

const site = (code: string) => colos.get(code) as Colo;
const WORK: ReplayedWork = {
  name: "test",
  cpuSeconds: { stayed: 10, edge: 0.001, region: 10 },
  memoryGb: 0.128,
  backboneBytes: 12_000,
  accessBytes: 12_000,
};
const WORLD: Scope = { name: "world", has: () => true };
const replay = (codes: string[], regions: ReturnType<typeof cloud>, budgetsMs: number[]) =>
  simulate(trace, codes.map(site), regions, budgetsMs, WORK, [WORLD]).get("world") ?? [];
const cloud = (id: string) => CLOUD_REGIONS.filter((region) => region.id === id);

describe("readTrace", () => {
  it("reads hours, zones and gaps", () => {
    expect(trace.hours).toHaveLength(HOURS);
    expect([...trace.byZone.keys()]).toEqual(["DE", "PL", "SE-SE3"]);
    expect(trace.byZone.get("PL")?.slice(0, 2)).toEqual(Float64Array.of(800, Number.NaN));
  });

  it("refuses a short row, an empty file and one that is not there", async () => {
    const file = join(folder, "bad.csv");
    await writeFile(file, "datetime_utc,DE,PL\n2020-01-01T00:00Z,1");
    await expect(readTrace(file)).rejects.toThrow("1 cells at 2020-01-01T00:00Z");
    await writeFile(file, "");
    await expect(readTrace(file)).rejects.toThrow("holds no hour");
    await expect(readTrace(join(folder, "none.csv"))).rejects.toThrow("ENOENT");
  });
});

describe("simulate", () => {
  it("saves what the grids differ by, once the budget reaches the clean region", () => {
    const regions = [...cloud("aws:eu-central-1"), ...cloud("aws:eu-north-1")];
    const [short, long] = replay(["FRA"], regions, [1, 50]);
    if (!short || !long) throw new Error("one outcome a budget");
    expect(short.moved).toBe(0);
    expect(short.decided).toEqual(short.staying);
    expect(long.moved).toBe(long.requests);
    expect(savedPercent(long, "nearest", "operational")).toBeCloseTo(100 * (1 - 25 / 400), 1);
    const saved = (["operational", "inclusive", "stressed", "withAccess"] as const).map((part) =>
      savedPercent(long, "staying", part),
    );
    expect(saved).toEqual(saved.toSorted((one, other) => other - one));
    expect(saved.at(-1)).toBeGreaterThan(0);
  });

  it("sums each scope up by itself", () => {
    const scopes = [WORLD, { name: "PL", has: ({ country }: Colo) => country === "PL" }];
    const outcomes = simulate(
      trace,
      ["FRA", "WAW"].map(site),
      cloud("aws:eu-north-1"),
      [50],
      WORK,
      scopes,
    );
    const [everyone] = outcomes.get("world") ?? [];
    const [poland] = outcomes.get("PL") ?? [];
    const [germany] = replay(["FRA"], cloud("aws:eu-north-1"), [50]);
    const apart = (poland?.staying.inclusive ?? 0) + (germany?.staying.inclusive ?? 0);
    expect(everyone?.staying.inclusive).toBeCloseTo(apart, 6);
  });

  it("weighs requests by inhabitants, and leaves out hours that it cannot price", () => {
    const [both] = replay(["FRA", "WAW"], cloud("aws:eu-north-1"), [50]);
    const inFrankfurt = (inhabitants.get("FRA") ?? 0) * HOURS;
    const inWarsaw = (inhabitants.get("WAW") ?? 0) * (HOURS / 2);
    expect(Math.abs((both?.requests ?? 0) / (inFrankfurt + inWarsaw) - 1)).toBeLessThan(0.01);
  });
});

describe("the work that is replayed", () => {
  it("is what ships: of each, the region does nearly all, and little crosses the backbone", async () => {
    const works = await shippedWork();
    expect(works.map(({ name }) => name)).toEqual(["writer", "small", "host's model"]);
    for (const { cpuSeconds, backboneBytes, accessBytes } of works) {
      expect(cpuSeconds.region / cpuSeconds.stayed).toBeGreaterThan(0.9);
      expect(cpuSeconds.region).toBeGreaterThan(0.05);
      expect(backboneBytes).toBeLessThan(accessBytes);
    }
  });
});

describe("the demand model", () => {
  it("has a figure for every location", () => {
    expect([...inhabitants.keys()].toSorted()).toEqual([...colos.keys()].toSorted());
  });

  it("peaks at 16:00 solar time, thrice the trough, and means 1 over a day", () => {
    expect(diurnal(16, 0)).toBeCloseTo(3 * diurnal(4, 0), 9);
    expect(diurnal(16, 0)).toBeCloseTo(diurnal(10, 90), 9);
    const day = Array.from({ length: 24 }, (_, hour) => diurnal(hour, 10));
    expect(day.reduce((sum, share) => sum + share, 0)).toBeCloseTo(24, 9);
  });
});

describe("the table of cloud regions", () => {
  it("has unique ids in zones that have a figure", () => {
    const ids = CLOUD_REGIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const zones = CLOUD_REGIONS.flatMap((region) => region.zones);
    expect(zones.filter((zone) => !YEARLY_ZONES.includes(zone))).toEqual([]);
  });
});

describe("the report", () => {
  it("shows each outcome in the table and the chart", () => {
    const outcomes = replay(["FRA"], cloud("aws:eu-north-1"), [11, 50]);
    const experiments = [{ demand: "EU", work: "writer", regions: "two pinned", outcomes }];
    expect(table(experiments)).toContain("| writer | two pinned | EU | 50 |");
    expect(table(experiments).split("\n")).toHaveLength(4);
    const svg = chart(experiments, ["EU"]);
    expect(svg).not.toMatch(/NaN|undefined/);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg).toContain("two pinned");
  });
});
