import { describe, expect, it } from "vitest";
import { type PlacementPreview, placeOptions } from "../../../src/site/playground/places.ts";

const candidate = (region: string, grams: number | null, ms: number) => ({
  region,
  zone: "FR",
  grams_per_kwh: 30,
  expected_grams: grams,
  added_latency_ms: ms,
  eligible: true,
  why: `emits ${grams}`,
});

const preview: PlacementPreview = {
  weight: "heavy",
  ran: "region",
  region: "weur",
  zone: "FR",
  reason: "Moved to weur.",
  staying_grams: 5,
  candidates: [candidate("oc", 9, 200), candidate("weur", 2, 12), candidate("eeur", 3, 20)],
};

const device = { zone: "WORLD", grams: 7, why: "cached", loads: null };

describe("the places of a preview", () => {
  it("begin with the chosen one and its reason, then the edge, then regions from clean to dirty", () => {
    const places = placeOptions(preview, device, false);
    expect(places.map(({ id }) => id)).toEqual(["weur", "edge", "eeur", "oc", "device"]);
    expect(places[0]).toMatchObject({ isChosen: true, why: "Moved to weur.", grams: 2 });
    expect(places.filter(({ isChosen }) => isChosen)).toHaveLength(1);
    expect(places[1]).toMatchObject({ grams: 5, addedLatencyMs: 0 });
  });

  it("have one line a region, that of its best object", () => {
    const twice = [candidate("weur", 4, 12), candidate("weur", 2, 14), candidate("weur", null, 9)];
    const places = placeOptions({ ...preview, candidates: twice }, device, false);
    expect(places.map(({ id, grams }) => [id, grams])).toEqual([
      ["weur", 2],
      ["edge", 5],
      ["device", 7],
    ]);
  });

  it("give the edge the reason where the work stays", () => {
    const stayed = { ...preview, ran: "edge" as const, region: null, reason: "Stayed." };
    const [first] = placeOptions(stayed, device, false);
    expect(first).toMatchObject({ id: "edge", isChosen: true, why: "Stayed.", zone: "FR" });
  });

  it("begin with this device where it is chosen, and the regions keep their own reasons", () => {
    const places = placeOptions(preview, device, true);
    expect(places.map(({ id }) => id)).toEqual(["device", "edge", "weur", "eeur", "oc"]);
    expect(places.map(({ isChosen }) => isChosen)).toEqual([true, false, false, false, false]);
    expect(places.map(({ why }) => why)).toEqual(["cached", "", "emits 2", "emits 3", "emits 9"]);
  });

  it("are this device alone if the server cannot be asked, and none if it is not chosen", () => {
    expect(placeOptions(null, device, true).map(({ id }) => id)).toEqual(["device"]);
    expect(placeOptions(null, device, false)).toEqual([]);
  });
});
