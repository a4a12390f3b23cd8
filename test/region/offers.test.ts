import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Region } from "../../src/placement/regions.ts";
import { Offers } from "../../src/region/offers.ts";
import { standIn } from "../placement/stand-ins.ts";
import { region } from "../placement/world.ts";

beforeAll(() => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});

const OFFER = {
  name: "scribe",
  version: "1",
  quantization: "int8",
  languages: ["en"],
  inputTokens: 512,
  outputTokens: 128,
  shape: {
    encoderLayers: 4,
    decoderLayers: 2,
    width: 320,
    attentionWidth: 320,
    encoderFeedForward: 1280,
    decoderFeedForward: 1280,
    feedForwardMatrices: 2,
    vocabulary: 35_672,
  },
  secondsPerGmac: { reading: 0.1, writing: 0.2, attending: 0.3 },
  memoryGb: 0.128,
  confidence: { minMeanLogProbability: -1, minCopyRate: 0.5 },
};

const attic: Region = {
  ...region("attic", ["DE"]),
  backend: { kind: "url", url: "https://attic.example" },
};

/** Requests the offers of the region "attic"; `answer` gives its current response. */
function listen() {
  const state = { now: 0, answer: (): Response => Response.json({ colo: null }) };
  const backend = standIn(() => state.answer());
  const offers = new Offers(() => state.now);
  const ask = async () =>
    (await offers.of([region("west", ["NL"]), attic], () => backend)).get("attic");
  return { state, ask, asked: () => backend.requests.length };
}

describe("what writes in regions", () => {
  it("is what they say, asked once in a while", async () => {
    const { state, ask, asked } = listen();
    state.answer = () => Response.json({ colo: null, zone: "FR", offers: [OFFER] });
    expect(await ask()).toMatchObject({ zone: "FR", offers: [OFFER] });
    state.answer = () => Response.json({ colo: null });
    expect(await ask()).toMatchObject({ offers: [OFFER] });
    expect(asked()).toBe(1);
    state.now += 10 * 60_000;
    expect(await ask()).toMatchObject({ offers: [] });
    expect(asked()).toBe(2);
  });

  it.each<[string, () => Response]>([
    ["is older than writers", () => Response.json({ colo: "CDG" })],
    ["does not know the secret", () => new Response(null, { status: 401 })],
    ["talks nonsense", () => new Response("<!doctype html>")],
    [
      "offers what nobody can reckon with",
      () => Response.json({ colo: null, offers: [{ ...OFFER, inputTokens: -1 }] }),
    ],
    ["names no zone", () => Response.json({ colo: null, zone: "nowhere", offers: [OFFER] })],
    [
      "cannot be reached",
      () => {
        throw new TypeError("no way there");
      },
    ],
  ])("is nothing in one that %s", async (_, answer) => {
    const { state, ask } = listen();
    state.answer = answer;
    expect(await ask()).toMatchObject({ offers: [] });
  });

  it("is asked again soon of one that did not answer", async () => {
    const { state, ask, asked } = listen();
    state.answer = () => new Response(null, { status: 500 });
    await ask();
    await ask();
    expect(asked()).toBe(1);
    state.now += 30_000;
    state.answer = () => Response.json({ colo: null, offers: [OFFER] });
    expect(await ask()).toMatchObject({ offers: [OFFER] });
  });
});
