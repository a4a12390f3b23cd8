import { afterEach, describe, expect, it, vi } from "vitest";
import { UnreachableRegionError } from "../../src/region/backend.ts";
import { foresee, place, UnknownRegionError } from "../../src/region/place.ts";
import { Pool } from "../../src/region/pool.ts";
import { forward, honest, throwing, WORK } from "../placement/stand-ins.ts";
import { FRANKFURT, loadWith, region, worldWith } from "../placement/world.ts";

afterEach(() => vi.restoreAllMocks());

const instances = (targets: { instance: string }[]) => targets.map(({ instance }) => instance);

describe("light work", () => {
  it("has no candidates and stays", () => {
    const load = loadWith({ cpuSeconds: { stayed: 0.01, edge: 0.001, region: 0.01 } });
    const { placement, targets } = place(load, FRANKFURT, worldWith());
    expect(placement).toMatchObject({ weight: "light", ran: "edge", zone: "DE", candidates: [] });
    expect(targets).toEqual([]);
  });

  it("goes to the requested region anyway", () => {
    const load = loadWith({
      cpuSeconds: { stayed: 0.01, edge: 0.001, region: 0.01 },
      wanted: "west",
    });
    const { placement, targets } = place(load, FRANKFURT, worldWith());
    expect(placement).toMatchObject({ weight: "light", ran: "region", region: "west" });
    expect(instances(targets)).toEqual(["west-0"]);
  });
});

describe("heavy work", () => {
  it("goes to the cleanest region, with the next best to fall back on", () => {
    const { placement, targets } = place(loadWith(), FRANKFURT, worldWith());
    expect(placement).toMatchObject({ ran: "region", region: "north", zone: "SE-SE3" });
    expect(instances(targets)).toEqual(["north-0", "west-0"]);
  });

  it("stays at the edge on request", () => {
    const { placement, targets } = place(loadWith({ wanted: "edge" }), FRANKFURT, worldWith());
    expect(placement).toMatchObject({
      ran: "edge",
      reason: "Stayed at the edge, as the caller requested.",
    });
    expect(targets).toEqual([]);
  });

  it("stays within the latency allowed", () => {
    const load = loadWith({ maxAddedLatencyMs: 0 });
    expect(place(load, FRANKFURT, worldWith()).placement.ran).toBe("edge");
  });

  it("stays where nobody knows what the edge's power emits", () => {
    const edge = { colo: undefined, country: undefined, caller: undefined };
    const { placement } = place(loadWith(), edge, worldWith());
    expect(placement).toMatchObject({ ran: "edge", stayingGrams: null });
  });

  it("stays as a holdout, but remembers where it would have gone", () => {
    const world = worldWith({ holdoutShare: 0.02 });
    const { placement, targets } = place(loadWith({ holdoutDraw: 0.01 }), FRANKFURT, world);
    expect(placement).toMatchObject({ ran: "edge", isHoldout: true });
    expect(targets).toEqual([]);
    expect(world.pool.preferred).toBe("north");
  });
});

describe("a region by name", () => {
  it.each(["atlantis", "", "Auto", "north-0", "__proto__"])("%j is not known", (wanted) => {
    const placing = () => place(loadWith({ wanted }), FRANKFURT, worldWith());
    expect(placing).toThrow(UnknownRegionError);
    expect(placing).toThrow(/"auto", "edge" or one of west, north/);
  });

  it("falls back on its own other objects only, not on another region", () => {
    const world = worldWith({ pool: new Pool(3) });
    const { targets } = place(loadWith({ wanted: "west" }), FRANKFURT, world);
    expect(instances(targets)).toEqual(["west-0", "west-1", "west-2"]);
  });
});

describe("objects of one region that landed apart", () => {
  const regions = [region("west", ["NL", "GB"])];

  it("are ranked and priced by their own zones", () => {
    const knownColos = { "west-0": "WAW", "west-1": "CDG" };
    const world = worldWith({ regions, pool: new Pool(3), knownColos });
    const { placement, targets } = place(loadWith(), FRANKFURT, world);
    expect(placement).toMatchObject({ region: "west", instance: "west-1", zone: "FR" });
    expect(
      placement.candidates.map(({ instance, zone, gramsPerKwh, eligible }) => [
        instance,
        zone,
        gramsPerKwh,
        eligible,
      ]),
    ).toEqual([
      ["west-1", "FR", 30, true],
      ["west-2", "NL+GB", 250, true],
      ["west-0", "PL", 700, false],
    ]);
    expect(instances(targets)).toEqual(["west-1", "west-2"]);
  });

  it("are known by their last answer before the next survey", async () => {
    const pool = new Pool(2);
    const world = worldWith({ regions, pool, backendOf: () => honest("west", "CDG") });
    const { targets } = place(loadWith(), FRANKFURT, world);
    await forward(targets, WORK, { pool, deadlineMs: 1_000, caller: new AbortController().signal });
    expect(place(loadWith(), FRANKFURT, world).placement).toMatchObject({
      instance: "west-0",
      zone: "FR",
    });
  });
});

describe("a region that fails", () => {
  const send = async (world: ReturnType<typeof worldWith>) => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { placement, targets } = place(loadWith(), FRANKFURT, world);
    const caller = new AbortController().signal;
    const { result } = await forward(targets, WORK, {
      pool: world.pool,
      deadlineMs: 1_000,
      caller,
    });
    return { placement, ran: result?.region.id ?? "edge" };
  };

  it("loses its work to another region, then, when all fail, to the edge", async () => {
    const failing = new Set(["north"]);
    const world = worldWith({
      backendOf: ({ id }) => (failing.has(id) ? throwing(new Error("down")) : honest(id)),
    });
    for (let count = 0; count < 3; count++) {
      expect(await send(world)).toMatchObject({ placement: { region: "north" }, ran: "west" });
    }
    // Its breaker is open now, so it is not tried.
    expect(await send(world)).toMatchObject({ placement: { region: "west" }, ran: "west" });
    failing.add("west");
    for (let count = 0; count < 3; count++) {
      expect(await send(world)).toMatchObject({ placement: { region: "west" }, ran: "edge" });
    }
    expect(await send(world)).toMatchObject({ placement: { ran: "edge" }, ran: "edge" });
  });

  it("may be one that cannot be reached at all", () => {
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const world = worldWith({
      backendOf: ({ id }) => {
        if (id === "north") throw new UnreachableRegionError(id, "REGION_SECRET is not set");
        return honest(id);
      },
    });
    const { targets } = place(loadWith(), FRANKFURT, world);
    expect(instances(targets)).toEqual(["west-0"]);
  });

  it("does not hide a mistake of ours", () => {
    const backendOf = () => {
      throw new TypeError("oops");
    };
    expect(() => place(loadWith(), FRANKFURT, worldWith({ backendOf }))).toThrow("oops");
  });
});

describe("foresee", () => {
  it("decides as place does and leaves no trace", () => {
    const world = worldWith();
    const foreseen = foresee(loadWith(), FRANKFURT, world);
    expect(world.pool.preferred).toBeNull();
    expect(place(loadWith(), FRANKFURT, world).placement).toEqual(foreseen);
    expect(world.pool.preferred).toBe("north");
  });
});
