import { describe, expect, it } from "vitest";
import { place } from "../../src/region/place.ts";
import { FRANKFURT, loadWith, region, worldWith } from "../placement/world.ts";

const needy = (changes: Parameters<typeof loadWith>[0] = {}) =>
  loadWith({ weight: "heavy", canStay: false, ...changes });

describe("work that the edge cannot do", () => {
  it("goes to the cleanest region, however little there is to save", () => {
    const load = needy({ cpuSeconds: { stayed: 0.002, edge: 0.001, region: 0.002 } });
    const { placement, targets } = place(load, FRANKFURT, worldWith());
    expect(placement).toMatchObject({
      weight: "heavy",
      ran: "region",
      region: "north",
      isHoldout: false,
      reason: "Moved to north (SE-SE3): the edge cannot do this work.",
    });
    expect(targets.map(({ instance }) => instance)).toEqual(["north-0", "west-0"]);
  });

  it("is not a holdout, and does not change the preference", () => {
    const world = worldWith({ holdoutShare: 1 });
    expect(place(needy({ holdoutDraw: 0 }), FRANKFURT, world).placement.ran).toBe("region");
    expect(world.pool.preferred).toBeNull();
  });

  it("goes too far rather than nowhere", () => {
    const load = needy({ maxAddedLatencyMs: 0 });
    expect(place(load, FRANKFURT, worldWith()).placement.ran).toBe("region");
  });

  it("goes to the requested region, and nowhere else", () => {
    const { placement, targets } = place(needy({ wanted: "west" }), FRANKFURT, worldWith());
    expect(placement.region).toBe("west");
    expect(targets.map(({ instance }) => instance)).toEqual(["west-0"]);
  });

  it("stays undone where no region has what it takes", () => {
    const world = worldWith({ regions: [] });
    const { placement, targets } = place(needy(), FRANKFURT, world);
    expect(placement).toMatchObject({
      ran: "edge",
      reason: "No region can do this work now: none is equipped for it.",
    });
    expect(targets).toEqual([]);
    const unknown = worldWith({ regions: [region("nowhere", ["XX"])] });
    expect(place(needy(), FRANKFURT, unknown).placement.reason).toBe(
      "No region can do this work now: nowhere has no known grid intensity.",
    );
  });
});
