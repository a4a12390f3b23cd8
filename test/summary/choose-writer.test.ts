import { describe, expect, it } from "vitest";
import type { Region } from "../../src/placement/regions.ts";
import type { Offer } from "../../src/summarizer/models/writer.ts";
import { chooseWriter, NoWriterError } from "../../src/summary/choose-writer.ts";
import type { Occasion } from "../../src/summary/occasion.ts";
import { region, worldWith } from "../placement/world.ts";

const offer = (name: string, languages = ["en"], version = "1") =>
  ({ name, languages, version }) as Offer;

const apart = (id: string): Region => ({
  ...region(id, ["PL"]),
  backend: { kind: "url", url: `https://${id}.example` },
});

const REGIONS = [region("west", ["NL"]), apart("attic"), apart("cellar")];

const occasion = (
  here: Offer[],
  told: Record<string, { zone?: string; offers: Offer[] }> = {},
): Occasion =>
  ({
    writers: { offers: async () => here },
    writersOfRegions: async () => new Map(Object.entries(told)),
    world: worldWith({ regions: REGIONS }),
  }) as unknown as Occasion;

const choose = (at: Occasion, wanted = "auto", language: "en" | "zh" = "en") =>
  chooseWriter({ region: wanted }, language, at);

const ids = (regions: readonly Region[]) => regions.map(({ id }) => id);

describe("the writer of a request", () => {
  it("is the edge's own, which its Durable Objects have, and whoever else offers it", async () => {
    const at = occasion([offer("writer")], {
      attic: { offers: [offer("large"), offer("writer")] },
      cellar: { offers: [offer("writer", ["en"], "2")] },
    });
    const chosen = await choose(at);
    expect(chosen.offer.name).toBe("writer");
    expect(chosen.isHere).toBe(true);
    expect(ids(chosen.regions)).toEqual(["west", "attic"]);
  });

  it("is a region's where the edge has none, in the zone that the region tells", async () => {
    const at = occasion([], {
      attic: { zone: "FR", offers: [offer("large")] },
      cellar: { offers: [offer("large"), offer("other")] },
    });
    const chosen = await choose(at);
    expect(chosen).toMatchObject({ offer: { name: "large" }, isHere: false });
    expect(chosen.regions.map(({ id, zones }) => [id, zones])).toEqual([
      ["attic", ["FR"]],
      ["cellar", ["PL"]],
    ]);
  });

  it("is that of the region that was asked for", async () => {
    const at = occasion([offer("writer")], { cellar: { offers: [offer("large")] } });
    expect((await choose(at, "cellar")).offer.name).toBe("large");
    expect((await choose(at, "west")).offer.name).toBe("writer");
    expect((await choose(at, "edge")).offer.name).toBe("writer");
  });

  it("writes the language", async () => {
    const at = occasion([offer("writer")], { cellar: { offers: [offer("large", ["zh"])] } });
    expect((await choose(at, "auto", "zh")).offer.name).toBe("large");
  });

  it.each<[string, Occasion, string, "en" | "zh", string]>([
    ["nobody has one", occasion([]), "auto", "en", "mode"],
    ["nobody writes the language", occasion([offer("writer")]), "auto", "zh", "language"],
    ["the region has none", occasion([offer("writer")]), "attic", "en", "region"],
    [
      "only others have one",
      occasion([], { attic: { offers: [offer("large")] } }),
      "edge",
      "en",
      "region",
    ],
  ])("is refused where %s", async (_, at, wanted, language, field) => {
    const refused = choose(at, wanted, language);
    await expect(refused).rejects.toBeInstanceOf(NoWriterError);
    await expect(refused).rejects.toMatchObject({ field });
  });

  it("leaves a region that nobody knows to placement", async () => {
    expect((await choose(occasion([offer("writer")]), "mars")).offer.name).toBe("writer");
  });
});
